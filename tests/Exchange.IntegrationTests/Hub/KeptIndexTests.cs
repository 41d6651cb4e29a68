using System.Buffers.Binary;
using Exchange.Consent.Records;
using Exchange.Host.Composition;
using Exchange.Storage;
using Microsoft.Data.Sqlite;

namespace Exchange.IntegrationTests.Hub;

/// <summary>A start that goes on from the kept index knows what one knows that reads every consent, or does not go on from it.</summary>
public sealed class KeptIndexTests : IDisposable
{
    private const int Most = 12;

    private readonly string _folder = Directory.CreateTempSubdirectory("exchange-index-").FullName;
    private readonly string _backup = Directory.CreateTempSubdirectory("exchange-backup-").FullName;

    private string Database => Path.Combine(_folder, "exchange.db");

    private string Kept => Path.Combine(_folder, "consents.index");

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        Directory.Delete(_backup, recursive: true);
    }

    [Fact]
    public async Task A_start_goes_on_from_the_kept_index_and_misses_nothing_that_changed_since()
    {
        await using (var first = await StartAsync())
        {
            Assert.False(first.Keeper.IsContinued);
            await GiveAsync(first, 1, 2, 3, 4, 5);
            await first.GiveAsync(6, ConsentEffect.Deny);
            await first.KeepAsync();
            await first.WithdrawAsync(1);
            await first.SuspendAsync(2);
            await first.WithdrawAsync(6);
            await first.GiveAsync(7);
        }

        await using var second = await StartAsync();
        Assert.True(second.Keeper.IsContinued);
        Assert.Equal([3, 4, 5, 7], second.Open(Most));
        Assert.Equal(await ReadAnewAsync(second), second.Open(Most));
    }

    [Fact]
    public async Task A_hub_that_stops_and_starts_again_and_again_knows_what_the_store_does()
    {
        var chance = new Random(21);
        var active = new SortedSet<int>();
        for (var start = 0; start < 6; start++)
        {
            await using var hub = await StartAsync();
            Assert.Equal(start > 0, hub.Keeper.IsContinued);
            Assert.Equal(active, hub.Open(100));
            for (var act = 0; act < 6; act++)
            {
                if (chance.Next(3) == 0 && active.Count > 0)
                {
                    var number = active.ElementAt(chance.Next(active.Count));
                    await hub.WithdrawAsync(number);
                    active.Remove(number);
                }
                else
                {
                    var number = (start * 10) + act + 1;
                    await hub.GiveAsync(number);
                    active.Add(number);
                }
            }

            await hub.KeepAsync();
        }
    }

    [Fact]
    public async Task An_index_that_is_newer_than_a_restored_store_is_left_aside()
    {
        await using (var hub = await StartAsync())
        {
            await GiveAsync(hub, 1, 2);
        }

        BackUp();
        await using (var hub = await StartAsync())
        {
            await hub.GiveAsync(3);
            await hub.KeepAsync();
        }

        Restore();
        await using (var restored = await StartAsync())
        {
            Assert.False(restored.Keeper.IsContinued);
            Assert.Equal([1, 2], restored.Open(Most));

            // The restored store comes as far as the kept index was, by another way.
            await restored.WithdrawAsync(1);
        }

        await using var later = await StartAsync();
        Assert.False(later.Keeper.IsContinued);
        Assert.Equal([2], later.Open(Most));
    }

    [Fact]
    public async Task What_was_given_while_the_index_was_written_does_not_come_back_with_a_store_that_lacks_it()
    {
        await using (var hub = await StartAsync())
        {
            await hub.GiveAsync(1);
            await hub.KeepAsync();
        }

        BackUp();
        await using (var hub = await StartAsync())
        {
            var early = hub.Applied!;
            await hub.GiveAsync(2);

            // As by a hub whose follower is late: the index is ahead of the entry from which it will be continued.
            var file = new KeptIndexFile(_folder, ReadKey(), IndexedHub.StoreId);
            await file.WriteAsync(hub.Keeper.Index, early, hub.NewestAsync);
        }

        Restore();
        await using var restored = await StartAsync();
        Assert.False(restored.Keeper.IsContinued);
        Assert.Equal([1], restored.Open(Most));
    }

    [Fact]
    public async Task An_index_is_continued_in_a_restored_store_that_is_newer_than_it()
    {
        await using (var hub = await StartAsync())
        {
            await GiveAsync(hub, 1, 2);
            await hub.KeepAsync();
            await hub.WithdrawAsync(1);
        }

        BackUp();
        await using (var hub = await StartAsync())
        {
            await hub.GiveAsync(3);
        }

        Restore();
        await using var restored = await StartAsync();
        Assert.True(restored.Keeper.IsContinued);
        Assert.Equal([2], restored.Open(Most));
    }

    [Fact]
    public async Task Where_the_feed_was_pruned_since_every_consent_is_read()
    {
        await using (var hub = await StartAsync())
        {
            await GiveAsync(hub, 1, 2);
            await hub.KeepAsync();
            await hub.WithdrawAsync(1);
            await hub.PruneFeedAsync();
        }

        await using var next = await StartAsync();
        Assert.False(next.Keeper.IsContinued);
        Assert.Equal([2], next.Open(Most));
    }

    [Fact]
    public async Task Consents_that_were_taken_over_since_are_there()
    {
        await using (var hub = await StartAsync())
        {
            await hub.GiveAsync(1);
            await hub.KeepAsync();
            await hub.TakeOverAsync(2, 3, 4);
        }

        await using var next = await StartAsync();
        Assert.Equal([1, 2, 3, 4], next.Open(Most));
    }

    [Fact]
    public async Task A_file_that_was_changed_cut_or_is_of_another_store_is_left_aside()
    {
        await using (var hub = await StartAsync())
        {
            await GiveAsync(hub, 1, 2);
            await hub.KeepAsync();
        }

        var whole = await File.ReadAllBytesAsync(Kept, TestContext.Current.CancellationToken);
        var chance = new Random(5);
        byte[][] forged = [[], whole[..10], whole[..^1], Changed(whole, chance), Changed(whole, chance), Changed(whole, chance)];
        foreach (var bytes in forged)
        {
            await File.WriteAllBytesAsync(Kept, bytes, TestContext.Current.CancellationToken);
            await AssertReadsAllAsync(IndexedHub.StoreId);
        }

        await File.WriteAllBytesAsync(Kept, whole, TestContext.Current.CancellationToken);
        await AssertReadsAllAsync(new Guid("0193a000-0000-7000-8000-000000000002"));
        await using var own = await StartAsync();
        Assert.True(own.Keeper.IsContinued);
    }

    [Fact]
    public async Task The_file_is_for_its_owner_alone_and_shows_no_number_of_a_person()
    {
        await using var hub = await StartAsync();
        await GiveAsync(hub, 1, 2, 3);
        await hub.GiveAsync(4, ConsentEffect.Deny);
        await hub.KeepAsync();

        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(Kept) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
        var bytes = await File.ReadAllBytesAsync(Kept, TestContext.Current.CancellationToken);
        var number = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(number, IndexedHub.Person(4).Value);
        Assert.Equal(-1, bytes.AsSpan().IndexOf(number.AsSpan(1)));
        Assert.Equal(-1, bytes.AsSpan().IndexOf("civil-affairs"u8));
        Assert.Empty(Directory.GetFiles(_folder, "*.draft"));
    }

    [Fact]
    public async Task A_file_that_cannot_be_written_keeps_no_hub_from_stopping()
    {
        await using var hub = await StartAsync();
        await hub.GiveAsync(1);
        Directory.CreateDirectory(Kept);

        await hub.KeepAsync();

        Assert.Empty(Directory.GetFiles(_folder, "*.draft"));
        Assert.Equal([1], hub.Open(Most));
    }

    private static byte[] Changed(byte[] whole, Random chance)
    {
        var changed = whole.ToArray();
        changed[chance.Next(changed.Length)] ^= (byte)(1 << chance.Next(8));
        return changed;
    }

    private static async Task GiveAsync(IndexedHub hub, params int[] numbers)
    {
        foreach (var number in numbers)
        {
            await hub.GiveAsync(number);
        }
    }

    private static async Task<IEnumerable<int>> ReadAnewAsync(IndexedHub hub)
    {
        await hub.Consents.LoadAsync(TestContext.Current.CancellationToken);
        return hub.Open(Most);
    }

    private async Task AssertReadsAllAsync(Guid storeId)
    {
        await using var hub = await StartAsync(storeId);
        Assert.False(hub.Keeper.IsContinued);
        Assert.Equal([1, 2], hub.Open(Most));
    }

    // WHY no pool: connections end with the hub, so that the file can be taken away.
    private Task<IndexedHub> StartAsync(Guid? storeId = null) => IndexedHub.StartAsync(
        new StorageOptions(StorageProvider.Sqlite, new SqliteConnectionStringBuilder { DataSource = Database, Pooling = false }.ToString()),
        _folder,
        Path.Combine(_folder, "keys"),
        storeId);

    private byte[] ReadKey() => File.ReadAllBytes(Path.Combine(_folder, "keys", "consent-index.key"));

    private void BackUp()
    {
        foreach (var file in Directory.GetFiles(_folder, "exchange.db*"))
        {
            File.Copy(file, Path.Combine(_backup, Path.GetFileName(file)));
        }
    }

    private void Restore()
    {
        foreach (var file in Directory.GetFiles(_folder, "exchange.db*"))
        {
            File.Delete(file);
        }

        foreach (var file in Directory.GetFiles(_backup))
        {
            File.Copy(file, Path.Combine(_folder, Path.GetFileName(file)));
        }
    }
}
