using Exchange.Pipeline;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.Pipeline;

/// <summary>Purpose, case number and emergency: what a request says of itself decides before anybody is asked.</summary>
public sealed class PurposeTests
{
    private const string Query =
        $$"""{ person(citizenNo: "{{PipelineCity.Xiufang}}") { alive pension { receives } } me { client purpose } }""";
    private const string Elder =
        $$"""{ person(citizenNo: "{{PipelineCity.Lei}}") { elderCare { needsVisit livesAlone } visitContact { phone } } }""";

    [Theory]
    [InlineData(null, "PURPOSE_REQUIRED", null)]
    [InlineData("", "PURPOSE_REQUIRED", null)]
    [InlineData("made.up", "PURPOSE_NOT_REGISTERED", null)]
    [InlineData("care.heat", "PURPOSE_NOT_REGISTERED", "care.heat")]
    [InlineData("watch.list", "PURPOSE_REFUSED", "watch.list")]
    [InlineData("Movement_Tracking.vehicles", "PURPOSE_REFUSED", "movement.tracking")]
    public async Task Without_a_good_purpose_only_what_is_unconditional_is_answered(string? purpose, string reason, string? recorded)
    {
        var city = await PipelineCity.WithConsentsAsync();

        var answer = await city.AskAsync(Query, request => request with { Purpose = purpose });

        Assert.Equal(AnswerKind.Executed, answer.Kind);
        Assert.Equal($$$"""{"person":null,"me":{"client":"{{{PipelineCity.Officer}}}","purpose":null}}""", answer.Data);
        Assert.NotEmpty(answer.Withheld);
        Assert.All(answer.Withheld, cells => Assert.Contains($" {reason} ", cells, StringComparison.Ordinal));
        Assert.Empty(city.Asked);
        Assert.Empty(city.Facts.Batches);
        Assert.Equal(recorded, Assert.Single(city.Log.Records).Caller.Purpose);
    }

    [Theory]
    [InlineData("en", "The hub is never used to track where people go.")]
    [InlineData("zh", "本平台永不用于追踪个人行踪。")]
    public async Task Whoever_names_a_refused_purpose_is_told_that_it_is_refused_for_ever_and_not_whom_to_ask(string language, string told)
    {
        var city = await PipelineCity.WithConsentsAsync();

        var answer = await city.AskAsync(Query, request => request with { Purpose = "movement.tracking.vehicles", Language = language });

        Assert.NotEmpty(answer.Withheld);
        Assert.Equal(answer.Withheld.Count, answer.Text.Split($"\"request\":\"{told}\"").Length - 1);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("SA-2026-00012")]
    [InlineData("sa-2026-000123")]
    [InlineData("SA-2026-000123 ")]
    [InlineData("SA-2026-00012३")]
    [InlineData("王秀芳的案子")]
    public async Task What_is_not_a_case_number_opens_nothing_and_is_not_recorded(string? caseNumber)
    {
        var city = await PipelineCity.WithConsentsAsync();

        var answer = await city.AskAsync(Query, request => request with { CaseNumber = caseNumber });

        Assert.Contains("Query.person CASE_REQUIRED 1", answer.Withheld);
        Assert.Empty(city.Asked);
        Assert.Null(city.Log.Records[0].Caller.CaseNumber);
    }

    [Theory]
    [InlineData("SA-2026-000123")]
    [InlineData("ZZ-1999-999999")]
    public async Task A_case_number_counts_by_its_form(string caseNumber)
    {
        var city = await PipelineCity.WithConsentsAsync();

        var answer = await city.AskAsync(Query, request => request with { CaseNumber = caseNumber });

        Assert.StartsWith("""{"person":{"alive":true,"pension":{"receives":true}}""", answer.Data, StringComparison.Ordinal);
        Assert.Equal(caseNumber, city.Log.Records[0].Caller.CaseNumber);
    }

    [Fact]
    public async Task An_emergency_opens_what_policy_opens_for_it_and_its_justification_is_kept_apart()
    {
        var city = await PipelineCity.WithConsentsAsync();

        var closed = await city.AskAsync(Elder, AsDoctor(null));
        var open = await city.AskAsync(Elder, AsDoctor("王磊 does not open the door"));

        Assert.Contains("Person.elderCare.needsVisit CONSENT_MISSING 1", closed.Withheld);
        Assert.DoesNotContain("Person.elderCare.needsVisit", string.Join(' ', open.Withheld), StringComparison.Ordinal);
        Assert.Contains("Person.visitContact.phone CONSENT_MISSING 1", open.Withheld);
        Assert.Equal([false, true], city.Log.Records.Select(record => record.Caller.Emergency));
        var kept = Assert.Single(city.Justifications.Kept);
        Assert.Equal((open.AccessId, "王磊 does not open the door", city.Clock.GetUtcNow()), (kept.Key, kept.Value.Text, kept.Value.At));
    }

    [Fact]
    public async Task A_justification_that_cannot_be_kept_means_that_nobody_is_asked_and_nothing_is_answered()
    {
        var city = await PipelineCity.WithConsentsAsync();
        city.Justifications.IsDown = true;

        var answer = await city.AskAsync(Elder, AsDoctor("somebody fell"));

        Assert.Equal(AnswerKind.AuditUnavailable, answer.Kind);
        Assert.Equal(["AUDIT_UNAVAILABLE"], answer.Codes);
        Assert.False(answer.HasData);
        Assert.Empty(city.Asked);
        Assert.Empty(city.Facts.Batches);
        Assert.Equal("AUDIT_UNAVAILABLE", Assert.Single(city.Log.Records).ErrorCode);
        Assert.Single(city.Faults);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("   ")]
    public async Task Without_an_emergency_nothing_is_kept(string? emergency)
    {
        var city = await PipelineCity.WithConsentsAsync();

        await city.AskAsync(Elder, AsDoctor(emergency));

        Assert.Empty(city.Justifications.Kept);
    }

    [Fact]
    public async Task A_justification_beyond_its_bound_is_refused_by_the_limits_name_and_nobody_is_asked()
    {
        var city = await PipelineCity.WithConsentsAsync();

        var refused = await city.AskAsync(Elder, AsDoctor(new string('x', 501)));

        Assert.Equal((AnswerKind.RequestError, "LIMIT_EXCEEDED"), (refused.Kind, Assert.Single(refused.Codes)));
        Assert.Contains("\"limit\":\"justification\"", refused.Text, StringComparison.Ordinal);
        Assert.Equal("LIMIT_EXCEEDED", Assert.Single(city.Log.Records).ErrorCode);
        Assert.Empty(city.Asked);
        Assert.Empty(city.Justifications.Kept);

        await city.AskAsync(Elder, AsDoctor(new string('x', 500)));

        Assert.Single(city.Justifications.Kept);
    }

    private static Func<HubRequest, HubRequest> AsDoctor(string? emergency) =>
        request => request with { Token = PipelineCity.Doctor, Purpose = "care.heat", CaseNumber = null, Emergency = emergency };
}
