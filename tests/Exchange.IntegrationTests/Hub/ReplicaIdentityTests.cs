using Exchange.Host.Composition;
using Exchange.IntegrationTests.Storage;
using Exchange.Storage;
using Exchange.Storage.Stores;
using Microsoft.Extensions.DependencyInjection;

namespace Exchange.IntegrationTests.Hub;

/// <summary>Who a hub is among those that share a store, and which access log it must have.</summary>
public sealed class ReplicaIdentityTests : IDisposable
{
    private readonly StoreFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_data_folder_keeps_the_id_that_its_first_start_made()
    {
        for (var time = 0; time < 40; time++)
        {
            var folder = Directory.CreateDirectory(Path.Combine(_folder.Location, $"{time}")).FullName;
            using var together = new Barrier(8);
            var made = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(
                () =>
                {
                    together.SignalAndWait(Cancel);
                    return ReplicaIdentity.GetOrCreate(folder);
                },
                Cancel,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default)));

            var id = Assert.Single(made.Distinct());
            Assert.Equal(id, ReplicaIdentity.GetOrCreate(folder));
            Assert.Equal(["replica"], Directory.GetFiles(folder).Select(Path.GetFileName));
        }
    }

    [Fact]
    public void A_file_that_holds_no_id_is_named()
    {
        File.WriteAllText(Path.Combine(_folder.Location, "replica"), "me");

        var fault = Assert.Throws<HubException>(() => ReplicaIdentity.GetOrCreate(_folder.Location));

        Assert.StartsWith(Path.Combine(_folder.Location, "replica"), fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(StorageProvider.Sqlite, false)]
    [InlineData(StorageProvider.PostgreSql, true)]
    [InlineData(StorageProvider.SqlServer, true)]
    public async Task Only_a_store_that_hubs_can_share_lets_another_begin_a_log_of_its_own(StorageProvider provider, bool mayJoin)
    {
        await using var services = await _folder.OpenAsync();
        var settings = services.GetRequiredService<SettingStore>();
        var gone = Path.Combine(_folder.Location, "audit");
        await StoreIdentity.NoteLogBegunAsync(settings, StoreIdentity.LogFact(provider, "first"), Cancel);

        var same = await Record.ExceptionAsync(() =>
            StoreIdentity.RefuseLostLogAsync(settings, StoreIdentity.LogFact(provider, "first"), gone, Cancel));
        var joining = await Record.ExceptionAsync(() =>
            StoreIdentity.RefuseLostLogAsync(settings, StoreIdentity.LogFact(provider, "second"), gone, Cancel));

        Assert.IsType<HubException>(same);
        Assert.Equal(mayJoin, joining is null);
    }

    [Fact]
    public async Task Hubs_that_start_at_the_same_moment_agree_on_the_stores_id()
    {
        await using var services = await _folder.OpenAsync();
        var settings = services.GetRequiredService<SettingStore>();

        var ids = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(
            () => StoreIdentity.GetOrCreateAsync(settings, TimeProvider.System, Cancel), Cancel)));

        Assert.Single(ids.Distinct());
    }
}
