namespace Exchange.IntegrationTests.NonInterference;

/// <summary>
/// What a caller may not see is never fetched, and shows nowhere: generated requests over a city in which every cell holds a value of its
/// own, judged by an oracle that shares nothing with the hub's decisions.
/// </summary>
public sealed class NonInterferenceTests
{
    private const int Worlds = 7;

    private static readonly Honesty[] Turns =
    [
        Honesty.Honest, Honesty.Honest, Honesty.DeliversMore, Honesty.WrongTypes,
        Honesty.Honest, Honesty.Honest, Honesty.DeliversMore, Honesty.Failing,
        Honesty.Honest, Honesty.Honest, Honesty.WrongCounts, Honesty.TooDeep,
        Honesty.Honest, Honesty.Honest, Honesty.WrongKeys, Honesty.Honest,
    ];

    [Fact]
    public async Task No_closed_cell_shows_anywhere_and_every_open_cell_is_answered()
    {
        using var hub = new CanaryHub(Settings.Seed);
        (await AskAsync(hub)).RequireVariety();
    }

    [Fact]
    public async Task What_is_read_only_to_ask_another_department_is_told_to_that_department_alone()
    {
        using var hub = new CanaryHub(Settings.Seed, isJoined: true);
        (await AskAsync(hub)).RequireVariety("joined", "told");
    }

    private static async Task<Tally> AskAsync(CanaryHub hub)
    {
        using var output = new CapturedOutput();
        var worlds = Enumerable.Range(0, Worlds).Select(number => hub.World(number)).ToList();
        var seen = new Tally();
        for (var i = 0; i < Settings.Requests; i++)
        {
            var random = new Random(unchecked((Settings.Seed * 7919) + i));
            var world = worlds[random.Next(Worlds)];
            var asker = Asker.Generate(world.Pools, hub.City.Keys("Person"), random);
            var query = QueryWriter.Write(hub.Generate(asker, random), random);
            var honesty = Turns[i % Turns.Length];
            var expected = hub.Expect(world, asker, query.Roots);

            var outcome = await hub.AskAsync(world, asker, query, honesty, random.Next());

            var complaints = Judgement.Complaints(hub, expected, outcome, honesty).Take(10).ToList();
            Assert.True(complaints.Count == 0, Explain(i, world, asker, query, honesty, complaints));
            seen.Count(expected);
        }

        Assert.DoesNotContain(hub.City.Canaries.Marks, mark => output.Text.Contains(mark, StringComparison.Ordinal));
        return seen;
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

    /// <summary>Counts what was met, so that a generator that opens or closes everything does not pass for a proof.</summary>
    private sealed class Tally
    {
        private readonly Dictionary<string, int> _met = new(StringComparer.Ordinal);

        public void Count(Expectation expected)
        {
            foreach (var ((_, reason), records) in expected.Withheld)
            {
                Add(reason, records);
            }

            Add("given", expected.Given.Count);
            Add("reduced", expected.Reduced.Values.Sum());
            Add("joined", expected.Joined.Count);
            Add("told", expected.Told.Count);
            Add("values", Judgement.Places(expected.Data, "").Count());
        }

        public void RequireVariety(params IEnumerable<string> also)
        {
            string[] wanted =
            [
                "given", "reduced", "values", "NOT_PERMITTED", "PURPOSE_REQUIRED", "PURPOSE_NOT_REGISTERED", "PURPOSE_REFUSED",
                "CASE_REQUIRED", "EMERGENCY_REQUIRED", "OUTSIDE_JURISDICTION", "CONSENT_MISSING", "NOT_AVAILABLE", .. also,
            ];
            var told = string.Join(", ", _met.Select(each => $"{each.Key} {each.Value}"));
            TestContext.Current.TestOutputHelper?.WriteLine(told);
            Assert.True(wanted.All(_met.ContainsKey), $"The run met only: {told}");
        }

        private void Add(string what, int count)
        {
            if (count > 0)
            {
                _met[what] = _met.GetValueOrDefault(what) + count;
            }
        }
    }
}
