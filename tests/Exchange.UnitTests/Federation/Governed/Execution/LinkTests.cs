using Exchange.Federation.Governed.Execution;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.Federation.Governed.Execution;

/// <summary>Links at full and reduced levels, and cuts.</summary>
public sealed class LinkTests
{
    private const string Query = """
        { person(pid: "p1") { registeredAddress { addressCode fullText regionCode location { latitude } hazards { kind } } } }
        """;

    [Fact]
    public async Task A_full_link_asks_for_the_key_and_every_owner_answers_for_it()
    {
        var (police, market) = (Police(), Market());
        var run = await FederationRun.AskAsync(Query, Open("Person.registeredAddress"), police, market);

        Assert.Equal(
            "Person(p1) { registeredAddress@full { addressCode@full } }\n"
            + "Place(a1) { addressCode@full fullText@full regionCode@full location@full { latitude@full } }",
            police.Log());
        Assert.Equal("Place(a1) { hazards@full { kind@full } }", market.Log());
        Assert.Equal(
            """{"addressCode":"a1","fullText":"Yunqiao 3","regionCode":"990102","location":{"latitude":1.5},"hazards":[{"kind":"gas"}]}""",
            run.Json["{'person':{'registeredAddress':".Length..^2]);
    }

    [Fact]
    public async Task A_reduced_link_gives_what_it_implies_and_never_the_key()
    {
        var (police, market) = (Police(), Market());
        var grants = Open().Ways("Person.registeredAddress", GrantTable.Reduced(2, "street"));

        var run = await FederationRun.AskAsync(Query, grants, police, market);

        Assert.Equal("Person(p1) { registeredAddress@street { fullText@full regionCode@full } }", police.Log());
        Assert.Empty(market.Requests);
        Assert.Equal(
            """{"person":{"registeredAddress":{"addressCode":null,"fullText":"Yu","regionCode":"99","location":null,"hazards":null}}}""",
            run.Json);
        Assert.Equal(
            [
                "Query.person Disclosed person",
                "Person.registeredAddress Reduced person.registeredAddress",
                "Place.addressCode Withheld 14 person.registeredAddress.addressCode",
                "Place.fullText Disclosed person.registeredAddress.fullText",
                "Place.regionCode Disclosed person.registeredAddress.regionCode",
                "Place.location.latitude Withheld 14 person.registeredAddress.location.latitude",
                "Place.hazards.kind Withheld 14 person.registeredAddress.hazards.kind",
            ],
            run.Cells);
    }

    [Fact]
    public async Task A_field_that_is_gated_on_the_target_is_not_implied()
    {
        var grants = Open().Ways("Person.registeredAddress", GrantTable.Reduced(2, "street"));
        grants.Open("Place.regionCode", grants.Gate(new KeyGate(GrantTable.Consent, "p1", "a1")));
        var police = Police();

        await FederationRun.AskAsync(Query, grants, police);

        Assert.Equal("Person(p1) { registeredAddress@street { fullText@full } }", police.Log());
    }

    [Fact]
    public async Task What_a_reduced_link_may_imply_asks_for_no_facts_of_the_record_that_it_is_on()
    {
        var grants = Open().Ways("Person.registeredAddress", GrantTable.Reduced(2, "street"));
        grants.Open("Place.regionCode", grants.Gate(new FactGate(GrantTable.Consent, "open")));
        var facts = Facts(true);

        await FederationRun.AskAsync(Query, grants, facts, Police());

        Assert.Empty(facts.Batches);
    }

