using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Exchange.Audit.Records;
using Exchange.Audit.Verification;
using Exchange.IntegrationTests.Hub;

namespace Exchange.IntegrationTests.Console;

/// <summary>What can be done with a consent besides giving and withdrawing it, and what becomes of it in the answers of the graph.</summary>
[Collection(nameof(RunningHub))]
public sealed class ConsentActTests(RunningHub hub)
{
    private const string Path = "/api/v1/consents";
    private const string Steward = "data-steward";
    private const string Second = "data-steward-2";
    private const string Officer = "civil-affairs-assistance-officer";

    // 王磊, who signed nothing else; 刘子涵, a child; 吴守正; 王秀芳; 李建国, whose consents came with the city.
    private const string Lei = "990102198506170538";
    private const string Zihan = "990102201709030222";
    private const string Wu = "990102196606060134";
    private const string Wang = "990102195803120429";
    private const string Jianguo = "990102194701050170";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_paper_counts_for_nothing_until_a_second_officer_has_confirmed_it()
    {
        var consent = Consent(Lei);
        consent["channel"] = "paper";
        var asked = await GiveAsync(consent);
        var id = asked.GetProperty("id").GetString()!;
        var before = await AliveAsync();
        using var oneself = await ActAsync(Steward, id, "confirm");
        using var confirmed = await ActAsync(Second, id, "confirm");
        var during = await AliveAsync();
        using var withdrawn = await ActAsync(Steward, id, "withdraw");

        Assert.Equal("requested", asked.GetProperty("state").GetString());
        Assert.Equal(HttpStatusCode.Conflict, oneself.StatusCode);
        Assert.Equal("active", await StateAsync(confirmed));
        Assert.Equal(("null", "true", "null"), (before, during, await AliveAsync()));
        Assert.Equal([ConsentTransition.Requested, ConsentTransition.Given, ConsentTransition.Withdrawn], await hub.TransitionsAsync(id));
    }

