using System.Diagnostics;
using Exchange.EndToEnd.Calls;
using Exchange.EndToEnd.Running;

namespace Exchange.EndToEnd.Replicas;

/// <summary>A policy version that one hub publishes is switched on the other without a restart.</summary>
[Collection(nameof(HubPair))]
public sealed class PolicySwitchTests(HubPair pair)
{
    private const string Right = "roles: [community-doctor]";
    private const string Other = "roles: [register-clerk]";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_version_that_one_hub_publishes_decides_on_the_other()
    {
        var file = Path.Combine(pair.B.WorkingDirectory, "policies", "departments", "health.yaml");
        var before = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        var first = await VersionAsync();
        try
        {
            await RestartWithAsync(file, before.Replace(Right, Other, StringComparison.Ordinal));

            var answer = await UntilVersionAsync(first + 1);
            answer.AssertWithheld("person.heatRisk", "NOT_PERMITTED");
        }
        finally
        {
            await RestartWithAsync(file, before);
        }

        var restored = await UntilVersionAsync(first + 2);
        Assert.True(restored.WithheldAt("person.heatRisk") is null or { Reason: "CONSENT_MISSING" }, restored.Text);
    }

    private async Task RestartWithAsync(string file, string policies)
    {
        await pair.B.EndAsync();
        await File.WriteAllTextAsync(file, policies, TestContext.Current.CancellationToken);
        await pair.B.StartAgainAsync();
    }

    private async Task<Answer> UntilVersionAsync(int version)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            var answer = await AskAsync();
            if (VersionOf(answer) == version)
            {
                return answer;
            }

            Assert.True(waited.Elapsed < Patience, $"A did not switch to policy version {version}: {answer.Text}");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    private async Task<int> VersionAsync() => VersionOf(await AskAsync());

    private static int VersionOf(Answer answer) =>
        int.Parse(answer.Exchange.GetProperty("policyVersion").GetString()!, System.Globalization.CultureInfo.InvariantCulture);

    private Task<Answer> AskAsync() => pair.A.Client.AskAsync(
        Clients.CommunityDoctor, $$"""{ person(citizenNo: "{{People.LiJianguo}}") { heatRisk } }""", Clients.Heat);
}
