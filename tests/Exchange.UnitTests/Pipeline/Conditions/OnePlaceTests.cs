using Exchange.Policy.Documents;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.Pipeline.Conditions;

public sealed class OnePlaceTests
{
    private const string Other = "990102001001-0004";
    private const string Manager = "91990102MA0BBBBB7T";
    private const string Elsewhere = "92990102MA0AAAAA33";
    private const string Seatless = "12990102MB0CCCCC41";

    private readonly RecordingSource _housing = new("housing", new()
    {
        [PipelineCity.Yunqiao] = """{"gasPipeAge":31}""",
        [Other] = """{"gasPipeAge":12}""",
    });

    private readonly RecordingSource _register = new("market-regulation", new()
    {
        [Manager] = $$"""{"place":{"addressCode":"{{PipelineCity.Yunqiao}}"},"lifts":[{"faults":1}]}""",
        [Elsewhere] = $$"""{"place":{"addressCode":"{{Other}}"},"lifts":[{"faults":3}]}""",
        [Seatless] = """{"place":null,"lifts":[{"faults":4}]}""",
    });

    private readonly PipelineCity _city = new(ConditionRules.Only(
        ConditionRules.ToOfficer("person", RuleConditions.None, "Query.person", "Person.pid", "Person.registeredAddress"),
        ConditionRules.ToOfficer("fire", new RuleConditions { OnePlace = true }, "Place.gasPipeAge"),
        ConditionRules.ToOfficer("lifts", new RuleConditions { OnePlace = true }, "Organization.lifts.faults")));

    public OnePlaceTests()
    {
        _city.Sources["housing"] = _housing;
        _city.Sources["market-regulation"] = _register;
        _city.Police.Replace(Other, $$"""{"addressCode":"{{Other}}"}""");
    }

    [Theory]
    [InlineData($$"""{ place(addressCode: "{{PipelineCity.Yunqiao}}") { gasPipeAge } }""")]
    [InlineData($$"""{ a: place(addressCode: "{{PipelineCity.Yunqiao}}") { gasPipeAge } b: place(addressCode: "{{PipelineCity.Yunqiao}}") { gasPipeAge } }""")]
    public async Task The_one_place_that_a_request_names_is_open_however_often_it_is_named(string query)
    {
        var answer = await _city.AskAsync(query);

        Assert.Empty(answer.Withheld);
        Assert.Contains("31", answer.Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_two_places_are_named_neither_is_open_and_neither_is_asked_about()
    {
        var answer = await _city.AskAsync(
            "query($a: ID!, $b: ID!) { a: place(addressCode: $a) { gasPipeAge } b: place(addressCode: $b) { gasPipeAge } }",
            variables: new { a = PipelineCity.Yunqiao, b = Other });

        Assert.Equal(["Place.gasPipeAge NOT_PERMITTED 2"], answer.Withheld);
        Assert.Empty(_housing.Requests);
    }

    [Fact]
    public async Task The_same_document_is_judged_by_its_variables()
    {
        const string Query = "query($a: ID!, $b: ID!) { a: place(addressCode: $a) { gasPipeAge } b: place(addressCode: $b) { gasPipeAge } }";
        var same = await _city.AskAsync(Query, variables: new { a = Other, b = Other });
        var two = await _city.AskAsync(Query, variables: new { a = Other, b = PipelineCity.Yunqiao });

        Assert.Empty(same.Withheld);
        Assert.Equal(["Place.gasPipeAge NOT_PERMITTED 2"], two.Withheld);
    }

    [Fact]
    public async Task A_place_reached_another_way_stays_closed()
    {
        var answer = await _city.AskAsync($$"""
            {
              place(addressCode: "{{Other}}") { gasPipeAge }
              person(citizenNo: "{{PipelineCity.Xiufang}}") { registeredAddress { gasPipeAge } }
            }
            """);

        Assert.Equal(["Place.gasPipeAge NOT_PERMITTED 1"], answer.Withheld);
        Assert.Equal([Other], _housing.KeysFor("Place.gasPipeAge"));
    }

    [Fact]
    public async Task Of_organizations_those_are_open_that_have_their_seat_at_the_one_place()
    {
        var answer = await _city.AskAsync($$"""
            {
              place(addressCode: "{{PipelineCity.Yunqiao}}") { addressCode }
              here: organization(uscc: "{{Manager}}") { lifts { faults } }
              elsewhere: organization(uscc: "{{Elsewhere}}") { lifts { faults } }
              nowhere: organization(uscc: "{{Seatless}}") { lifts { faults } }
            }
            """);

        Assert.Contains("""
            "here":{"lifts":[{"faults":1}]}
            """, answer.Data, StringComparison.Ordinal);
        Assert.Equal(["Organization.lifts.faults NOT_PERMITTED 2"], answer.Withheld);
        Assert.Equal([Manager], _register.KeysFor("Organization.lifts.faults"));
    }

    [Fact]
    public async Task Where_no_place_is_named_no_organization_is_open()
    {
        var answer = await _city.AskAsync($$"""{ organization(uscc: "{{Manager}}") { lifts { faults } } }""");

        Assert.Equal(["Organization.lifts.faults NOT_PERMITTED 1"], answer.Withheld);
        Assert.DoesNotContain("Organization.lifts.faults", _register.Coordinates);
    }
}
