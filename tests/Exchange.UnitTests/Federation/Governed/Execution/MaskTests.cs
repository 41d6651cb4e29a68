using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.Federation.Governed.Execution;

/// <summary>What is asked of whom: masks, closed fields, gates.</summary>
public sealed class MaskTests
{
    private const string People = """people(citizenNos: ["p1", "p2", "p3"])""";

    [Fact]
    public async Task A_withheld_field_is_never_requested_from_its_department()
    {
        var social = Social();
        var run = await FederationRun.AskAsync(
            $$"""{ {{People}} { pension { receives amount } } }""",
            new GrantTable().Open("Query.people", "Person.pension.receives"),
            social);

        Assert.Equal(["Person.pension.receives"], social.Coordinates);
        Assert.Equal(
            """{"people":[{"pension":{"receives":true,"amount":null}},{"pension":{"receives":false,"amount":null}},{"pension":null}]}""",
            run.Json);
        Assert.Contains("Person.pension.amount Withheld 1 people.0.pension.amount", run.Cells);
    }

    [Fact]
    public async Task A_department_with_nothing_open_gets_no_request()
    {
        var (police, social) = (Police(), Social());
        var run = await FederationRun.AskAsync(
            """{ person(pid: "p1") { name pension { amount } } }""",
            new GrantTable().Open("Query.person", "Person.name"),
            police,
            social);

        Assert.Empty(social.Requests);
        Assert.Equal("""{"person":{"name":"Wang","pension":{"amount":null}}}""", run.Json);
        Assert.Equal(["police"], run.Tree.Sources.Select(source => source.Department));
    }

    [Fact]
    public async Task Records_are_grouped_by_the_mask_of_their_gates_in_one_request_per_department()
    {
        var grants = new GrantTable();
        var consent = grants.Gate(new KeyGate(GrantTable.Consent, "p1", "p3"));
        grants.Open("Query.people", "Person.name").Open("Person.alive", consent);
        var police = Police();

        var run = await FederationRun.AskAsync($$"""{ {{People}} { name alive } }""", grants, police);

        Assert.Equal("Person(p1,p3) { name@full alive@full }\nPerson(p2) { name@full }", police.Log());
        Assert.Single(police.Requests);
        Assert.Contains("Person.alive Withheld 8 people.1.alive", run.Cells);
        Assert.Contains("Person.alive Disclosed people.0.alive", run.Cells);
    }

    [Fact]
    public async Task The_key_of_a_record_whose_gate_fails_is_never_sent()
    {
        var grants = new GrantTable();
        var consent = grants.Gate(new KeyGate(GrantTable.Consent, "p1"));
        grants.Open("Query.people").Open("Person.pension.receives", consent);
        var social = Social();

        await FederationRun.AskAsync($$"""{ {{People}} { pension { receives } } }""", grants, social);

        Assert.Equal(["p1"], social.Requests.SelectMany(request => request.Selections).SelectMany(selection => selection.Keys));
    }

    [Fact]
    public async Task The_highest_level_whose_gates_pass_is_asked_for()
    {
        var grants = new GrantTable();
        var consent = grants.Gate(new KeyGate(GrantTable.Consent, "p1"));
        grants.Open("Query.people").Ways("Person.name", GrantTable.Full(consent), GrantTable.Reduced(1, "surname"));
        var police = Police();

        var run = await FederationRun.AskAsync($$"""{ {{People}} { name } }""", grants, police);

        Assert.Equal("Person(p1) { name@full }\nPerson(p2,p3) { name@surname }", police.Log());
        Assert.Equal("""{"people":[{"name":"Wang"},{"name":"L"},{"name":"S"}]}""", run.Json);
        Assert.Contains("Person.name Reduced people.1.name", run.Cells);
    }

    [Fact]
    public async Task The_reason_is_that_of_the_alternative_that_came_nearest()
    {
        var grants = new GrantTable();
        var region = grants.Gate(new KeyGate(GrantTable.Region));
        var consent = grants.Gate(new KeyGate(GrantTable.Consent));
        grants.Open("Query.person", "Person.pid")
            .Ways("Person.name", GrantTable.Full(region | consent))
            .Ways("Person.alive", GrantTable.Full(region | consent), GrantTable.Reduced(1, "some", consent));

        var run = await FederationRun.AskAsync("""{ person(pid: "p1") { name alive } }""", grants, Police());

        Assert.Contains("Person.name Withheld 7 person.name", run.Cells);
        Assert.Contains("Person.alive Withheld 8 person.alive", run.Cells);
    }

    [Fact]
    public async Task A_gate_with_a_fault_does_not_pass()
    {
        var grants = new GrantTable();
        grants.Open("Query.person").Open("Person.name", grants.Gate(new FaultyGate(GrantTable.Consent)));
        var police = Police();

        var run = await FederationRun.AskAsync("""{ person(pid: "p1") { name } }""", grants, police);

        Assert.Empty(police.Requests);
        Assert.Contains("Person.name Withheld 8 person.name", run.Cells);
    }

    [Fact]
    public async Task One_key_at_several_positions_is_asked_for_once()
    {
        var police = Police();
        var run = await FederationRun.AskAsync(
            """{ people(citizenNos: ["p1", "p2", "p1"]) { name } }""", new GrantTable().Open("Query.people", "Person.name"), police);

        Assert.Equal("Person(p1,p2) { name@full }", police.Log());
        Assert.Equal("""{"people":[{"name":"Wang"},{"name":"Li"},{"name":"Wang"}]}""", run.Json);
        Assert.Equal(3, run.Tree.Records.Count(record => record.Type == "Person"));
    }

    [Fact]
    public async Task Aliases_with_different_arguments_are_asked_under_names_that_no_caller_chose()
    {
        var police = Police();
        var run = await FederationRun.AskAsync(
            """{ person(pid: "p1") { evil: ageAtLeast(years: 18) worse: ageAtLeast(years: 60) name: alive } }""",
            new GrantTable().Open("Query.person", "Person.ageAtLeast", "Person.alive"),
            police);

        Assert.Equal("Person(p1) { ageAtLeast@full ageAtLeast_1:ageAtLeast@full alive@full }", police.Log());
        Assert.Equal("""{"person":{"evil":true,"worse":false,"name":true}}""", run.Json);
    }

    [Fact]
    public async Task Fragments_are_merged_before_anything_is_asked()
    {
        var police = Police();
        var run = await FederationRun.AskAsync(
            """query { person(pid: "p1") { ...A ... on Person { alive name } } } fragment A on Person { name __typename }""",
            new GrantTable().Open("Query.person", "Person.name", "Person.alive"),
            police);

        Assert.Equal("Person(p1) { name@full alive@full }", police.Log());
        Assert.Equal("""{"person":{"name":"Wang","__typename":"Person","alive":true}}""", run.Json);
    }

    private static RecordingSource Police() => new("police", new()
    {
        ["p1"] = """{"name":"Wang","alive":true,"ageAtLeast(18)":true,"ageAtLeast(60)":false}""",
        ["p2"] = """{"name":"Li","alive":true}""",
        ["p3"] = """{"name":"Sun","alive":false}""",
    });

    private static RecordingSource Social() => new("social", new()
    {
        ["p1"] = """{"pension":{"receives":true,"amount":"3000.00"}}""",
        ["p2"] = """{"pension":{"receives":false,"amount":"0.00"}}""",
    });
}
