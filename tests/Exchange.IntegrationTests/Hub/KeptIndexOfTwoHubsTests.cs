using Exchange.IntegrationTests.Storage;
using Exchange.Storage;

namespace Exchange.IntegrationTests.Hub;

/// <summary>What one hub closed while another was away is closed in that one from its start on, on a store that both share.</summary>
public sealed class KeptIndexOfTwoHubsTests(PostgreSqlTemplate template) : IClassFixture<PostgreSqlTemplate>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("exchange-hubs-").FullName;
    private string _connection = "";

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task What_another_hub_changed_meanwhile_counts_from_the_start_on()
    {
        _connection = await template.CopyAsync();
        await using var second = await StartAsync("second");
        await using (var first = await StartAsync("first"))
        {
            foreach (var number in Enumerable.Range(1, 6))
            {
                await first.GiveAsync(number);
            }

            await first.KeepAsync();
        }

        await second.WithdrawAsync(1);
        await second.SuspendAsync(2);
        await second.GiveAsync(7);

        await using var again = await StartAsync("first");
        Assert.True(again.Keeper.IsContinued);
        Assert.Equal([3, 4, 5, 6, 7], again.Open(10));
        Assert.Equal(again.Open(10), second.Open(10));
    }

    [Fact]
    public async Task What_is_changed_while_a_hub_starts_is_not_missed()
    {
        _connection = await template.CopyAsync();
        await using var second = await StartAsync("second");
        await using (var first = await StartAsync("first"))
        {
            foreach (var number in Enumerable.Range(1, 40))
            {
                await first.GiveAsync(number);
            }

            await first.KeepAsync();
        }

        var withdrawing = WithdrawAllAsync(second, 40);
        for (var start = 0; start < 3; start++)
        {
            await using var again = await StartAsync("first");
            Assert.True(again.Keeper.IsContinued);
            await again.KeepAsync();
        }

        await withdrawing;
        await using var last = await StartAsync("first");
        Assert.Empty(last.Open(40));
    }

    private static async Task WithdrawAllAsync(IndexedHub hub, int most)
    {
        foreach (var number in Enumerable.Range(1, most))
        {
            await hub.WithdrawAsync(number);
        }
    }

    private Task<IndexedHub> StartAsync(string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, name)).FullName;
        return IndexedHub.StartAsync(new StorageOptions(StorageProvider.PostgreSql, _connection), folder, Path.Combine(_folder, "keys"));
    }
}