    [Fact]
    public async Task A_cut_changes_no_request_to_the_department_and_looks_like_a_missing_value()
    {
        var cut = Cut(Open().Ways("Person.registeredAddress", GrantTable.Reduced(2, "street")));
        var (protectedPerson, missing) = (Police(), Police("""{"registeredAddress":null}"""));

        var withCut = await FederationRun.AskAsync(Query, cut, Facts(false), protectedPerson);
        var withoutAddress = await FederationRun.AskAsync(Query, cut, Facts(true), missing);

        Assert.Equal(missing.Log(), protectedPerson.Log());
        Assert.Equal("""{"person":{"registeredAddress":null}}""", withCut.Json);
        Assert.Equal(withCut.Json, withoutAddress.Json);
        Assert.Equal(["Query.person Disclosed person", "Person.registeredAddress Withheld 9 person.registeredAddress"], withCut.Cells);
        Assert.Equal(withCut.Cells, withoutAddress.Cells);
    }

    [Fact]
    public async Task A_cut_link_is_never_followed_and_opens_where_the_gate_passes()
    {
        var grants = Cut(Open("Person.registeredAddress"));
        var (closed, open) = (Police(), Police());

        await FederationRun.AskAsync(Query, grants, Facts(false), closed);
        var run = await FederationRun.AskAsync(Query, grants, Facts(true), open);

        Assert.Equal("Person(p1) { registeredAddress@full { addressCode@full } }", closed.Log());
        Assert.Contains("Place(a1)", open.Log(), StringComparison.Ordinal);
        Assert.Contains("\"fullText\":\"Yunqiao 3\"", run.Json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_facts_a_cut_value_is_cut()
    {
        var run = await FederationRun.AskAsync(
            Query, Cut(Open("Person.registeredAddress")), new RecordingFacts([]) { IsDown = true }, Police());

        Assert.Contains("Person.registeredAddress Withheld 9 person.registeredAddress", run.Cells);
        Assert.Equal("""{"person":{"registeredAddress":null}}""", run.Json);
    }

    [Fact]
    public async Task A_value_object_of_which_everything_is_cut_is_null_like_a_missing_one()
    {
        var grants = new GrantTable().Open("Query.person", "Person.household.memberCount", "Person.household.members", "Person.name");
        var open = grants.Gate(new FactGate(GrantTable.NotAvailable, "open"));
        grants.Cut("Person.household.memberCount", open).Cut("Person.household.members", open);
        const string query = """{ person(pid: "p1") { household { memberCount members { name } } } }""";

        var cut = await FederationRun.AskAsync(query, grants, Facts(false), Police());
        var missing = await FederationRun.AskAsync(query, grants, Facts(true), Police("{}"));

        Assert.Equal("""{"person":{"household":null}}""", cut.Json);
        Assert.Equal((cut.Json, string.Join('\n', cut.Cells)), (missing.Json, string.Join('\n', missing.Cells)));
        Assert.Contains("Person.household.members Withheld 9 person.household.members", cut.Cells);
    }

    [Fact]
    public async Task Beside_a_link_that_is_cut_at_both_ends_a_link_that_a_gate_closes_is_null_for_that_record_alone()
    {
        var grants = Open("Query.people", "Person.name", "Person.household.members");
        var open = grants.Gate(new FactGate(GrantTable.NotAvailable, "open"));
        grants.Open("Person.registeredAddress", open).Cut("Person.household.members", open);
        var facts = new RecordingFacts(new() { ["p1"] = """{"open":true}""", ["p2"] = """{"open":false}""" });
        var police = new RecordingSource("police", new()
        {
            ["p1"] = """
                {"name":"Wang","registeredAddress":{"addressCode":"a1"},"household":{"members":[{"citizenNo":"p1"},{"citizenNo":"p2"}]}}
                """,
            ["p2"] = """{"name":"Chen","registeredAddress":{"addressCode":"a1"}}""",
            ["a1"] = """{"addressCode":"a1","fullText":"Yunqiao 3"}""",
        });

        var run = await FederationRun.AskAsync(
            """{ people(citizenNos: ["p1", "p2"]) { registeredAddress { fullText } household { members { name } } } }""", grants, facts, police);

        Assert.Equal(
            """
            {"people":[{"registeredAddress":{"fullText":"Yunqiao 3"},"household":{"members":[{"name":"Wang"}]}},{"registeredAddress":null,"household":null}]}
            """.Trim(),
            run.Json);
    }

    [Fact]
    public async Task A_person_whose_address_is_protected_is_in_no_household_of_others()
    {
        var grants = new GrantTable().Open("Query.person", "Person.household.memberCount", "Person.household.members", "Person.name");
        grants.Cut("Person.household.members", grants.Gate(new FactGate(GrantTable.NotAvailable, "open")))
            .Ways("Person.household.members", GrantTable.Full());
        const string query = """{ person(pid: "p1") { household { members { name } } } }""";
        var facts = new RecordingFacts(new() { ["p1"] = """{"open":true}""", ["p2"] = """{"open":false}""" });

        var (both, alone) = (Household("p1", "p2"), Household("p1"));
        var run = await FederationRun.AskAsync(query, grants, facts, both);
        var without = await FederationRun.AskAsync(query, grants, facts, alone);
        var onlyHer = await FederationRun.AskAsync(query, grants, facts, Household("p2"));
        var nobody = await FederationRun.AskAsync(query, grants, facts, Household());

        Assert.Equal("""{"person":{"household":{"members":[{"name":"Wang"}]}}}""", run.Json);
        Assert.Equal((without.Json, string.Join('\n', without.Cells)), (run.Json, string.Join('\n', run.Cells)));
        Assert.Equal(alone.Log(), both.Log());
        Assert.Equal("""{"person":{"household":null}}""", onlyHer.Json);
        Assert.Equal((nobody.Json, string.Join('\n', nobody.Cells)), (onlyHer.Json, string.Join('\n', onlyHer.Cells)));
    }

    [Fact]
    public async Task A_linked_record_whose_home_is_down_keeps_the_key_that_the_link_gave()
    {
        var social = new RecordingSource("social", new()
        {
            ["p1"] = """{"employer":{"uscc":"o1"}}""",
            ["o1"] = """{"insuredHeadcount":5}""",
        });
        var run = await FederationRun.AskAsync(
            """{ person(pid: "p1") { employer { uscc name insuredHeadcount } } }""",
            new GrantTable().Open(
                "Query.person", "Person.employer", "Organization.uscc", "Organization.name", "Organization.insuredHeadcount"),
            social);

        Assert.Equal("""{"person":{"employer":{"uscc":"o1","name":null,"insuredHeadcount":5}}}""", run.Json);
        Assert.Contains("Organization.name Withheld 12 person.employer.name", run.Cells);
        Assert.Contains("Organization.uscc Disclosed person.employer.uscc", run.Cells);
    }

    [Fact]
    public async Task A_link_to_an_interface_asks_for_the_type_and_the_key_and_each_type_has_its_stage()
    {
        var police = new RecordingSource("police", new()
        {
            ["p1"] = """
                {"incidents":[{"__typename":"Fire","eventId":"f1"},null,
                              {"__typename":"Flood","eventId":"w1"},{"__typename":"Ghost","eventId":"g1"}]}
                """,
            ["f1"] = """{"eventId":"f1","water":true}""",
            ["w1"] = """{"eventId":"w1","depth":3}""",
        });
        var run = await FederationRun.AskAsync(
            """{ person(pid: "p1") { incidents { __typename eventId ... on Fire { water } ... on Flood { depth } } } }""",
            new GrantTable().Open("Query.person", "Person.incidents", "Fire.eventId", "Fire.water", "Flood.eventId", "Flood.depth"),
            police);

        Assert.Equal(
            """{"person":{"incidents":[{"__typename":"Fire","eventId":"f1","water":true},null,"""
            + """{"__typename":"Flood","eventId":"w1","depth":3},null]}}""",
            run.Json);
        Assert.StartsWith("Person(p1) { incidents@full { __typename@full eventId@full } }", police.Log(), StringComparison.Ordinal);
        Assert.Contains("Person.incidents Withheld 13 person.incidents", run.Cells);
        Assert.DoesNotContain("g1", police.Log(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inside_a_governed_value_object_structure_is_open_with_it()
    {
        var grants = new GrantTable { Ungoverned = { "Person.household.memberCount", "Person.household.members" } };
        var consent = grants.Gate(new KeyGate(GrantTable.Consent, "p1"));
        grants.Open("Query.people", "Person.name").Open("Person.household", consent);
        var police = Police();

        var run = await FederationRun.AskAsync(
            """{ people(citizenNos: ["p1", "p2"]) { household { memberCount members { name } } } }""", grants, police);

        Assert.Equal("""{"people":[{"household":{"memberCount":2,"members":[{"name":"Wang"}]}},{"household":null}]}""", run.Json);
        Assert.Equal(
            [
                "Person.household Disclosed people.0.household",
                "Person.household Withheld 8 people.1.household",
                "Query.people Disclosed people.0",
                "Query.people Disclosed people.1",
            ],
            run.Cells.Where(cell => !cell.StartsWith("Person.name", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_leaf_or_link_that_nobody_governs_is_closed()
    {
        var grants = new GrantTable { Ungoverned = { "Person.name", "Person.registeredAddress" } }.Open("Query.person", "Place.fullText");
        var police = Police();

        var run = await FederationRun.AskAsync("""{ person(pid: "p1") { name registeredAddress { fullText } } }""", grants, police);

        Assert.Empty(police.Requests);
        Assert.Equal("""{"person":{"name":null,"registeredAddress":null}}""", run.Json);
    }

    [Fact]
    public async Task A_merged_field_names_every_owner_that_cannot_be_asked()
    {
        var run = await FederationRun.AskAsync(
            """{ events place(addressCode: "a1") { fullText events } }""",
            new GrantTable().Open("Query.events", "Query.place", "Place.events", "Place.fullText"),
            Police());

        Assert.Equal("""{"events":null,"place":{"fullText":"Yunqiao 3","events":null}}""", run.Json);
        var holes = run.Tree.Records.SelectMany(record => record.Cells).Where(cell => cell.Cell.Outcome == CellOutcome.Withheld);
        Assert.Equal(
            ["Place.events grid", "Place.events hotline", "Query.events grid", "Query.events hotline"],
            holes.Select(hole => $"{hole.Cell.Coordinate} {hole.Cell.Department}").Order());
        Assert.Equal(["grid", "hotline", "police"], run.Tree.Sources.Select(source => source.Department));
    }

    private static GrantTable Open(params string[] more) => new GrantTable()
        .Open("Query.person", "Place.addressCode", "Place.fullText", "Place.regionCode", "Place.location.latitude", "Place.hazards.kind")
        .Open(more)
        .ImpliedFrom("Place.fullText", 2)
        .ImpliedFrom("Place.regionCode", 1);

    private static GrantTable Cut(GrantTable grants) =>
        grants.Cut("Person.registeredAddress", grants.Gate(new FactGate(GrantTable.NotAvailable, "open")));

    private static RecordingFacts Facts(bool isOpen) => new(new() { ["p1"] = $$"""{"open":{{(isOpen ? "true" : "false")}}}""" });

    private static RecordingSource Police(string? person = null) => new("police", new()
    {
        ["p1"] = person ?? """
            {"registeredAddress":{"addressCode":"a1","fullText":"Yunqiao 3","regionCode":"990102"},
             "household":{"memberCount":2,"members":[{"citizenNo":"p1"}]},"name":"Wang"}
            """,
        ["a1"] = """{"addressCode":"a1","fullText":"Yunqiao 3","regionCode":"990102","location":{"latitude":1.5,"longitude":2.5}}""",
    });

    private static RecordingSource Household(params string[] members) => new("police", new()
    {
        ["p1"] = $$"""
            {"name":"Wang","household":{"members":[{{string.Join(',', members.Select(key => $$"""{"citizenNo":"{{key}}"}"""))}}] } }
            """,
        ["p2"] = """{"name":"Chen"}""",
    });

    private static RecordingSource Market() => new("market", new() { ["a1"] = """{"hazards":[{"kind":"gas","storage":"yard"}]}""" });
}
