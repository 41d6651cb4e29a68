using Exchange.Audit.Writing;
using Exchange.Consent;
using Exchange.Consent.Lifecycle;
using Exchange.Consent.Records;
using Exchange.Consent.Replicas;
using Exchange.Host.Composition;
using Exchange.IntegrationTests.Storage;
using Exchange.Pipeline.Records;
using Exchange.Policy.People;
using Exchange.Storage;
using Exchange.Storage.Stores;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Exchange.IntegrationTests.Hub;

/// <summary>A consent that cannot be read in the store keeps no other one open.</summary>
public sealed class UnreadableConsentTests : IDisposable
{
    // Consents of one person.
    private const int First = 1;
    private const int Second = 901;
    private const int Third = 1801;

    private readonly StoreFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_withdrawal_closes_all_that_can_be_read_and_tells_of_what_cannot()
    {
        await using (var before = await StartAsync())
        {
            await before.GiveAsync(Second);
            await before.SuspendAsync(Second);
            await before.GiveAsync(First);
            await before.GiveAsync(Third);
        }

        Lose(IndexedHub.Id(Second));
        await using var hub = await StartAsync();
        Assert.Equal([First], hub.Open(First));

        var fault = await Assert.ThrowsAsync<UnreadableConsentsException>(() => hub.WithdrawAsync(First));

        Assert.Contains(IndexedHub.Id(Second).ToString(), fault.Message, StringComparison.Ordinal);
        Assert.Empty(hub.Open(First));
        foreach (var closed in new[] { First, Third })
        {
            Assert.Equal(ConsentState.Withdrawn, (await hub.Consents.FindAsync(IndexedHub.Id(closed), Cancel))!.State);
        }
    }

    [Fact]
    public async Task A_withdrawal_reads_nothing_that_has_ended_long_ago()
    {
        await using (var before = await StartAsync())
        {
            await before.GiveAsync(Second);
            await before.WithdrawAsync(Second);
            await before.GiveAsync(First);
        }

        Lose(IndexedHub.Id(Second));
        await using var hub = await StartAsync();

        await hub.WithdrawAsync(First);

        Assert.Empty(hub.Open(First));
    }

    [Fact]
    public async Task The_ends_of_all_that_can_be_read_are_entered()
    {
        await using var services = await _folder.OpenAsync();
        using var names = new Pseudonyms(PseudonymKeys.Create(new byte[PseudonymKeys.KeyLength]));
        var subject = names.ForStore(IndexedHub.Person(1));
        var consents = Enumerable.Range(1, 4).Select(number => ConsentStoreCompliance.Given(ConsentStoreCompliance.Record(number) with { Subject = subject }));
        await services.GetRequiredService<ConsentImport>().ImportAsync(consents, Cancel);
        Lose(ConsentStoreCompliance.Id(1), ConsentStoreCompliance.Id(3));
        var time = new StoppedTime(ConsentStoreCompliance.Record(1).ValidUntil + ConsentHistory.EndMargin);
        var room = new Consents(
            services.GetRequiredService<IConsentStore>(), new ConsentIndex(), new ConsentAccessLog(new MemoryAccessLog()), names, time, new SoleReplica());

        var fault = await Assert.ThrowsAsync<UnreadableConsentsException>(async () => await room.EnterEndsAsync(Cancel));

        Assert.Contains(ConsentStoreCompliance.Id(1).ToString(), fault.Message, StringComparison.Ordinal);
        Assert.Contains(ConsentStoreCompliance.Id(3).ToString(), fault.Message, StringComparison.Ordinal);
        foreach (var number in new[] { 2, 4 })
        {
            Assert.Equal(ConsentState.Expired, (await room.FindAsync(ConsentStoreCompliance.Id(number), Cancel))!.State);
        }
    }

    private Task<IndexedHub> StartAsync() =>
        IndexedHub.StartAsync(StorageOptions.SqliteFile(_folder.File), _folder.Location, Path.Combine(_folder.Location, "keys"));

    private void Lose(params ConsentId[] documents)
    {
        using var connection = new SqliteConnection($"Data Source={_folder.File};Pooling=False");
        connection.Open();
        foreach (var id in documents)
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"DELETE FROM ConsentDocuments WHERE ConsentId = '{id}'";
            Assert.Equal(1, command.ExecuteNonQuery());
        }
    }

    private sealed class StoppedTime(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
