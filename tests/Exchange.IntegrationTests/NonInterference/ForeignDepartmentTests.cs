namespace Exchange.IntegrationTests.NonInterference;

/// <summary>A department that runs a federation subgraph of another make joins as it is, under the same policies and the same judgement.</summary>
public sealed class ForeignDepartmentTests
{
    private const string Department = "health";
    private const int Worlds = 4;

    [Fact]
    public async Task A_department_that_runs_Apollos_subgraph_joins_as_it_is_and_is_told_what_it_needs()
    {
        using var hub = new CanaryHub(Settings.Seed, isJoined: true);
        await using var service = await ApolloService.StartAsync(Department, hub.SchemaOf(Department), hub.City, hub.Standard);
        hub.Stand(Department, service.Source);
        var worlds = Enumerable.Range(0, Worlds).Select(hub.World).ToList();
        var (asked, told) = (0, 0);
        for (var i = 0; i < Settings.Requests / 2; i++)
        {
            var random = new Random(unchecked((Settings.Seed * 104_729) + i));
            var world = worlds[random.Next(Worlds)];
            var asker = Asker.Generate(world.Pools, random);
            var query = QueryWriter.Write(hub.Generate(asker, random), random);
            var expected = hub.Expect(world, asker, query.Roots);

            var outcome = await hub.AskAsync(world, asker, query, Honesty.Honest, 0);

            var complaints = Judgement.Complaints(hub, expected, outcome, Honesty.Honest).Take(10).ToList();
            Assert.True(
                complaints.Count == 0,
                $"EXCHANGE_SEED={Settings.Seed} request {i} ({world.Name})\n{asker}\n{string.Join('\n', complaints)}\n{query.Document}");
            asked += outcome.Asked.Count(cell => cell.Department == Department);
            told += outcome.Told.Count(each => each.Department == Department);
        }

        Assert.True(asked > 0 && told > 0, $"The department was asked {asked} cells and told {told}.");
    }
}
