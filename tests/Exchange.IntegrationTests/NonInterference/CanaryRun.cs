namespace Exchange.IntegrationTests.NonInterference;

/// <summary>One run of generated requests and subscriptions, each judged; the first that is wrong ends it.</summary>
internal sealed class CanaryRun(CanaryHub hub, IReadOnlyList<World> worlds)
{
    private static readonly Honesty[] Turns =
    [
        Honesty.Honest, Honesty.Honest, Honesty.DeliversMore, Honesty.WrongTypes,
        Honesty.Honest, Honesty.Honest, Honesty.DeliversMore, Honesty.Failing,
        Honesty.Honest, Honesty.Honest, Honesty.WrongCounts, Honesty.TooDeep,
        Honesty.Honest, Honesty.Honest, Honesty.WrongKeys, Honesty.Honest,
    ];

    // The last request with its world: asked again by another caller it must mean what it means to her.
    private (World World, GeneratedQuery Query)? _last;

    /// <summary>What was met so far.</summary>
    public Coverage Met { get; } = new();

    public async Task AskAsync(int index, Random random)
    {
        // Now and then a department is silent until nobody waits any more, which takes its time.
        var honesty = index % 97 == 31 ? Honesty.Silent : Turns[index % Turns.Length];
        var world = worlds[random.Next(worlds.Count)];
        if (random.Next(8) == 0)
        {
            await ListenAsync(index, world, honesty, random);
        }
        else
        {
            await AskAsync(index, world, honesty, random);
        }
    }

    private async Task AskAsync(int index, World world, Honesty honesty, Random random)
    {
        var isAgain = _last is not null && random.Next(8) == 0;
        world = isAgain ? _last!.Value.World : world;
        var asker = Asker.Generate(world.Pools, hub.City.Keys("Person"), random);
        var query = isAgain ? _last!.Value.Query : QueryWriter.Write(hub.Generate(asker, random), random);
        var expected = hub.Expect(world, asker, query.Roots);

        var outcome = await hub.AskAsync(world, asker, query, honesty, random.Next());

        Judge(index, world, asker, query, honesty, expected, outcome);
        Met.CountQuery(query, honesty);
        Met.Add("same document, another caller", isAgain ? 1 : 0);

        // A pseudonym names nobody to another department, so such a document would mean something else.
        _last = query.Roots.Any(root => root.Arguments.Contains("pid", StringComparison.Ordinal)) ? null : (world, query);
    }

    private async Task ListenAsync(int index, World world, Honesty honesty, Random random)
    {
        var asker = Asker.Generate(world.Pools, hub.City.Keys("Person"), random);
        var root = hub.Subscription(random);
        var query = QueryWriter.Write([root], random);
        var opening = hub.Expect(world, asker, root, root.Kinds[0], "nowhere");
        var events = hub.Events(opening.Kinds.Count > 0 ? opening.Kinds : root.Kinds, random);

        var outcomes = await hub.StreamAsync(world, asker, query, events, honesty, random.Next());

        Met.CountQuery(query, honesty);
        var answers = opening.RefusedBecause is null ? events.Count : 1;
        Assert.True(outcomes.Count == answers, Explain(index, world, asker, query, honesty, [$"{outcomes.Count} answers to {answers} events"]));
        for (var i = 0; i < outcomes.Count; i++)
        {
            var expected = hub.Expect(world, asker, root, events[i].Type, events[i].Key);
            Judge(index, world, asker, query, honesty, expected, outcomes[i]);
            Met.Add(expected.RefusedBecause is null ? "event of a stream" : "stream refused");
        }
    }

    private void Judge(int index, World world, Asker asker, GeneratedQuery query, Honesty honesty, Expectation expected, Outcome outcome)
    {
        var complaints = Judgement.Complaints(hub, expected, outcome, honesty).Take(10).ToList();
        Assert.True(complaints.Count == 0, Explain(index, world, asker, query, honesty, complaints));
        Met.CountAnswer(asker, world, expected, outcome, Judgement.IsWhole(honesty));
    }

    private static string Explain(
        int index, World world, Asker asker, GeneratedQuery query, Honesty honesty, IReadOnlyList<string> complaints) =>
        $"EXCHANGE_SEED={Settings.Seed} request {index} ({world.Name}, departments: {honesty})\n{asker}\n"
        + $"{string.Join('\n', complaints)}\n{Opening(world, asker, complaints)}\n{query.Document}";

    // The rules that open what is complained of to this caller.
    private static string Opening(World world, Asker asker, IReadOnlyList<string> complaints) => string.Join('\n', world.Pools.Policies.Rules
        .Where(rule => rule.Departments.Contains(asker.Client.Department) && rule.Roles.Any(asker.Client.Roles.Contains))
        .Where(rule => rule.Opens.Any(open => complaints.Any(complaint => complaint.Contains(open.Coordinate.Value, StringComparison.Ordinal))))
        .Select(rule => $"{rule.Id} for {string.Join('+', rule.Purposes)} {rule.Conditions}"));
}
