using System.Net;
using System.Text.Json;
using Exchange.EndToEnd.Calls;
using Exchange.EndToEnd.Running;

namespace Exchange.EndToEnd.Records;

/// <summary>What closes counts before it is recorded. A hub that is killed between the two has the record on its log once it runs again.</summary>
public sealed class OwedRecordTests(DemoCity city) : IDisposable
{
    private const string Suspended = "health-community-doctor";
    private const int Lanes = 6;
    private const int AnswersBeforeTheKill = 20;

    // WHY no two alike: withdrawing one ends all that say the same.
    private static readonly (string Purpose, string Recipient, string Scope)[] Consents =
    [
        .. from purpose in (string[])["care.heat", "assistance.eligibility", "housing.allocation"]
           from recipient in (string[])["health", "civil-affairs", "housing", "public-security", "social-security"]
           from scope in (string[])["care.heat", "assistance.means", "assistance.household", "housing.means"]
           select (purpose, recipient, scope),
    ];

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_was_closed_while_the_log_took_nothing_is_recorded_after_a_kill_and_a_restart()
    {
        var data = _folder.Take(city.RestedData, "data");
        string consent;
        await using (var hub = await HubProcess.StartAsync(_folder.Location, data))
        {
            var steward = await hub.Client.SignInAsync("data-steward");
            var keeper = await hub.Client.SignInAsync("account-admin");
            consent = await steward.ActiveConsentAsync(People.LiJianguo, "care.heat");
            using var broken = BrokenLog.Of(data);

            AssertUnrecorded(await steward.PostAsync($"/api/v1/consents/{consent}/withdraw"));
            AssertUnrecorded(await keeper.PatchAsync($"/api/v1/clients/{Suspended}", new { enabled = false }));
            await hub.KillAsync();
        }

        Assert.DoesNotContain(await EntriesAsync(data), entry => Is(entry, "consentId", consent) && Is(entry, "transition", "withdrawn"));
        await using (var hub = await HubProcess.StartAsync(_folder.Location, data))
        {
            var entries = await EntriesAsync(data);

            Assert.Single(entries, entry => Is(entry, "consentId", consent) && Is(entry, "transition", "withdrawn"));
            var change = Assert.Single(entries, entry => Is(entry, "account", $"client:{Suspended}") && Is(entry, "act", "changed"));
            Assert.False(change.GetProperty("rights").GetProperty("enabled").GetBoolean());
            Assert.Equal(0, (await ExchangeProgram.RunAsync(_folder.Location, "audit", "verify", "--data", data)).ExitCode);
        }
    }

    [Fact]
    public async Task Every_withdrawal_that_a_killed_hub_stored_is_on_the_log_of_the_one_after_it()
    {
        var data = _folder.Take(city.RestedData, "data");
        await using (var hub = await HubProcess.StartAsync(_folder.Location, data))
        {
            var steward = await hub.Client.SignInAsync("data-steward");
            foreach (var (purpose, recipient, scope) in Consents)
            {
                await steward.GiveAsync(People.ZhouRan, purpose, recipient, scope);
            }

            var answers = await WithdrawUntilKilledAsync(hub, steward, await ConsentsAsync(steward, "active"));
            TestContext.Current.TestOutputHelper!.WriteLine($"{answers} withdrawals were answered before the kill.");
        }

        await using (var hub = await HubProcess.StartAsync(_folder.Location, data))
        {
            var withdrawn = await ConsentsAsync(await hub.Client.SignInAsync("data-steward"), "withdrawn");
            var recorded = (await EntriesAsync(data)).Where(entry => Is(entry, "transition", "withdrawn"))
                .Select(entry => entry.GetProperty("consentId").GetString()!).ToHashSet();

            Assert.InRange(withdrawn.Count, AnswersBeforeTheKill, Consents.Length + 10);
            Assert.Empty(withdrawn.Except(recorded));
        }
    }

    private static void AssertUnrecorded((HttpStatusCode Status, JsonElement Body) answer)
    {
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.Status);
        Assert.Equal("AUDIT_UNAVAILABLE", answer.Body.GetProperty("code").GetString());
        Assert.Contains("not be put on the access log yet", answer.Body.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    private static bool Is(JsonElement entry, string member, string value) =>
        entry.TryGetProperty(member, out var found) && found.ValueKind == JsonValueKind.String && found.GetString() == value;

    private static async Task<IReadOnlyList<string>> ConsentsAsync(ControlPlane steward, string state)
    {
        var (status, consents) = await steward.GetAsync($"/api/v1/consents?citizenNo={People.ZhouRan}");
        Assert.Equal(HttpStatusCode.OK, status);
        return [.. consents.EnumerateArray().Where(consent => Is(consent, "state", state)).Select(consent => consent.GetProperty("id").GetString()!)];
    }

    private static async Task<int> WithdrawUntilKilledAsync(HubProcess hub, ControlPlane steward, IReadOnlyList<string> consents)
    {
        var (next, answered) = (-1, 0);
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var lanes = Task.WhenAll(Enumerable.Range(0, Lanes).Select(_ => WithdrawAsync()));
        await enough.Task;
        await hub.KillAsync();
        await lanes;
        return answered;

        async Task WithdrawAsync()
        {
            try
            {
                for (int mine; (mine = Interlocked.Increment(ref next)) < consents.Count;)
                {
                    await steward.PostAsync($"/api/v1/consents/{consents[mine]}/withdraw");
                    if (Interlocked.Increment(ref answered) == AnswersBeforeTheKill)
                    {
                        enough.SetResult();
                    }
                }
            }
            catch (HttpRequestException)
            {
                // The hub was killed while it was asked.
            }
        }
    }

    private async Task<IReadOnlyList<JsonElement>> EntriesAsync(string data)
    {
        var exported = await ExchangeProgram.RunAsync(_folder.Location, "audit", "export", "--data", data);
        Assert.Equal(0, exported.ExitCode);
        return [.. exported.OutputLines.Select(line => JsonSerializer.Deserialize<JsonElement>(line))];
    }

    // A disk that gives the running log back changed, so that it takes no entry any more; mended when the test is done with the hub.
    private sealed class BrokenLog : IDisposable
    {
        private const int Junk = 1 << 20;

        private readonly string _segment;
        private readonly byte[] _sound;

        private BrokenLog(string segment)
        {
            _segment = segment;
            _sound = File.ReadAllBytes(segment);
        }

        public static BrokenLog Of(string data)
        {
            var log = new BrokenLog(Directory.EnumerateFiles(Path.Combine(data, "audit"), "*.seg").Order(StringComparer.Ordinal).Last());
            var end = log._sound.Length - 1;
            using var file = Open(log._segment);
            RandomAccess.Write(file, [(byte)~log._sound[end]], end);
            RandomAccess.SetLength(file, end + Junk);
            return log;
        }

        public void Dispose()
        {
            using var file = Open(_segment);
            RandomAccess.Write(file, _sound, 0);
            RandomAccess.SetLength(file, _sound.Length);
        }

        private static Microsoft.Win32.SafeHandles.SafeFileHandle Open(string path) =>
            File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
    }
}
