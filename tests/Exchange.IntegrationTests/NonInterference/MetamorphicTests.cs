using Exchange.GraphQL.Values;

namespace Exchange.IntegrationTests.NonInterference;

/// <summary>How two answers of the hub stand to each other, whatever the policies say.</summary>
public sealed class MetamorphicTests
{
    private static int Pairs => Math.Max(20, Settings.Requests / 4);

    [Fact]
    public Task Other_aliases_change_no_cell() => EachAsync(async (hub, world, asker, roots, random) =>
    {
        var first = await AnswerAsync(hub, world, asker, [.. roots.Select(root => root.Renamed("a"))], random);
        var second = await AnswerAsync(hub, world, asker, [.. roots.Select(root => root.Renamed("b"))], random);
        return Same(Renamed(first), Renamed(second));
    });

    [Fact]
    public Task A_query_in_parts_gives_the_same_cells() => EachAsync(async (hub, world, asker, roots, random) =>
    {
        // WHY without places: how many a request names is a condition of its own, and each part would name fewer.
        var kept = roots.Where(root => root.Name != "place").DefaultIfEmpty(roots[0]);
        Ask[] all = [.. kept.Select(root => root.Renamed("a"))];
        var whole = await AnswerAsync(hub, world, asker, all, random);
        var places = new List<string>();
        foreach (var part in all.SelectMany(root => Halves(root)))
        {
            places.AddRange(Judgement.Places(await AnswerAsync(hub, world, asker, [part], random), ""));
        }

        var together = Judgement.Places(whole, "").ToList();
        return [.. Missing(together, places, "in the whole only"), .. Missing(places, together, "in a part only")];
    });

    [Fact]
    public Task Losing_a_consent_opens_nothing() => EachAsync(async (hub, world, asker, roots, random) =>
    {
        var query = QueryWriter.Write(roots, random);
        var before = await hub.AskAsync(world, asker, query, Honesty.Honest, 0);
        foreach (var consent in world.Consents.Where(consent => consent.Fate == Fate.Active && random.Next(20) == 0))
        {
            (consent with { Fate = Fate.Withdrawn }).ApplyTo(world.Index, CanaryHub.Now);
        }

        var after = await hub.AskAsync(world, asker, query, Honesty.Honest, 0);
        return Missing(Judgement.Places(after.Data, ""), Judgement.Places(before.Data, ""), "opened by a loss");
    });

    [Fact]
    public Task Another_role_takes_nothing_away() => EachAsync(async (hub, world, asker, roots, random) =>
    {
        var more = asker with { Client = asker.Client with { Roles = [.. asker.Client.Roles, world.Pools.Role(random)] } };
        var before = await AnswerAsync(hub, world, asker, roots, random);
        var after = await AnswerAsync(hub, world, more, roots, random);
        return Missing(Judgement.Places(before, ""), Judgement.Places(after, ""), "taken away by a role");
    });

    private static async Task EachAsync(Func<CanaryHub, World, Asker, IReadOnlyList<Ask>, Random, Task<IReadOnlyList<string>>> compare)
    {
        using var hub = new CanaryHub(Settings.Seed);

        // WHY without: what may not be read together hangs on all that is selected, and on all that is open.
        var worlds = Enumerable.Range(0, 4).Select(number => hub.World(number)).Select(world => world with
        {
            Pools = world.Pools with { Policies = world.Pools.Policies with { Combinations = [] } },
        }).ToList();
        for (var i = 0; i < Pairs; i++)
        {
            var random = new Random(unchecked((Settings.Seed * 104_729) + i));
            var world = worlds[i % worlds.Count];
            var asker = Asker.Generate(world.Pools, hub.City.Keys("Person"), random);
            var roots = hub.Generate(asker, random);
            var complaints = await compare(hub, world, asker, roots, random);
            Assert.True(
                complaints.Count == 0,
                $"EXCHANGE_SEED={Settings.Seed} pair {i} ({world.Name})\n{asker}\n{string.Join('\n', complaints)}\n"
                + $"{QueryWriter.Write(roots, random).Document}");
        }
    }

    private static async Task<Datum> AnswerAsync(CanaryHub hub, World world, Asker asker, IReadOnlyList<Ask> roots, Random random)
    {
        var outcome = await hub.AskAsync(world, asker, QueryWriter.Write(roots, random), Honesty.Honest, random.Next());
        Assert.True(outcome.Kind == Pipeline.AnswerKind.Executed, outcome.Body);
        return outcome.Data;
    }

    // At least one field that is answered stays in either half.
    private static IEnumerable<Ask> Halves(Ask root)
    {
        var middle = root.Children[root.Children.Count / 2].Id;
        Ask[] halves = [root.Part(child => child.Id < middle), root.Part(child => child.Id >= middle)];
        return halves.Where(half => half.Selected.Any());
    }

    private static Datum Renamed(Datum value) => value.Kind switch
    {
        DatumKind.Object => Datum.From(new DatumObject(
            [.. value.AsObject().Names.ToArray().Select(name => name[1..])], [.. value.AsObject().Values.ToArray().Select(Renamed)])),
        DatumKind.List => Datum.From([.. value.AsList().Select(Renamed)]),
        _ => value,
    };

    private static IReadOnlyList<string> Same(Datum first, Datum second) => first == second ? [] : ["the answers differ"];

    private static IReadOnlyList<string> Missing(IEnumerable<string> wanted, IEnumerable<string> found, string what) =>
        [.. wanted.Except(found).Take(10).Select(place => $"{place} is {what}")];
}
