using Exchange.Storage;
using Exchange.Storage.Replicas;
using Microsoft.Extensions.DependencyInjection;

namespace Exchange.IntegrationTests.Storage.Replicas;

public sealed class SqliteChangeFeedTests : ChangeFeedCompliance, IAsyncDisposable
{
    private readonly StoreFolder _folder = new();
    private ServiceProvider? _services;

    protected override async Task<IServiceProvider> EmptyAsync() => _services = await _folder.OpenAsync();

    [Fact]
    public async Task A_store_in_a_file_has_one_hub_and_a_second_is_refused_in_one_clear_line()
    {
        await EmptyAsync();
        await _services!.GetRequiredService<ReplicaFollower>().JoinAsync(TestContext.Current.CancellationToken);
        await using (var second = await _folder.OpenAsync())
        {
            var refused = await Assert.ThrowsAsync<StorageException>(
                () => second.GetRequiredService<ReplicaFollower>().JoinAsync(TestContext.Current.CancellationToken));
            Assert.Contains("is in use by another hub; stop it", refused.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', refused.Message);
        }

        await _services!.DisposeAsync();
        await EmptyAsync();
        await _services!.GetRequiredService<ReplicaFollower>().JoinAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_hub_that_has_its_store_to_itself_writes_no_beats_into_it()
    {
        await EmptyAsync();
        var follower = _services!.GetRequiredService<ReplicaFollower>();
        await follower.JoinAsync(TestContext.Current.CancellationToken);
        await follower.StartAsync(new RecordingState(), TestContext.Current.CancellationToken);

        Assert.Empty(await _services!.GetRequiredService<IReplicaTables>().ObserveAsync(TestContext.Current.CancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        if (_services is not null)
        {
            await _services.DisposeAsync();
        }

        _folder.Dispose();
    }
}
