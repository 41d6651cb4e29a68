using Exchange.Storage.Stores;
using Microsoft.Extensions.DependencyInjection;

namespace Exchange.IntegrationTests.Storage;

/// <summary>What counting persons promises on every provider; one subclass per provider.</summary>
public abstract class PersonReadingStoreCompliance
{
    private const int Day = 739_575;
    private const int Limit = 5;
    private const string Client = "client-1";
    private const string Guard = "budget|purpose";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>An empty store, opened by two hubs.</summary>
    protected abstract Task<(IServiceProvider One, IServiceProvider Other)> TwoHubsAsync();

    [Fact]
    public async Task What_one_hub_counted_the_other_sees_and_a_person_counts_once()
    {
        var (one, other) = await StoresAsync();
        Assert.True(await TakeAsync(one, "a"));
        Assert.True(await TakeAsync(other, "a"));
        Assert.True(await TakeAsync(other, "b"));

        CountedDay? seen = null;
        await one.NoteAsync(Day, Client, [Guard, "empty"], ["a", "c"], day => Look(seen = day), Cancel);

        Assert.Equal((2, 0), (seen!.Counts[Guard], seen.Counts["empty"]));
        Assert.Equal([new CountedReading(Guard, "a")], seen.Known);
    }

    [Fact]
    public async Task Days_clients_and_guards_count_by_themselves_and_old_days_are_removed()
    {
        var (store, _) = await StoresAsync();
        Assert.True(await TakeAsync(store, "a"));

        Assert.Equal(0, await CountAsync(store, Day, "client-2", Guard));
        Assert.Equal(0, await CountAsync(store, Day, Client, "another"));
        Assert.Equal(0, await CountAsync(store, Day + 1, Client, Guard));
        Assert.Equal(1, await CountAsync(store, Day, Client, Guard));
        Assert.Equal(0, await CountAsync(store, Day + 2, Client, Guard));
        Assert.Equal(0, await CountAsync(store, Day, Client, Guard));
    }

    [Fact]
    public async Task What_decides_and_fails_adds_nothing()
    {
        var (store, _) = await StoresAsync();

        await Assert.ThrowsAsync<TimeoutException>(
            () => store.NoteAsync(Day, Client, [Guard], ["a"], _ => throw new TimeoutException("late"), Cancel));

        Assert.Equal(0, await CountAsync(store, Day, Client, Guard));
    }

    [Fact]
    public async Task Two_hubs_at_the_limit_never_exceed_it()
    {
        var (one, other) = await StoresAsync();

        var taken = await Task.WhenAll(Enumerable.Range(0, 4 * Limit).Select(i => Task.Run(() => TakeAsync(i % 2 == 0 ? one : other, $"person-{i}"))));

        Assert.Equal(Limit, taken.Count(isTaken => isTaken));
        Assert.Equal(Limit, await CountAsync(one, Day, Client, Guard));
    }

    private static async Task<bool> TakeAsync(PersonReadingStore store, string subject)
    {
        var isTaken = false;
        await store.NoteAsync(
            Day,
            Client,
            [Guard],
            [subject],
            day =>
            {
                var reading = new CountedReading(Guard, subject);
                isTaken = day.Known.Contains(reading) || day.Counts[Guard] < Limit;
                return isTaken && !day.Known.Contains(reading) ? [reading] : [];
            },
            Cancel);
        return isTaken;
    }

    private static async Task<int> CountAsync(PersonReadingStore store, int day, string client, string guard)
    {
        var count = -1;
        await store.NoteAsync(day, client, [guard], [], seen => Look(seen, () => count = seen.Counts[guard]), Cancel);
        return count;
    }

    private static IReadOnlyCollection<CountedReading> Look(CountedDay _, Action? look = null)
    {
        look?.Invoke();
        return [];
    }

    private async Task<(PersonReadingStore One, PersonReadingStore Other)> StoresAsync()
    {
        var (one, other) = await TwoHubsAsync();
        return (one.GetRequiredService<PersonReadingStore>(), other.GetRequiredService<PersonReadingStore>());
    }
}
