using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.Pipeline;

/// <summary>Two cities that differ in what a caller may not see give the same lists, ask the same and leave the same record.</summary>
public sealed class ListNonInterferenceTests
{
    private static readonly (string Token, string Query)[] Asked =
    [
        (EventListCity.Inspector, "{ events { nodes { eventId kind occurredAt status } edges { cursor } pageInfo { hasNextPage endCursor startCursor } } }"),
        (EventListCity.Inspector, "{ events(first: 2, since: \"2026-11-01T11:00:00Z\") { nodes { eventId place { addressCode } } pageInfo { hasNextPage endCursor } } }"),
        (EventListCity.Inspector, "{ events(regionCode: \"990102\") { nodes { eventId } pageInfo { hasNextPage } } }"),
        (EventListCity.Inspector, "{ events(kinds: [DISPUTE, CITY_MANAGEMENT], regionCode: \"990102\") { nodes { eventId } } }"),
        (EventListCity.Inspector, $"{{ place(addressCode: \"{PipelineCity.Yunqiao}\") {{ events {{ nodes {{ eventId }} pageInfo {{ hasNextPage endCursor }} }} }} }}"),
        (EventListCity.Worker, "{ events(first: 1) { nodes { eventId occurredAt ... on CityManagementEvent { category } } pageInfo { hasNextPage endCursor } } }"),
        (EventListCity.Worker, "{ events(kinds: [CITY_MANAGEMENT], regionCode: \"9901\") { nodes { eventId } pageInfo { hasNextPage } } }"),
        (EventListCity.Worker, "{ events(kinds: [CITY_MANAGEMENT], addressCode: \"990102001001-0003\") { nodes { eventId } } }"),
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public async Task What_is_closed_moves_nothing_in_a_list(int seed)
    {
        foreach (var (token, query) in Asked)
        {
            var (plain, changed) = (new EventListCity(), new EventListCity());
            Change(changed, new Random(seed), token);

            var (one, other) = (await plain.AskAsync(query, token), await changed.AskAsync(query, token));

            var what = $"seed {seed}: {query}";
            Assert.True(one.Data == other.Data, what);
            Assert.True(one.Withheld.SequenceEqual(other.Withheld), what);
            Assert.True(one.Codes.SequenceEqual(other.Codes), what);
            Assert.True(Requests(plain) == Requests(changed), what);
            Assert.DoesNotContain("canary", other.Text, StringComparison.Ordinal);
        }
    }

    // Disputes are closed to both; to the worker hazards, complaints and what lies outside of her region are, to the inspector city management.
    private static void Change(EventListCity list, Random random, string token)
    {
        var isWorker = token == EventListCity.Worker;
        list.Grid.Rows.RemoveAll(row => row.Type == "DisputeEvent" || (isWorker ? row.Type == "HazardEvent" : row.Type == "CityManagementEvent"));
        for (var i = random.Next(1, 6); i > 0; i--)
        {
            Add("DisputeEvent", PipelineCity.Yunqiao);
            Add(isWorker ? "HazardEvent" : "CityManagementEvent", EventListCity.Hillside);
            if (isWorker)
            {
                Add("CityManagementEvent", PipelineCity.Yunqiao);
            }
        }

        void Add(string type, string place) => list.Grid.Rows.Add(new ListedRow(
            type, $"grid-centre:canary-{random.Next():D10}", new DateTimeOffset(2026, 11, 1, random.Next(24), random.Next(60), 0, TimeSpan.Zero), place));
    }

    private static string Requests(EventListCity list) => string.Join('\n', list.Grid.Requests.Concat(list.Market.Requests).Select(request =>
        $"{string.Join(',', request.Types)} {request.After} {request.Limit} {string.Join(' ', request.Filters.Select(filter => $"{filter.Argument} {filter.Value}"))}"))
        + list.City.Grids.Log() + list.Complaints.Log();
}
