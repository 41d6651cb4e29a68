using Exchange.Consent.Replicas;
using Exchange.Host.Composition;
using Exchange.IntegrationTests.Storage;
using Exchange.Pipeline;
using Exchange.Policy.Documents;
using Exchange.Storage.Replicas;
using Exchange.Storage.Stores;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Exchange.IntegrationTests.Hub;

/// <summary>Two hubs on one PostgreSQL database, and the policies in force on each.</summary>
public sealed class PolicySwitchTests(PostgreSqlTemplate template) : IClassFixture<PostgreSqlTemplate>, IAsyncDisposable
{
    private static readonly IReadOnlyDictionary<string, string> Written = PolicyFolder.ReadAll(DocumentFolders.Find().Policies);

    private readonly List<ServiceProvider> _services = [];
    private string? _connection;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_version_published_on_one_hub_is_in_force_on_the_other()
    {
        var (here, there) = (await HubAsync(), await HubAsync());
        var before = there.Snapshot.Value.Policies;

        await here.PublishAsync(1, PolicyText.Join(Written) + "# one line more\n");

        await UntilAsync(() => there.Snapshot.Value.PolicyVersion == "2");
        await UntilAsync(() => here.Snapshot.Value.PolicyVersion == "2");
        Assert.NotSame(before, there.Snapshot.Value.Policies);
        Assert.Equal(before.Rules.Count, there.Snapshot.Value.Policies.Rules.Count);
    }

    [Fact]
    public async Task A_version_that_does_not_compile_here_closes_what_is_gated()
    {
        var (here, there) = (await HubAsync(), await HubAsync());
        await UntilAsync(() => there.Lease.IsHeld);

        await here.PublishAsync(1, "# file: vocabulary.yaml\nnonsense: 1\n");
        await UntilAsync(() => !there.Policies.IsCurrent && !there.Lease.IsHeld);
        Assert.Equal("1", there.Snapshot.Value.PolicyVersion);
        await Task.Delay(ReplicaLease.Term, Cancel);
        Assert.False(there.Lease.IsHeld);

        await here.PublishAsync(2, PolicyText.Join(Written));
        await UntilAsync(() => there.Snapshot.Value.PolicyVersion == "3" && there.Lease.IsHeld);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var services in _services)
        {
            await services.DisposeAsync();
        }
    }

    private static async Task UntilAsync(Func<bool> isTrue)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(TimeSpan.FromMinutes(1));
        while (!isTrue())
        {
            await Task.Delay(10, limit.Token);
        }
    }

    private async Task<Replica> HubAsync()
    {
        var services = await PostgreSqlTemplate.OpenAsync(_connection ??= await template.CopyAsync());
        _services.Add(services);
        var store = services.GetRequiredService<PolicyVersionStore>();
        if (await store.FindLatestAsync(Cancel) is null)
        {
            await store.PublishAsync(0, PolicyText.Join(Written), "test", TimeProvider.System.GetUtcNow(), Cancel);
        }

        var documents = CityDocuments.ReadValid(DocumentFolders.Find());
        var sources = new HubSources(
            new Dictionary<string, Federation.Sources.ISource>(), new Dictionary<string, Federation.Sources.IFactSource>());
        var snapshot = new CurrentSnapshot(HubParts.Compile(documents, sources, TimeProvider.System, "1"));
        var policies = new PolicySwitch(
            store, services.GetRequiredService<BrakeStore>(), snapshot, documents.Standard!,
            (set, number, pulled) => HubParts.Compile(documents with { Policies = set }, sources, TimeProvider.System, number, pulled), NullLogger.Instance);
        var follower = services.GetRequiredService<ReplicaFollower>();
        await follower.JoinAsync(Cancel);
        await follower.StartAsync(new PoliciesOnly(policies), Cancel);
        return new Replica(store, snapshot, policies, services.GetRequiredService<ReplicaLease>());
    }

    private sealed record Replica(PolicyVersionStore Store, CurrentSnapshot Snapshot, PolicySwitch Policies, ReplicaLease Lease)
    {
        public Task PublishAsync(int previous, string text) =>
            Store.PublishAsync(previous, text, "test", TimeProvider.System.GetUtcNow(), Cancel);
    }

    private sealed class PoliciesOnly(PolicySwitch policies) : IReplicaState
    {
        public bool IsCurrent => policies.IsCurrent;

        public Task ApplyAsync(FeedChange change, CancellationToken cancellationToken) => policies.FollowAsync(cancellationToken);

        public Task ReloadAsync(CancellationToken cancellationToken) => policies.FollowAsync(cancellationToken);
    }
}
