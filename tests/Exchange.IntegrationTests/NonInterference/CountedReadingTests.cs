using Exchange.Pipeline.Guards;
using Exchange.Policy.Documents;
using Exchange.Policy.Standard;

namespace Exchange.IntegrationTests.NonInterference;

/// <summary>
/// What is counted over a day: generated requests of clients who ask again and again, judged by what they were given and what departments were
/// asked for, added up by the test.
/// </summary>
public sealed class CountedReadingTests
{
    private const int Worlds = 4;
    private const int RequestsOfAClient = 12;

    [Fact]
    public async Task However_requests_are_cut_no_client_reads_more_people_or_more_fields_of_one_than_policy_allows()
    {
        using var hub = new CanaryHub(Settings.Seed, readings: new MemoryReadings());
        var worlds = Enumerable.Range(1, Worlds).Select(number => Guarded(hub, hub.World(number, isPlain: true), number)).ToList();
        var days = new Dictionary<string, CountedDay>(StringComparer.Ordinal);
        var (whole, budget, combination) = (0, 0, 0);
        for (var i = 0; i < Settings.Requests / 4; i++)
        {
            var random = new Random(unchecked((Settings.Seed * 6_700_417) + i));
            var world = worlds[i / RequestsOfAClient % Worlds];
            var asker = Named(world, hub, i / RequestsOfAClient, random);
            var query = QueryWriter.Write(hub.Generate(asker, random), random);
            var expected = hub.Expect(world, asker, query.Roots);
            var day = days.TryGetValue(Reader(asker), out var known) ? known : days[Reader(asker)] = new CountedDay();
            var mustBeWhole = day.Leaves(hub, world, asker, expected);

            var outcome = await hub.AskAsync(world, asker, query, Honesty.Honest, 0);

            // Less than all where something is used up, otherwise exactly all.
            var complaints = Judgement.Complaints(hub, expected, outcome, mustBeWhole ? Honesty.Honest : Honesty.WrongTypes)
                .Concat(day.Count(hub, world, asker, expected, outcome)).Take(10).ToList();
            Assert.True(
                complaints.Count == 0,
                $"EXCHANGE_SEED={Settings.Seed} request {i} ({world.Name})\n{asker}\n{string.Join('\n', complaints)}\n{query.Document}");
            whole += mustBeWhole && expected.Persons.Count > 0 ? 1 : 0;
            budget += outcome.Body.Contains("BUDGET_EXCEEDED", StringComparison.Ordinal) ? 1 : 0;
            combination += Judgement.Complaints(hub, expected, outcome, Honesty.Honest).Any() && !outcome.Body.Contains("BUDGET_EXCEEDED", StringComparison.Ordinal) ? 1 : 0;
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"whole {whole}, over a budget {budget}, over a combination {combination}");
        Assert.True(Settings.Requests < 2_000 || (whole >= 3 && budget >= 3 && combination >= 3), $"whole {whole}, over a budget {budget}, over a combination {combination}");
    }

    // A few people a day; a field of each of two groups of one person never.
    private static World Guarded(CanaryHub hub, World world, int number)
    {
        var random = new Random(Settings.Seed + number);
        var title = new Title("题", "title");
        var opened = world.Pools.Policies.Rules.SelectMany(rule => rule.Opens).Select(open => open.Coordinate).Distinct()
            .Where(field => field.Value.StartsWith("Person.", StringComparison.Ordinal) && field.Value != "Person.pid")
            .Where(field => hub.Standard.TryField(field, out var governed) && governed.LinksTo is null)
            .OrderBy(_ => random.Next()).ToList();
        return world with
        {
            Pools = world.Pools with
            {
                Policies = world.Pools.Policies with
                {
                    Budgets =
                    [
                        new PersonBudget($"all-{number}", title, [], [], 8),
                        new PersonBudget($"some-{number}", title, [new(world.Pools.Department(random))], [world.Pools.Purpose(random)], 3),
                    ],
                    Combinations =
                    [
                        new Combination
                        {
                            Id = $"day-{number}", Title = title, Span = CombinationSpan.Day, Emergency = true,
                            Groups = [[.. opened[..(opened.Count / 3)]], [.. opened[(opened.Count / 3)..(opened.Count / 2)]]],
                        },
                    ],
                },
            },
        };
    }

    // So many requests in a row are one client's, who asks for some people again and again.
    private static Asker Named(World world, CanaryHub hub, int number, Random random)
    {
        var same = new Random(unchecked((Settings.Seed * 31) + number));
        var who = Asker.Generate(world.Pools, hub.City.Keys("Person"), same);
        var asker = Asker.Generate(world.Pools, hub.City.Keys("Person"), random);
        var isSession = who.Person is not null;
        return who with
        {
            Client = who.Client with { ClientId = isSession ? "console" : $"client-{number}", Officer = $"account-{number}" },
            Purpose = random.Next(3) == 0 ? asker.Purpose : who.Purpose,
            CaseNumber = asker.CaseNumber,
            Emergency = random.Next(5) == 0 ? Asker.FreeText[2] : null,
        };
    }

    private static string Reader(Asker asker) => $"{asker.Client.ClientId} {asker.Client.Officer}";
}
