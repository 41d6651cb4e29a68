using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.Federation.Governed.Execution;

/// <summary>Look-ups, facts and presence.</summary>
public sealed class LookupTests
{
    [Fact]
    public async Task The_facts_of_all_keys_are_asked_in_one_batch_and_once()
    {
        var (grants, facts, police) = City();
        grants.Open("Person.household.members", "Person.name").Presence("Person", "Person.pid", GrantTable.Full(1));

        await FederationRun.AskAsync(
            """{ people(citizenNos: ["p1", "p2"]) { name household { members { name } } } }""", grants, facts, police);

        Assert.Equal(["p1,p2", "p3"], facts.Batches.Select(batch => string.Join(',', batch)));
        Assert.All(facts.Names, names => Assert.Equal(["near"], names));
    }

    [Fact]
    public async Task An_unknown_number_answers_like_one_outside_the_region()
    {
        var (grants, facts, police) = City();
        grants.Open("Person.name");

        var outside = await FederationRun.AskAsync("""{ person(pid: "p3") { name } }""", grants, facts, police);
        var unknown = await FederationRun.AskAsync("""{ person(pid: "p9") { name } }""", grants, facts, police);
        var nobody = await FederationRun.AskAsync("""{ person(pid: "nobody") { name } }""", grants, facts, police);

        Assert.Equal("""{"person":null}""", outside.Json);
        Assert.Equal(["Query.person Withheld 7 person"], outside.Cells);
        Assert.Equal((outside.Json, outside.Cells), (unknown.Json, unknown.Cells), new AnswerComparer());
        Assert.Equal((outside.Json, outside.Cells), (nobody.Json, nobody.Cells), new AnswerComparer());
        Assert.Empty(police.Requests);
        Assert.Equal(2, facts.Batches.Count);
        Assert.Equal("p3", Assert.Single(outside.Tree.Records).Key);
    }

    [Fact]
    public async Task A_gate_that_passes_whatever_the_record_is_no_reason_for_a_number_that_is_nobodys()
    {
        var (grants, facts, police) = City();
        var always = grants.Gate(new KeyGate(GrantTable.Closed, "p1", "p2", "p3", "p9", ""));
        grants.Open("Query.person", always | 1).Open("Person.name");

        var unknown = await FederationRun.AskAsync("""{ person(pid: "p9") { name } }""", grants, facts, police);
        var nobody = await FederationRun.AskAsync("""{ person(pid: "nobody") { name } }""", grants, facts, police);

        Assert.Equal(["Query.person Withheld 7 person"], nobody.Cells);
        Assert.Equal((unknown.Json, unknown.Cells), (nobody.Json, nobody.Cells), new AnswerComparer());
    }

    [Fact]
    public async Task A_list_of_persons_keeps_its_order_and_names_each_closed_one()
    {
        var (grants, facts, police) = City();
        grants.Open("Person.name");

        var run = await FederationRun.AskAsync("""{ people(citizenNos: ["p3", "p1", "p9"]) { name } }""", grants, facts, police);

        Assert.Equal("""{"people":[null,{"name":"Wang"},null]}""", run.Json);
        Assert.Contains("Query.people Withheld 7 people.0", run.Cells);
        Assert.Contains("Query.people Withheld 7 people.2", run.Cells);
        Assert.Equal([("Person", "p3"), ("Person", "p1"), ("Person", "p9")], run.Tree.FactKeys);
    }

    [Fact]
    public async Task Without_facts_only_the_gates_that_need_them_close()
    {
        var grants = new GrantTable();
        var near = grants.Gate(new FactGate(GrantTable.Region, "near"));
        grants.Open("Query.person", "Person.name").Open("Person.alive", near);
        var down = new RecordingFacts([]) { IsDown = true };

        var run = await FederationRun.AskAsync("""{ person(pid: "p1") { name alive } }""", grants, down, Police());

        Assert.Equal("""{"person":{"name":"Wang","alive":null}}""", run.Json);
        Assert.Contains("Person.alive Withheld 12 person.alive", run.Cells);
    }

    [Fact]
    public async Task A_record_that_may_not_be_seen_is_null_where_a_link_reaches_it_and_nothing_is_fetched_for_it()
    {
        var (grants, facts, police) = City();
        var near = 1UL;
        grants.Open("Person.household.members", "Person.name").Presence("Person", "Person.pid", GrantTable.Full(near));

        var run = await FederationRun.AskAsync("""{ person(pid: "p1") { household { members { name } } } }""", grants, facts, police);

        Assert.Equal("""{"person":{"household":{"members":[{"name":"Wang"},{"name":"Li"},null]}}}""", run.Json);
        Assert.Contains("Person.pid Withheld 7 person.household.members.2", run.Cells);
        Assert.DoesNotContain("p3", police.KeysFor("Person.name"));
    }

