namespace Exchange.IntegrationTests.NonInterference;

/// <summary>Departments that run federation subgraphs of another make join as they are, under the same policies and the same judgement.</summary>
public sealed class ForeignDepartmentTests
{
    private static readonly string[] Departments = ["civil-affairs", "health", "housing"];
    private const int Worlds = 4;

    [Fact]
    public async Task Departments_that_run_Apollos_subgraph_join_as_they_are_and_are_told_what_they_need()
    {
        using var hub = new CanaryHub(Settings.Seed, isJoined: true);
        var services = new List<ApolloService>();
        try
        {
            foreach (var department in Departments)
            {
                services.Add(await ApolloService.StartAsync(department, hub.SchemaOf(department), hub.City, hub.Standard));
                hub.Stand(department, services[^1].Source);
            }

            await AskAsync(hub);
        }
        finally
        {
            foreach (var service in services)
            {
                await service.DisposeAsync();
            }
        }
    }

    private static async Task AskAsync(CanaryHub hub)
    {
        var worlds = Enumerable.Range(0, Worlds).Select(number => hub.World(number)).ToList();
        var (asked, told) = (0, 0);
        for (var i = 0; i < Settings.Requests; i++)
        {
            var random = new Random(unchecked((Settings.Seed * 104_729) + i));
            var world = worlds[random.Next(Worlds)];
            var asker = Asker.Generate(world.Pools, hub.City.Keys("Person"), random);
            var query = QueryWriter.Write(hub.Generate(asker, random), random);
            var expected = hub.Expect(world, asker, query.Roots);

            var outcome = await hub.AskAsync(world, asker, query, Honesty.Honest, 0);

            var complaints = Judgement.Complaints(hub, expected, outcome, Honesty.Honest).Take(10).ToList();
            Assert.True(
                complaints.Count == 0,
                $"EXCHANGE_SEED={Settings.Seed} request {i} ({world.Name})\n{asker}\n{string.Join('\n', complaints)}\n{query.Document}");
            asked += outcome.Asked.Count(cell => Departments.Contains(cell.Department));
            told += outcome.Told.Count(each => Departments.Contains(each.Department));
        }

        Assert.True(asked > 0 && told > 0, $"The departments were asked {asked} cells and told {told}.");
    }
}
