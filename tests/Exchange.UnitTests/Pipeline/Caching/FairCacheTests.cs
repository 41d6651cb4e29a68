using Exchange.Pipeline.Caching;

namespace Exchange.UnitTests.Pipeline.Caching;

public sealed class FairCacheTests
{
    private const long Capacity = 1_600;

    private readonly FairCache<string> _cache = new(Capacity);

    [Fact]
    public void A_value_is_found_until_newer_ones_need_its_room()
    {
        Add("first", "a");
        Assert.Equal("first", Find("first", "a"));
        Assert.Null(Find("other", "a"));

        Flood("b", 100);

        Assert.InRange(_cache.Bytes, 1, Capacity);
        Assert.Equal(_cache.Bytes / 10, _cache.Count);
    }

    [Fact]
    public void What_was_used_again_outlives_a_flood_of_what_was_not()
    {
        Add("hot", "a");
        _ = Find("hot", "a");

        Flood("b", 1_000);
        Flood("a", 1_000);

        Assert.Equal("hot", Find("hot", "a"));
    }

    [Fact]
    public void A_client_that_uses_all_its_documents_twice_takes_no_more_than_its_share()
    {
        Add("mine", "a");
        _ = Find("mine", "a");
        for (var i = 0; i < 1_000; i++)
        {
            Add($"greedy{i}", "greedy");
            _ = Find($"greedy{i}", "greedy");
        }

        Assert.Equal("mine", Find("mine", "a"));
        Assert.InRange(Enumerable.Range(0, 1_000).Count(i => Find($"greedy{i}", "greedy") is not null), 1, (int)(Capacity / 8 * 3 / 10));
    }

    [Fact]
    public void What_several_clients_use_is_charged_to_none()
    {
        for (var i = 0; i < 40; i++)
        {
            Add($"{i}", "a");
            _ = Find($"{i}", "b");
        }

        Flood("a", 40);

        Assert.All(Enumerable.Range(0, 40), i => Assert.NotNull(Find($"{i}", "b")));
    }

    [Fact]
    public void A_value_of_more_than_an_eighth_is_not_kept_and_one_that_grows_so_large_goes()
    {
        _cache.Add("large", "large", (Capacity / 8) + 1, "a");
        Add("small", "a");
        _cache.Grow("small", Capacity / 8);
        _cache.Grow("gone", 10);

        Assert.Equal((0, 0L), (_cache.Count, _cache.Bytes));
    }

    [Fact]
    public void Growth_counts_against_the_bound()
    {
        for (var i = 0; i < 30; i++)
        {
            Add($"{i}", $"owner{i}");
            _cache.Grow($"{i}", 90);
        }

        Assert.InRange(_cache.Count, 1, (int)(Capacity / 100));
        Assert.InRange(_cache.Bytes, 1, Capacity);
    }

    [Fact]
    public void The_same_key_is_kept_once()
    {
        Add("key", "a");
        Add("key", "b");

        Assert.Equal((1, 10L), (_cache.Count, _cache.Bytes));
    }

    [Fact]
    public async Task Many_threads_keep_the_bound_and_what_is_kept_adds_up()
    {
        const int Seed = 20_261_122;
        await Task.WhenAll(Enumerable.Range(0, 4).Select(thread => Task.Run(
            () =>
            {
                var random = new Random(Seed + thread);
                for (var i = 0; i < 20_000; i++)
                {
                    var key = $"{random.Next(300)}";
                    if (Find(key, $"{random.Next(5)}") is null)
                    {
                        _cache.Add(key, key, 10, $"{random.Next(5)}");
                    }
                    else if (random.Next(10) == 0)
                    {
                        _cache.Grow(key, random.Next(20));
                    }
                }
            },
            TestContext.Current.CancellationToken)));

        Assert.InRange(_cache.Bytes, 1, Capacity);
        Assert.InRange(_cache.Count, 1, (int)(Capacity / 10));
        for (var i = 0; i < 400; i++)
        {
            _cache.Add($"after{i}", "x", 10, $"owner{i}");
        }

        Assert.InRange(_cache.Bytes, 1, Capacity);
    }

    private void Add(string key, string owner) => _cache.Add(key, key, 10, owner);

    private string? Find(string key, string owner) => _cache.TryGet(key, owner, out var value) ? value : null;

    private void Flood(string owner, int count)
    {
        for (var i = 0; i < count; i++)
        {
            Add($"{owner}-flood{i}", owner);
        }
    }
}