    [Fact]
    public async Task A_paper_without_a_reference_to_it_is_a_mistake()
    {
        var consent = Consent(Lei);
        consent["channel"] = "paper";
        consent.Remove("evidence");
        using var refused = await hub.SendAsStaffAsync(Steward, RunningHub.Request(HttpMethod.Post, Path, consent));

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("evidence", await refused.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_asked_and_refused_never_counts_and_the_answer_says_what_can_be_done_without()
    {
        var consent = Consent(Wu);
        consent["channel"] = "phone";
        consent["purpose"] = "housing.allocation";
        var id = (await GiveAsync(consent)).GetProperty("id").GetString()!;
        using var refused = await ActAsync(Steward, id, "refuse");
        using var late = await ActAsync(Second, id, "confirm");

        var answer = await RunningHub.JsonAsync(refused);
        Assert.Equal("refused", answer.GetProperty("state").GetString());
        Assert.Contains("does not stop the application", answer.GetProperty("routes")[0].GetProperty("en").GetString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
    }

    [Fact]
    public async Task A_consent_on_hold_closes_the_very_next_answer_and_counts_again_once_it_is_resumed()
    {
        var id = (await GiveAsync(Consent(Lei))).GetProperty("id").GetString()!;
        var before = await AliveAsync();
        using var suspended = await ActAsync(Steward, id, "suspend");
        var during = await AliveAsync();
        using var byRecipient = await hub.SendAsClientAsync(Officer, RunningHub.Request(HttpMethod.Post, $"{Path}/{id}/resume"));
        using var asked = await ActAsync(Steward, id, "resume");
        using var oneself = await ActAsync(Steward, id, "resume");
        var meanwhile = await AliveAsync();
        using var resumed = await ActAsync(Second, id, "resume");
        var after = await AliveAsync();
        using var invalidated = await ActAsync(Steward, id, "invalidate");

        Assert.Equal(("true", "null", "null", "true", "null"), (before, during, meanwhile, after, await AliveAsync()));
        Assert.Equal(
            ("suspended", "suspended", "active", "invalidated"),
            (await StateAsync(suspended), await StateAsync(asked), await StateAsync(resumed), await StateAsync(invalidated)));
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Conflict), (byRecipient.StatusCode, oneself.StatusCode));
        Assert.Equal(
            [
                ConsentTransition.Given, ConsentTransition.Suspended, ConsentTransition.ResumeAsked, ConsentTransition.Resumed,
                ConsentTransition.Invalidated,
            ],
            await hub.TransitionsAsync(id));
    }

    [Theory]
    [InlineData("withdraw", "withdrawn", ConsentTransition.Withdrawn)]
    [InlineData("suspend", "suspended", ConsentTransition.Suspended)]
    public async Task What_was_sent_twice_is_closed_by_one_act(string act, string state, ConsentTransition transition)
    {
        var first = (await GiveAsync(Consent(Lei))).GetProperty("id").GetString()!;
        var second = (await GiveAsync(Consent(Lei))).GetProperty("id").GetString()!;
        var before = await AliveAsync();

        using var closed = await ActAsync(Steward, first, act);

        Assert.Equal(("true", "null"), (before, await AliveAsync()));
        var answer = await RunningHub.JsonAsync(closed);
        Assert.Equal(state, answer.GetProperty("state").GetString());
        Assert.Equal([second], answer.GetProperty("alsoClosed").EnumerateArray().Select(id => id.GetString()));
        Assert.Equal([ConsentTransition.Given, transition], await hub.TransitionsAsync(second));
        using var ended = await ActAsync(Steward, first, "invalidate");
        using var endedToo = await ActAsync(Steward, second, "invalidate");
    }

    [Fact]
    public async Task What_is_only_asked_for_is_ended_by_the_one_step_that_withdraws()
    {
        var consent = Consent(Wang);
        consent["channel"] = "paper";
        var id = (await GiveAsync(consent)).GetProperty("id").GetString()!;
        using var refused = await ActAsync("wang", id, "withdraw");
        using var again = await ActAsync("wang", id, "withdraw");
        using var late = await ActAsync(Second, id, "confirm");

        Assert.Equal("refused", await StateAsync(refused));
        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Conflict), (again.StatusCode, late.StatusCode));
        Assert.Equal([ConsentTransition.Requested, ConsentTransition.Refused], await hub.TransitionsAsync(id));
    }

    [Fact]
    public async Task A_department_that_owns_no_data_receives_by_a_consent_and_the_hub_itself_does_not()
    {
        var consent = Consent(Wu);
        consent["recipients"] = new[] { "residents" };
        var given = await GiveAsync(consent);
        consent["recipients"] = new[] { "exchange" };
        using var refused = await hub.SendAsStaffAsync(Steward, RunningHub.Request(HttpMethod.Post, Path, consent));
        using var withdrawn = await ActAsync(Steward, given.GetProperty("id").GetString()!, "withdraw");

        Assert.Equal("residents", given.GetProperty("recipients")[0].GetString());
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    [Fact]
    public async Task A_new_version_names_the_one_before_by_its_hash_and_takes_its_place()
    {
        var first = (await GiveAsync(Consent(Wu))).GetProperty("id").GetString()!;
        var change = Consent(Wu);
        change["previous"] = first;
        change["scopes"] = new[] { "assistance.household" };
        var second = await GiveAsync(change);
        var receipt = await ReceiptAsync(second.GetProperty("id").GetString()!);
        change["previous"] = (await GiveAsync(Consent(Lei))).GetProperty("id").GetString()!;
        using var others = await hub.SendAsStaffAsync(Steward, RunningHub.Request(HttpMethod.Post, Path, change));

        Assert.Equal(first, second.GetProperty("previous").GetString());
        Assert.Equal(first, receipt.GetProperty("previous").GetProperty("id").GetString());
        Assert.Equal(64, receipt.GetProperty("previous").GetProperty("hash").GetString()!.Length);
        Assert.Equal([ConsentTransition.Given, ConsentTransition.Superseded], await hub.TransitionsAsync(first));
        Assert.Equal(HttpStatusCode.BadRequest, others.StatusCode);
        using var withdrawn = await ActAsync(Steward, change["previous"]!.ToString()!, "withdraw");
    }

    [Fact]
    public async Task A_guardian_decides_for_a_child_with_evidence_until_the_fourteenth_birthday_and_for_nobody_else()
    {
        var consent = Consent(Zihan);
        consent["validUntil"] = DateTimeOffset.UtcNow.AddYears(4);
        consent["guardian"] = new { relation = "parent", evidence = "" };
        using var unproved = await hub.SendAsStaffAsync(Steward, RunningHub.Request(HttpMethod.Post, Path, consent));
        consent["guardian"] = new { relation = "parent", evidence = "household register 17" };
        var given = await GiveAsync(consent);
        var adult = Consent(Wu);
        adult["guardian"] = consent["guardian"];
        using var refused = await hub.SendAsStaffAsync(Steward, RunningHub.Request(HttpMethod.Post, Path, adult));

        Assert.Equal(HttpStatusCode.BadRequest, unproved.StatusCode);
        Assert.Equal("guardian", given.GetProperty("givenBy").GetString());
        var receipt = await ReceiptAsync(given.GetProperty("id").GetString()!);
        var birthday = new DateTimeOffset(2031, 9, 3, 0, 0, 0, TimeSpan.FromHours(8));
        Assert.Equal(birthday, receipt.GetProperty("subject").GetProperty("guardian").GetProperty("until").GetDateTimeOffset());
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    [Fact]
    public async Task A_receipt_is_verified_by_the_published_keys_alone_and_holds_the_hash_of_the_words_and_its_place_on_the_log()
    {
        var id = (await GiveAsync(Consent(Wu))).GetProperty("id").GetString()!;
        var receipt = await ReceiptAsync(id);
        using var listed = await hub.SendAsStaffAsync(Steward, RunningHub.Request(HttpMethod.Get, "/api/v1/notices"));
        var notice = (await RunningHub.JsonAsync(listed)).EnumerateArray()
            .Single(text => (text.GetProperty("id").GetString(), text.GetProperty("language").GetString()) == ("data-sharing", "zh-CN"));

        Assert.Equal("ISO/IEC TS 27560:2023", receipt.GetProperty("schema").GetString());
        Assert.Equal(id, receipt.GetProperty("consentId").GetString());
        Assert.Equal(notice.GetProperty("hash").GetString(), receipt.GetProperty("notice").GetProperty("hash").GetString());
        Assert.Equal(
            notice.GetProperty("hash").GetString(),
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(notice.GetProperty("text").GetString()!))));
        Assert.DoesNotContain("9901021966", receipt.GetRawText(), StringComparison.Ordinal);
        var place = receipt.GetProperty("proof").GetProperty("accessLog");
        await foreach (var logged in AccessLogReader.ReadAsync(System.IO.Path.Combine(hub.Folder, "audit"), Cancel))
        {
            if (logged.Sequence == place.GetProperty("sequence").GetInt64())
            {
                Assert.Equal(id, Assert.IsType<ConsentEvent>(logged.Entry).ConsentId);
                Assert.Equal(logged.Hash.ToString(), place.GetProperty("hash").GetString());
                return;
            }
        }

        Assert.Fail("The receipt names a place that the log does not have.");
    }

    [Fact]
    public async Task What_was_taken_over_has_a_receipt_with_its_place_on_the_log_too()
    {
        using var listed = await hub.SendAsStaffAsync(Steward, RunningHub.Request(HttpMethod.Get, $"{Path}?citizenNo={Jianguo}"));
        var id = (await RunningHub.JsonAsync(listed)).EnumerateArray().First().GetProperty("id").GetString()!;

        var receipt = await ReceiptAsync(id);

        Assert.Equal([ConsentTransition.Given], await hub.TransitionsAsync(id));
        Assert.Equal(64, receipt.GetProperty("proof").GetProperty("accessLog").GetProperty("hash").GetString()!.Length);
        Assert.NotEmpty(receipt.GetProperty("providers").EnumerateArray());
    }

    [Fact]
    public async Task Whoever_reads_a_receipt_is_on_the_access_log_with_the_person()
    {
        var id = (await GiveAsync(Consent(Wu))).GetProperty("id").GetString()!;

        using var response = await hub.SendAsStaffAsync(Second, RunningHub.Request(HttpMethod.Get, $"{Path}/{id}/receipt"));

        var record = await hub.RecordOfAsync(response);
        Assert.Equal("staff:" + Second, record.Caller.ClientId);
        Assert.Equal("Consents.receipt", Assert.Single(Assert.Single(record.Disclosures).Cells).Coordinate);
        Assert.Single(record.Disclosures[0].Subjects);
    }

    [Fact]
    public async Task A_text_is_added_once_and_a_consent_names_one_that_is_there()
    {
        var text = new { id = "heat", version = "3", language = "zh-CN", text = "高温关怀告知书。" };
        using var byResident = await hub.SendAsStaffAsync("wang", RunningHub.Request(HttpMethod.Post, "/api/v1/notices", text));
        using var added = await hub.SendAsStaffAsync(Steward, RunningHub.Request(HttpMethod.Post, "/api/v1/notices", text));
        using var again = await hub.SendAsStaffAsync(Steward, RunningHub.Request(HttpMethod.Post, "/api/v1/notices", text));
        var unknown = Consent(Wu);
        unknown["noticeVersion"] = "99";
        using var refused = await hub.SendAsStaffAsync(Steward, RunningHub.Request(HttpMethod.Post, Path, unknown));
        var other = Consent(Wu);
        other["noticeText"] = "something else";
        using var mismatch = await hub.SendAsStaffAsync(Steward, RunningHub.Request(HttpMethod.Post, Path, other));

        Assert.Equal(
            [HttpStatusCode.Forbidden, HttpStatusCode.Created, HttpStatusCode.Conflict, HttpStatusCode.BadRequest, HttpStatusCode.BadRequest],
            new[] { byResident, added, again, refused, mismatch }.Select(response => response.StatusCode));
    }

    [Fact]
    public async Task The_departments_that_received_are_told_to_stop_and_delete_under_their_own_pseudonym()
    {
        var id = (await GiveAsync(Consent(Wu))).GetProperty("id").GetString()!;
        using var withdrawn = await ActAsync(Steward, id, "withdraw");
        using var told = await hub.SendAsClientAsync(Officer, RunningHub.Request(HttpMethod.Get, "/api/v1/notifications"));
        using var stranger = await hub.SendAsClientAsync("housing-housing-clerk", RunningHub.Request(HttpMethod.Get, "/api/v1/notifications"));
        using var staff = await hub.SendAsStaffAsync(Steward, RunningHub.Request(HttpMethod.Get, "/api/v1/notifications"));

        var notice = (await RunningHub.JsonAsync(told)).GetProperty("notifications").EnumerateArray()
            .Last(item => item.GetProperty("event").GetString() == "withdraw");
        Assert.True(notice.GetProperty("mustDelete").GetBoolean());
        Assert.StartsWith("consent-", notice.GetProperty("consentId").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Wu, notice.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain(id, await told.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.NotEmpty((await hub.RecordOfAsync(told)).Disclosures.Single().Subjects);
        Assert.Empty((await RunningHub.JsonAsync(stranger)).GetProperty("notifications").EnumerateArray());
        Assert.Equal(HttpStatusCode.Forbidden, staff.StatusCode);
    }

    [Fact]
    public async Task A_cell_that_wants_a_consent_says_what_can_be_done_without()
    {
        using var response = await AskAsync();
        var withheld = (await RunningHub.JsonAsync(response)).GetProperty("extensions").GetProperty("exchange").GetProperty("withheld");

        Assert.Contains(
            withheld.EnumerateArray(),
            cells => cells.GetProperty("reason").GetString() == "CONSENT_MISSING"
                && cells.GetProperty("request").GetString()!.Contains("Refusing does not stop the application", StringComparison.Ordinal));
    }

    private async Task<JsonElement> GiveAsync(Dictionary<string, object?> consent)
    {
        using var response = await hub.SendAsStaffAsync(Steward, RunningHub.Request(HttpMethod.Post, Path, consent));
        Assert.True(HttpStatusCode.Created == response.StatusCode, await response.Content.ReadAsStringAsync(Cancel));
        return await RunningHub.JsonAsync(response);
    }

    private Task<HttpResponseMessage> ActAsync(string user, string id, string act) =>
        hub.SendAsStaffAsync(user, RunningHub.Request(HttpMethod.Post, $"{Path}/{id}/{act}"));

    private static async Task<string?> StateAsync(HttpResponseMessage response) =>
        (await RunningHub.JsonAsync(response)).GetProperty("state").GetString();

    // Verified as a stranger would: the three parts, the key of that name, nothing else of the hub.
    private async Task<JsonElement> ReceiptAsync(string id)
    {
        using var response = await hub.SendAsStaffAsync(Steward, RunningHub.Request(HttpMethod.Get, $"{Path}/{id}/receipt"));
        var parts = (await RunningHub.JsonAsync(response)).GetProperty("receipt").GetString()!.Split('.');
        var header = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[0])).RootElement;
        using var published = await hub.Http.GetAsync("/.well-known/jwks.json", Cancel);
        var key = (await RunningHub.JsonAsync(published)).GetProperty("keys").EnumerateArray()
            .Single(candidate => candidate.GetProperty("kid").GetString() == header.GetProperty("kid").GetString());
        using var ecdsa = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = Base64Url.DecodeFromChars(key.GetProperty("x").GetString()), Y = Base64Url.DecodeFromChars(key.GetProperty("y").GetString()) },
        });
        Assert.Equal(("ES256", "consent-receipt+jwt"), (header.GetProperty("alg").GetString(), header.GetProperty("typ").GetString()));
        var signed = Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}");
        var signature = Base64Url.DecodeFromChars(parts[2]);
        Assert.True(ecdsa.VerifyData(signed, signature, HashAlgorithmName.SHA256), "the signature");
        signed[^1] ^= 1;
        Assert.False(ecdsa.VerifyData(signed, signature, HashAlgorithmName.SHA256), "the signature of another receipt");
        return JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1])).RootElement;
    }

    private async Task<HttpResponseMessage> AskAsync()
    {
        using var request = RunningHub.Request(
            HttpMethod.Post, "/graphql", new { query = $$"""{ person(citizenNo: "{{Lei}}") { alive } }""" });
        request.Headers.Add("Exchange-Purpose", "assistance.eligibility");
        request.Headers.Add("Exchange-Case", "SA-2026-000123");
        return await hub.SendAsClientAsync(Officer, request);
    }

    private async Task<string> AliveAsync()
    {
        using var response = await AskAsync();
        return (await RunningHub.JsonAsync(response)).GetProperty("data").GetProperty("person").GetProperty("alive").GetRawText();
    }

    private static Dictionary<string, object?> Consent(string citizenNo) => new()
    {
        ["citizenNo"] = citizenNo,
        ["purpose"] = "assistance.eligibility",
        ["recipients"] = new[] { "civil-affairs" },
        ["scopes"] = new[] { "assistance.means" },
        ["noticeId"] = "data-sharing",
        ["noticeVersion"] = "1",
        ["separateActs"] = new[] { "sharing", "sensitive" },
        ["evidence"] = "form 17",
    };
}
