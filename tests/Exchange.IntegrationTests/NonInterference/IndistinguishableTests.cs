namespace Exchange.IntegrationTests.NonInterference;

/// <summary>Persons whom a caller must not be able to tell apart: by the answer, by what departments are asked, by the record.</summary>
public sealed class IndistinguishableTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_protected_person_is_answered_like_one_whose_address_is_not_known(bool isJoined)
    {
        using var hub = new CanaryHub(Settings.Seed, isJoined);
        var worlds = Enumerable.Range(0, 4).Select(number => hub.World(number, isPlain: true)).ToList();
        var compared = 0;
        for (var i = 0; compared < Settings.Requests / 10; i++)
        {
            var random = new Random(unchecked((Settings.Seed * 15_485_863) + i));
            var world = worlds[i % worlds.Count];
            var asker = Asker.Generate(world.Pools, hub.City.Keys("Person"), random);
            var roots = hub.Generate(asker, random);
            var known = roots.SelectMany(root => root.Keys).OfType<string>().Where(key => hub.City.Facts(key) is not null);
            if (known.FirstOrDefault() is not { } person)
            {
                continue;
            }

            var (facts, record, query) = (hub.City.Facts(person)!, hub.City.Record("Person", person)!, QueryWriter.Write(roots, random));
            hub.City.Set(person, facts with { IsProtected = true });
            var protectedOne = await hub.AskAsync(world, asker, query, Honesty.Honest, 0);
            hub.City.Set(person, facts with { IsProtected = false });
            var others = hub.City.WithoutLinksTo(person);
            hub.City.Set("Person", person, hub.City.WithoutResidence(person, isEmpty: random.Next(2) == 0));
            var unknown = await hub.AskAsync(world, asker, query, Honesty.Honest, 0);
            hub.City.Set(person, facts);
            hub.City.Restore(others);
            hub.City.Set("Person", person, record);

            AssertSame(protectedOne, unknown, $"EXCHANGE_SEED={Settings.Seed} pair {i} ({world.Name})\n{asker}\n{query.Document}");
            compared++;
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_unknown_number_is_answered_like_one_outside_the_region(bool isJoined)
    {
        using var hub = new CanaryHub(Settings.Seed, isJoined);
        var worlds = Enumerable.Range(0, 4).Select(number => hub.World(number)).ToList();
        var compared = 0;
        for (var i = 0; compared < Settings.Requests / 10; i++)
        {
            var random = new Random(unchecked((Settings.Seed * 32_452_843) + i));
            var world = worlds[i % worlds.Count];
            var asker = Asker.Generate(world.Pools, hub.City.Keys("Person"), random);
            var root = hub.Generate(asker, random)[0];
            var outsider = hub.City.Keys("Person")[^1];
            if (root.Type != "Person" || !IsOutside(hub, world, asker, Named(root, outsider)))
            {
                continue;
            }

            var writing = random.Next();
            var foreign = await AskAsync(hub, world, asker, Named(root, outsider), writing);
            var nobody = await AskAsync(hub, world, asker, Named(root, hub.City.UnknownPeople[0]), writing);
            AssertSame(foreign, nobody, $"EXCHANGE_SEED={Settings.Seed} pair {i} ({world.Name})\n{asker}");
            Assert.Equal(foreign.FactKeys.Count, nobody.FactKeys.Count);
            compared++;
        }
    }

    [Fact]
    public async Task A_person_who_is_closed_is_answered_like_a_number_that_nobody_has_and_takes_the_same_work()
    {
        using var hub = new CanaryHub(Settings.Seed);
        var worlds = Enumerable.Range(0, 8).Select(number => hub.World(number)).ToList();
        var compared = 0;
        for (var i = 0; compared < Settings.Requests / 10; i++)
        {
            var random = new Random(unchecked((Settings.Seed * 49_979_687) + i));
            var world = worlds[i % worlds.Count];
            var asker = Asker.Generate(world.Pools, hub.City.Keys("Person"), random);
            var root = hub.Generate(asker, random)[0];
            var person = hub.City.Keys("Person")[random.Next(hub.City.Keys("Person").Count)];
            if (root.Type != "Person" || !IsNobody(hub, world, asker, Named(root, person)))
            {
                continue;
            }

            var writing = random.Next();
            var closed = await AskAsync(hub, world, asker, Named(root, person), writing);
            var nobody = await AskAsync(hub, world, asker, Named(root, hub.City.UnknownPeople[0]), writing);
            AssertSame(closed, nobody, $"EXCHANGE_SEED={Settings.Seed} pair {i} ({world.Name})\n{asker}");
            Assert.Equal(closed.FactKeys.Count, nobody.FactKeys.Count);
            compared++;
        }
    }

    // WHY not whether the oracle gives the same reasons: that it does is what is judged.
    private static bool IsNobody(CanaryHub hub, World world, Asker asker, Ask root) =>
        hub.Expect(world, asker, [root]).Data == hub.Expect(world, asker, [root with { Keys = [hub.City.UnknownPeople[0]] }]).Data;

    private static bool IsOutside(CanaryHub hub, World world, Asker asker, Ask root) =>
        hub.Expect(world, asker, [root]).Withheld.Keys.Any(key => key is ("Query.person", "OUTSIDE_JURISDICTION"));

    private static Ask Named(Ask root, string person) => root with
    {
        Name = "person", ResponseName = "person", Arguments = $"(citizenNo: \"{person}\")", Keys = [person],
    };

    private static Task<Outcome> AskAsync(CanaryHub hub, World world, Asker asker, Ask root, int writing) =>
        hub.AskAsync(world, asker, QueryWriter.Write([root], new Random(writing)), Honesty.Honest, 0);

    private static void AssertSame(Outcome first, Outcome second, string where)
    {
        Assert.True(Comparable(first) == Comparable(second), $"{where}\n{Comparable(first)}\n{Comparable(second)}");
        Assert.True(first.RequestText == second.RequestText, $"{where}\n{first.RequestText}\n{second.RequestText}");
        Assert.True(first.Requests == second.Requests, $"{where}\n{first.Requests} and {second.Requests} requests were sent");
        Assert.True(first.Asked.Count == second.Asked.Count, $"{where}\n{first.Asked.Count} and {second.Asked.Count} cells were asked for");
    }

    private static string Comparable(Outcome outcome) => outcome.Body.Replace(outcome.AccessId!, "id", StringComparison.Ordinal);
}
