using Exchange.Adapters.Configuration;
using Exchange.Adapters.GraphQL;
using Exchange.Demo.Generation;
using Exchange.Federation.Sources;
using Exchange.GraphQL.Values;

namespace Exchange.IntegrationTests.Adapters;

public sealed class GraphQLSourceTests(DemoSourcesFixture demo) : SourceCompliance(demo), IAsyncDisposable
{
    private readonly List<LoopbackAnswer> _servers = [];

    protected override string Department => "health";

    protected override (RequestedField Field, Datum OfWang, Datum OfLi) First =>
        (Ask.Leaf("Person", "heatRisk"), Datum.From("MEDIUM"), Datum.From("HIGH"));

    protected override RequestedField Second => Ask.Object("Person", "careNeed", "needsTransport");

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _servers)
        {
            await server.DisposeAsync();
        }
    }

    protected override ISource Down() => Demo.Bare(Department, new SourceEndpoint { Url = LoopbackAnswer.Nothing });

    protected override Task<ISource> GarbageAsync() => AnsweringAsync("\"" + PlantedPeople.WangXiufang);

    [Fact]
    public void One_query_asks_every_selection_by_position_with_its_keys_in_variables()
    {
        var vaccination = Ask.Leaf("Person", "vaccinationComplete", Ask.Arguments("program", Datum.From("a\"b")), "名");

        var text = EntitiesQuery.Text(
            [Ask.Persons(["KEY"], Ask.Object("Person", "careNeed", "oxygen"), vaccination),
             Ask.Places(["KEY"], Ask.Object("Place", "hospital", "beds"))]);

        Assert.Equal(
            "query($r0: [_Any!]!, $r1: [_Any!]!) {"
            + " s0: _entities(representations: $r0) { __typename ... on Person {"
            + " f0: careNeed { f0: oxygen } f1: vaccinationComplete(program: \"a\\u0022b\") } }"
            + " s1: _entities(representations: $r1) { __typename ... on Place { f0: hospital { f0: beds } } } }",
            text);
    }

    [Fact]
    public async Task Lists_and_arguments_pass()
    {
        var answer = (await FetchAsync(Ask.Persons(
            [PlantedPeople.LiuZihan, PlantedPeople.LiJianguo],
            Ask.Leaf("Person", "vaccinationComplete", Ask.Arguments("program", Datum.From("polio"))),
            Ask.Object("Person", "emergencyMedical", "allergies"))));

        Assert.Equal(Datum.True, answer[0]!["vaccinationComplete"]);
        Assert.Equal(Datum.False, answer[1]!["vaccinationComplete"]);
        Assert.Equal(Datum.From("青霉素"), answer[1]!["emergencyMedical"].AsObject()["allergies"].AsList().Single());
    }

    [Fact]
    public async Task A_hospital_is_found_by_its_address()
    {
        var hospital = Demo.City.Hospitals[0];

        var answer = await FetchAsync(Ask.Places([hospital.AddressCode, PlantedPeople.Yunqiao3], Ask.Object("Place", "hospital", "beds")));

        Assert.Equal(Datum.From(hospital.Beds), answer[0]!["hospital"].AsObject()["beds"]);
        Assert.Null(answer[1]);
    }

    [Fact]
    public async Task A_cell_that_failed_fits_no_field_and_the_rest_is_kept()
    {
        var source = await AnsweringAsync(
            """
            {"errors":[{"message":"secret","path":["s0",0,"f0"]}],
             "data":{"s0":[{"__typename":"Person","f0":null,"f1":true,"extra":1}]}}
            """);

        var answer = await FetchAsync(source, Ask.Leaf("Person", "heatRisk"), Ask.Leaf("Person", "vaccinationComplete"));

        Assert.Equal(new DatumObject(["heatRisk", "vaccinationComplete"], [Datum.FromEnum(""), Datum.True]), Assert.Single(answer));
    }

    [Theory]
    [InlineData("""{"errors":[{"message":"secret","path":["s0",0]}],"data":{"s0":[null]}}""")]
    [InlineData("""{"errors":[{"message":"secret","path":["s0",0,"f0","kind"]}],"data":{"s0":[{"__typename":"Person","f0":null}]}}""")]
    [InlineData("""{"errors":[{"message":"secret"}],"data":{"s0":[{"__typename":"Person","f0":null}]}}""")]
    public async Task A_null_that_an_error_left_is_not_an_empty_value(string text)
    {
        var answer = await FetchAsync(await AnsweringAsync(text), Ask.Leaf("Person", "heatRisk"));

        Assert.Equal(new DatumObject(["heatRisk"], [Datum.FromEnum("")]), Assert.Single(answer));
    }

    [Fact]
    public async Task A_null_beside_an_error_of_another_record_is_an_empty_value()
    {
        var source = await AnsweringAsync(
            """{"errors":[{"message":"secret","path":["s0",1,"f0"]}],"data":{"s0":[{"__typename":"Person","f0":null}]}}""");

        Assert.Equal(new DatumObject(["heatRisk"], [Datum.Null]), Assert.Single(await FetchAsync(source, Ask.Leaf("Person", "heatRisk"))));
    }

    [Theory]
    [InlineData("""{"errors":[{"message":"secret"}]}""")]
    [InlineData("""{"data":null,"errors":[{"message":"secret"}]}""")]
    [InlineData("""{"data":{"s0":[]}}""")]
    [InlineData("""{"data":{"s0":[{"__typename":"Place"}]}}""")]
    [InlineData("""{"data":{"s0":[{"f0":1}]}}""")]
    [InlineData("""{"data":{"s0":[{"__typename":"Person"},{"__typename":"Person"}]}}""")]
    public async Task An_answer_that_is_not_one_entity_a_key_is_invalid_and_its_errors_are_not_repeated(string text)
    {
        var source = await AnsweringAsync(text);

        var failure = await Assert.ThrowsAsync<SourceException>(() => FetchAsync(source, Ask.Leaf("Person", "heatRisk")));

        Assert.Equal(SourceFault.Invalid, failure.Fault);
        Assert.DoesNotContain("secret", failure.ToString());
    }

    private static async Task<DatumObject?[]> FetchAsync(ISource source, params RequestedField[] fields) =>
        (await source.FetchAsync(Ask.Request(Ask.Persons([PlantedPeople.WangXiufang], fields)), Cancellation)).Selections[0];

    private async Task<ISource> AnsweringAsync(string text)
    {
        var server = await LoopbackAnswer.TextAsync(text);
        _servers.Add(server);
        return Demo.Bare(Department, new SourceEndpoint { Url = server.Address });
    }
}
