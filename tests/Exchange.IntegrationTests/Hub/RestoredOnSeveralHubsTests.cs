using Exchange.Audit.Records;
using Exchange.Host.Composition;
using Exchange.Host.DemoCity;
using Exchange.IntegrationTests.Storage;
using Exchange.Policy.Publishing;
using Exchange.Storage;
using Exchange.Storage.Stores;
using Microsoft.Extensions.DependencyInjection;

namespace Exchange.IntegrationTests.Hub;

/// <summary>A store that several hubs share is put back from a backup; each hub's own log alone tells what was done there since.</summary>
public sealed class RestoredOnSeveralHubsTests(PostgreSqlTemplate template) : IClassFixture<PostgreSqlTemplate>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("exchange-hubs-").FullName;
    private string _connection = "";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task What_was_approved_is_not_published_by_itself_before_every_hub_has_compared_its_log()
    {
        _connection = await template.CopyAsync();
        await using (var a = await StartAsync("a"))
        await using (await StartAsync("b"))
        {
            await a.Log.AppendAsync(Rejected("ended"), Cancel);
        }

        await using var services = await PostgreSqlTemplate.OpenAsync(_connection);
        var drafts = services.GetRequiredService<PolicyDraftStore>();
        var begunOn = (await services.GetRequiredService<PolicyVersionStore>().FindLatestAsync(Cancel))!;
        await drafts.AddAsync(Due("ended", begunOn, TimeSpan.FromMinutes(-2)), Cancel);
        await drafts.AddAsync(Due("kept", begunOn, TimeSpan.FromMinutes(-1)), Cancel);

        await using var second = await StartAsync("b");
        await Task.Delay(TimeSpan.FromSeconds(3), Cancel);
        Assert.Equal((DraftState.Scheduled, DraftState.Scheduled), (await StateAsync(drafts, "ended"), await StateAsync(drafts, "kept")));

        await using var first = await StartAsync("a");
        for (var wait = 0; wait < 600 && await StateAsync(drafts, "kept") == DraftState.Scheduled; wait++)
        {
            await Task.Delay(100, Cancel);
        }

        Assert.Equal((DraftState.Rejected, DraftState.Published), (await StateAsync(drafts, "ended"), await StateAsync(drafts, "kept")));
    }

    private static async Task<DraftState> StateAsync(PolicyDraftStore drafts, string id) => (await drafts.FindAsync(id, Cancel))!.State;

    private async Task<DemoHub> StartAsync(string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, name)).FullName;
        var options = HubOptions.Read(folder, "http://127.0.0.1:0") with
        {
            Storage = new StorageOptions(StorageProvider.PostgreSql, _connection), Keys = Path.Combine(_folder, "keys"),
        };
        return await DemoHub.StartAsync(options, "small", TimeSpan.Zero, Cancel);
    }

    private static PolicyDraftEvent Rejected(string id) => new()
    {
        Time = DateTimeOffset.UtcNow,
        DraftId = id,
        Act = PolicyDraftAct.Rejected,
        Actor = "staff:policy-approver",
        BaseVersion = "1",
        ContentHash = new string('0', 64),
    };

    private static PolicyDraft Due(string id, PolicyVersion begunOn, TimeSpan ago)
    {
        var now = TimeProvider.System.GetUtcNow();
        return new PolicyDraft
        {
            Id = id,
            Title = id,
            Base = begunOn.Number,
            Document = $"{begunOn.Document}# {id}\n",
            State = DraftState.Scheduled,
            CreatedBy = "staff:policy-admin",
            CreatedAt = now.AddDays(-1),
            Steps = [new DraftStep(DraftAct.Approved, "staff:policy-approver", now.AddHours(-1))],
            ApprovedBy = "staff:policy-approver",
            PublishAt = now + ago,
        };
    }
}
