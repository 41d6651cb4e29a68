using Exchange.Host.Composition;
using Exchange.IntegrationTests.Storage;
using Exchange.Pipeline;
using Exchange.Policy;
using Exchange.Policy.Documents;
using Exchange.Policy.Publishing;
using Exchange.Storage.Stores;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Exchange.IntegrationTests.Hub;

/// <summary>A hub that runs meets a store without what it has seen there: a copy that lagged took over, or a backup.</summary>
public sealed class StoreWentBackTests : IAsyncLifetime
{
    private static readonly string Written = PolicyText.Join(PolicyFolder.ReadAll(DocumentFolders.Find().Policies));

    private readonly StoreFolder _folder = new();
    private ServiceProvider _services = null!;
    private CurrentSnapshot _snapshot = null!;
    private PolicySwitch _policies = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _services = await _folder.OpenAsync();
        await PublishAsync(0, Written);
        var documents = CityDocuments.ReadValid(DocumentFolders.Find());
        var sources = new HubSources(
            new Dictionary<string, Federation.Sources.ISource>(), new Dictionary<string, Federation.Sources.IFactSource>());
        _snapshot = new CurrentSnapshot(HubParts.Compile(documents, sources, TimeProvider.System, PolicySwitch.None));
        _policies = new PolicySwitch(
            _services.GetRequiredService<PolicyVersionStore>(), Brakes, _snapshot, documents.Standard!,
            (set, number, pulled) => HubParts.Compile(documents with { Policies = set }, sources, TimeProvider.System, number, pulled),
            NullLogger.Instance);
        await _policies.FollowAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        _policies.Dispose();
        await _services.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_version_that_was_in_force_and_is_gone_closes_the_hub_for_good()
    {
        await PublishAsync(1, Written + "# second\n");
        await _policies.FollowAsync(Cancel);
        Assert.True(_policies.IsCurrent);

        Run("DELETE FROM PolicyVersions WHERE Number = 2");
        await _policies.FollowAsync(Cancel);

        Assert.False(_policies.IsCurrent);
        Assert.StartsWith("policy version 2 is not in the store any more", _policies.Lost, StringComparison.Ordinal);
        Assert.Equal("2", _snapshot.Value.PolicyVersion);
        await PublishAsync(1, Written + "# second\n");
        await _policies.FollowAsync(Cancel);
        Assert.False(_policies.IsCurrent);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Another_version_of_its_number_does_not_pass_for_it(bool isFollowedByMore)
    {
        await PublishAsync(1, Written + "# second\n");
        await _policies.FollowAsync(Cancel);

        Run("DELETE FROM PolicyVersions WHERE Number = 2");
        await PublishAsync(1, Written + "# another\n");
        if (isFollowedByMore)
        {
            await PublishAsync(2, Written + "# third\n");
        }

        await _policies.FollowAsync(Cancel);

        Assert.False(_policies.IsCurrent);
        Assert.Equal("2", _snapshot.Value.PolicyVersion);
    }

    [Fact]
    public async Task A_brake_that_is_gone_closes_the_hub_and_one_that_was_let_go_does_not()
    {
        await PullAsync("released");
        await PullAsync("gone");
        await _policies.FollowAsync(Cancel);
        Run("UPDATE Brakes SET ReleasedAt = PulledAt WHERE Id = 'released'");
        await _policies.FollowAsync(Cancel);
        Assert.True(_policies.IsCurrent);
        Assert.Equal(["gone"], _snapshot.Value.Brakes);

        Run("DELETE FROM Brakes WHERE Id = 'gone'");
        await _policies.FollowAsync(Cancel);

        Assert.False(_policies.IsCurrent);
        Assert.StartsWith("brake gone is not in the store any more", _policies.Lost, StringComparison.Ordinal);
        Assert.Equal(["gone"], _snapshot.Value.Brakes);
    }

    private BrakeStore Brakes => _services.GetRequiredService<BrakeStore>();

    private Task PublishAsync(int previous, string text) =>
        _services.GetRequiredService<PolicyVersionStore>().PublishAsync(previous, text, "test", TimeProvider.System.GetUtcNow(), Cancel);

    private Task PullAsync(string id) => Brakes.PullAsync(
        new PolicyBrake
        {
            Id = id,
            Owner = new DepartmentId("health"),
            Kind = BrakeKind.Everything,
            Target = "",
            Reason = "A leak is suspected.",
            PulledBy = "staff:policy-admin",
            PulledAt = TimeProvider.System.GetUtcNow(),
        },
        owed: null,
        Cancel);

    private void Run(string command)
    {
        using var connection = new SqliteConnection($"Data Source={_folder.File}");
        connection.Open();
        using var statement = connection.CreateCommand();
        statement.CommandText = command;
        Assert.Equal(1, statement.ExecuteNonQuery());
    }
}