    [Fact]
    public async Task A_link_to_records_that_nobody_may_see_is_not_asked_for()
    {
        var police = Police();
        var grants = new GrantTable().Open("Query.place", "Place.fullText").Open("Query.person", "Person.household.members", "Person.name");
        grants.Presence("Person", "Person.pid");

        var run = await FederationRun.AskAsync("""{ person(pid: "p1") { household { members { name } } } }""", grants, police);

        Assert.Empty(police.Requests);
        Assert.Equal("""{"person":null}""", run.Json);
    }

    [Fact]
    public async Task A_closed_look_up_asks_nobody_anything()
    {
        var (_, facts, police) = City();
        var run = await FederationRun.AskAsync("""{ person(pid: "p1") { name } }""", new GrantTable().Open("Person.name"), facts, police);

        Assert.Equal(["Query.person Withheld 1 person"], run.Cells);
        Assert.Empty(facts.Batches);
        Assert.Empty(police.Requests);
    }

    [Fact]
    public async Task The_home_says_whether_a_place_exists()
    {
        var police = new RecordingSource("police", new() { ["a1"] = """{"addressCode":"a1","fullText":"Yunqiao 3"}""" });
        var market = new RecordingSource("market", new() { ["a2"] = """{"hazards":[]}""" });
        var grants = new GrantTable().Open("Query.place", "Place.hazards.kind", "Place.fullText");

        var known = await FederationRun.AskAsync("""{ place(addressCode: "a1") { hazards { kind } } }""", grants, police, market);
        var unknown = await FederationRun.AskAsync("""{ place(addressCode: "a2") { fullText } }""", grants, police, market);

        Assert.Equal("""{"place":{"hazards":null}}""", known.Json);
        Assert.Equal("""{"place":null}""", unknown.Json);
        Assert.Equal("Place(a1) { addressCode@full }\nPlace(a2) { fullText@full addressCode@full }", police.Log());
    }

    [Fact]
    public async Task Where_the_home_cannot_be_asked_no_other_department_learns_of_the_look_up()
    {
        var social = new RecordingSource("social", new() { ["o1"] = """{"insuredHeadcount":5}""" });
        var run = await FederationRun.AskAsync(
            """{ organization(uscc: "o1") { name insuredHeadcount } }""",
            new GrantTable().Open("Query.organization", "Organization.name", "Organization.insuredHeadcount"),
            social);

        Assert.Equal("""{"organization":null}""", run.Json);
        Assert.Equal(["Query.organization Withheld 12 organization"], run.Cells);
        Assert.Empty(social.Requests);
    }

    [Fact]
    public async Task Wrong_use_of_arguments_is_an_error_at_its_path()
    {
        var run = await FederationRun.AskAsync("{ person { name } }", new GrantTable().Open("Query.person", "Person.name"), Police());

        Assert.Equal("""{"person":null}""", run.Json);
        Assert.Equal(["person"], Assert.Single(run.Tree.Errors).Path);
    }

    private static (GrantTable Grants, RecordingFacts Facts, RecordingSource Police) City()
    {
        var grants = new GrantTable();
        var near = grants.Gate(new FactGate(GrantTable.Region, "near"));
        grants.Open("Query.person", near).Open("Query.people", near);
        var facts = new RecordingFacts(new() { ["p1"] = """{"near":true}""", ["p2"] = """{"near":true}""", ["p3"] = """{"near":false}""" });
        return (grants, facts, Police());
    }

    private static RecordingSource Police() => new("police", new()
    {
        ["p1"] = """{"name":"Wang","alive":true,"household":{"members":[{"citizenNo":"p1"},{"citizenNo":"p2"},{"citizenNo":"p3"}]}}""",
        ["p2"] = """{"name":"Li","household":{"members":[{"citizenNo":"p2"}]}}""",
        ["p3"] = """{"name":"Sun"}""",
    });

    private sealed class AnswerComparer : IEqualityComparer<(string Json, IReadOnlyList<string> Cells)>
    {
        public bool Equals((string Json, IReadOnlyList<string> Cells) x, (string Json, IReadOnlyList<string> Cells) y) =>
            x.Json == y.Json && x.Cells.SequenceEqual(y.Cells);

        public int GetHashCode((string Json, IReadOnlyList<string> Cells) answer) => answer.Json.GetHashCode(StringComparison.Ordinal);
    }
}
