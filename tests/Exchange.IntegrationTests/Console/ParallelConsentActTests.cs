using System.Net;
using Exchange.Audit.Records;
using Exchange.IntegrationTests.Hub;

namespace Exchange.IntegrationTests.Console;

/// <summary>Several acts on one consent at the same moment: one counts, the others are told so, and each is on the log once.</summary>
[Collection(nameof(RunningHub))]
public sealed class ParallelConsentActTests(RunningHub hub)
{
    private const string Path = "/api/v1/consents";
    private const string Steward = "data-steward";
    private const string Second = "data-steward-2";
    private const string Wu = "990102196606060134";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_several_confirmations_at_once_one_counts_and_is_on_the_log()
    {
        for (var round = 0; round < 4; round++)
        {
            var id = await AskedAsync();

            var answers = await AtOnceAsync(8, _ => (Second, $"{id}/confirm"));

            Assert.Single(answers, status => status == HttpStatusCode.OK);
            Assert.Equal(7, answers.Count(status => status == HttpStatusCode.Conflict));
            Assert.Equal([ConsentTransition.Requested, ConsentTransition.Given], await hub.TransitionsAsync(id));
            await AtOnceAsync(1, _ => (Steward, $"{id}/withdraw"));
        }
    }

    [Fact]
    public async Task Whoever_withdraws_while_another_confirms_has_withdrawn()
    {
        for (var round = 0; round < 8; round++)
        {
            var id = await AskedAsync();

            var answers = await AtOnceAsync(2, number => number == 0 ? (Second, $"{id}/confirm") : (Steward, $"{id}/withdraw"));
            var transitions = await hub.TransitionsAsync(id);

            Assert.Equal(HttpStatusCode.OK, answers[1]);
            Assert.Equal(
                answers[0] == HttpStatusCode.OK
                    ? [ConsentTransition.Requested, ConsentTransition.Given, ConsentTransition.Withdrawn]
                    : [ConsentTransition.Requested, ConsentTransition.Refused],
                transitions);
        }
    }

    [Fact]
    public async Task Of_several_who_resume_at_once_one_asks_and_of_several_who_agree_one_does()
    {
        var id = await AskedAsync();
        await AtOnceAsync(1, _ => (Second, $"{id}/confirm"));
        await AtOnceAsync(1, _ => (Steward, $"{id}/suspend"));

        var asked = await AtOnceAsync(6, _ => (Steward, $"{id}/resume"));
        var agreed = await AtOnceAsync(6, _ => (Second, $"{id}/resume"));
        var withdrawn = await AtOnceAsync(6, _ => (Steward, $"{id}/withdraw"));

        foreach (var answers in new[] { asked, agreed, withdrawn })
        {
            Assert.Single(answers, status => status == HttpStatusCode.OK);
            Assert.Equal(5, answers.Count(status => status == HttpStatusCode.Conflict));
        }

        Assert.Equal(
            [
                ConsentTransition.Requested, ConsentTransition.Given, ConsentTransition.Suspended, ConsentTransition.ResumeAsked, ConsentTransition.Resumed,
                ConsentTransition.Withdrawn,
            ],
            await hub.TransitionsAsync(id));
    }

    private async Task<HttpStatusCode[]> AtOnceAsync(int count, Func<int, (string User, string Act)> act) =>
        await Task.WhenAll(Enumerable.Range(0, count).Select(act).Select(async one =>
        {
            using var response = await hub.SendAsStaffAsync(one.User, RunningHub.Request(HttpMethod.Post, $"{Path}/{one.Act}"));
            return response.StatusCode;
        }));

    private async Task<string> AskedAsync()
    {
        var consent = new
        {
            citizenNo = Wu,
            purpose = "housing.allocation",
            recipients = new[] { "civil-affairs" },
            scopes = new[] { "assistance.means" },
            noticeId = "data-sharing",
            noticeVersion = "1",
            separateActs = new[] { "sharing", "sensitive" },
            channel = "paper",
            evidence = "form 17",
        };
        using var response = await hub.SendAsStaffAsync(Steward, RunningHub.Request(HttpMethod.Post, Path, consent));
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return (await RunningHub.JsonAsync(response)).GetProperty("id").GetString()!;
    }
}
