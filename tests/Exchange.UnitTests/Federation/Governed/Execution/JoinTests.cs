using Exchange.Federation.Governed.Planning;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.Federation.Governed.Execution;

/// <summary>Fields that are read only so that another department can be asked.</summary>
public sealed class JoinTests
{
    private const string People = """people(citizenNos: ["p1", "p2"])""";

    [Fact]
    public async Task What_a_department_requires_is_read_first_told_and_in_no_answer()
    {
        var (police, social, health) = (Police(), Social(), Health());
        var run = await JoinedCity.AskAsync(
            $$"""{ {{People}} { heatRisk } }""", new GrantTable().Open("Query.people", "Person.heatRisk"), police, social, health);

        Assert.Equal("""{"people":[{"heatRisk":"HIGH"},{"heatRisk":"LOW"}]}""", run.Json);
        Assert.Equal("Person(p1,p2) { pension@full { months@full } }", social.Log());
        Assert.Equal("Person(p1,p2) { ageAtLeast@full }", police.Log());
        Assert.Equal(
            """Person({"citizenNo":"p1","pension":{"months":300},"ageAtLeast":true},{"citizenNo":"p2","pension":{"months":12},"ageAtLeast":false}) { heatRisk@full }""",
            health.Log());
    }

    [Fact]
    public async Task What_was_joined_is_named_with_the_rule_of_the_field_that_needed_it()
    {
        var run = await JoinedCity.AskAsync(
            """{ person(pid: "p1") { heatRisk } }""", new GrantTable().Open("Query.person", "Person.heatRisk"), Police(), Social(), Health());

        Assert.Contains("Person.pension.months Joined person", run.Cells);
        Assert.Contains("Person.ageAtLeast Joined person", run.Cells);
        var joined = run.Tree.Records.SelectMany(record => record.Cells).First(entry => entry.Cell.Coordinate == "Person.pension.months").Cell;
        Assert.Equal(("rule", "basis", "full"), (joined.Alternative!.Rule, joined.Alternative.Basis, joined.Alternative.LevelName));
        Assert.Contains("Person.pension.months", run.Tree.Sources.Single(source => source.Department == "social").Coordinates);
    }

    [Fact]
    public async Task Inputs_of_a_closed_field_are_never_requested()
    {
        var (police, social, health) = (Police(), Social(), Health());
        var run = await JoinedCity.AskAsync(
            $$"""{ {{People}} { heatRisk doctor } }""", new GrantTable().Open("Query.people", "Person.doctor"), police, social, health);

        Assert.Empty(police.Requests);
        Assert.Empty(social.Requests);
        Assert.Equal("Person(p1,p2) { doctor@full }", health.Log());
        Assert.DoesNotContain(run.Cells, cell => cell.Contains("Joined", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Inputs_are_read_only_of_records_whose_gates_open_the_field_that_needs_them()
    {
        var grants = new GrantTable();
        var consent = grants.Gate(new KeyGate(GrantTable.Consent, "p2"));
        var (police, social, health) = (Police(), Social(), Health());

        var run = await JoinedCity.AskAsync(
            $$"""{ {{People}} { heatRisk doctor } }""",
            grants.Open("Query.people", "Person.doctor").Open("Person.heatRisk", consent),
            police,
            social,
            health);

        Assert.Equal(["p2"], social.KeysFor("Person.pension.months"));
        Assert.Equal(["p2"], police.KeysFor("Person.ageAtLeast"));
        Assert.Equal(["p2"], health.KeysFor("Person.heatRisk"));
        Assert.Contains("Person.heatRisk Withheld 8 people.0.heatRisk", run.Cells);
        Assert.DoesNotContain("Person.pension.months Joined people.0", run.Cells);
    }

    [Fact]
    public async Task An_input_that_is_not_there_withholds_what_needs_it_and_its_department_is_not_asked()
    {
        var (police, health) = (Police(), Health());
        var social = new RecordingSource("social", new() { ["p1"] = """{"pension":{"months":300}}""", ["p2"] = """{"pension":null}""" });

        var run = await JoinedCity.AskAsync(
            $$"""{ {{People}} { heatRisk } }""", new GrantTable().Open("Query.people", "Person.heatRisk"), police, social, health);

        Assert.Equal(["p1"], health.KeysFor("Person.heatRisk"));
        Assert.Contains("Person.heatRisk Withheld 9 people.1.heatRisk", run.Cells);
        Assert.Equal("""{"people":[{"heatRisk":"HIGH"},{"heatRisk":null}]}""", run.Json);
    }

    [Fact]
    public async Task An_input_that_is_cut_looks_like_one_that_is_not_there()
    {
        var grants = new GrantTable();
        var cut = grants.Gate(new KeyGate(GrantTable.NotAvailable, "p1"));
        grants.Open("Query.people", "Person.route").Cut("Person.registeredAddress", cut);
        var police = new RecordingSource("police", new()
        {
            ["p1"] = """{"registeredAddress":{"addressCode":"a1"}}""",
            ["p2"] = """{"registeredAddress":{"addressCode":"a2"}}""",
            ["p3"] = """{"registeredAddress":null}""",
        });
        var health = Health();

        var run = await JoinedCity.AskAsync("""{ people(citizenNos: ["p1", "p2", "p3"]) { route } }""", grants, police, health);

        Assert.Equal("Person(p1,p2,p3) { registeredAddress@full { addressCode@full } }", police.Log());
        Assert.Equal(["p1"], health.KeysFor("Person.route"));
        Assert.Contains("Person.route Withheld 9 people.1.route", run.Cells);
        Assert.Contains("Person.route Withheld 9 people.2.route", run.Cells);
    }

    [Fact]
    public async Task The_reason_of_a_department_that_is_down_is_told_where_its_value_was_needed()
    {
        var health = Health();
        var run = await JoinedCity.AskAsync(
            """{ person(pid: "p1") { heatRisk doctor } }""",
            new GrantTable().Open("Query.person", "Person.heatRisk", "Person.doctor"),
            Police(),
            health);

        Assert.Contains("Person.heatRisk Withheld 12 person.heatRisk", run.Cells);
        Assert.Equal("""{"person":{"heatRisk":null,"doctor":"Li"}}""", run.Json);
        Assert.Equal("Person(p1) { doctor@full }", health.Log());
    }

    [Fact]
    public async Task A_value_that_the_standard_refuses_is_told_to_nobody()
    {
        var health = Health();
        var civil = new RecordingSource("civil", new() { ["p1"] = """{"visitContact":{"name":"bad","phone":"1"}}""" });
        var run = await JoinedCity.AskAsync(
            """{ person(pid: "p1") { careNeed { oxygen dialysis } } }""",
            new GrantTable().Open("Query.person", "Person.careNeed.oxygen"),
            civil,
            health);

        Assert.Empty(health.Requests);
        Assert.Contains("Person.careNeed.oxygen Withheld 13 person.careNeed.oxygen", run.Cells);
        Assert.Contains("Person.careNeed.dialysis Withheld 1 person.careNeed.dialysis", run.Cells);
        Assert.Equal("""{"person":{"careNeed":{"oxygen":null,"dialysis":null}}}""", run.Json);
    }

    [Fact]
    public async Task An_input_that_the_caller_asks_for_too_keeps_its_own_decision()
    {
        var social = Social();
        var run = await JoinedCity.AskAsync(
            """{ person(pid: "p1") { mine: pension { months } heatRisk } }""",
            new GrantTable().Open("Query.person", "Person.heatRisk"),
            Police(),
            social,
            Health());

        Assert.Equal("""{"person":{"mine":{"months":null},"heatRisk":"HIGH"}}""", run.Json);
        Assert.Equal("Person(p1) { pension_1:pension@full { months@full } }", social.Log());
        Assert.Contains("Person.pension.months Withheld 1 person.mine.months", run.Cells);
        Assert.Contains("Person.pension.months Joined person", run.Cells);
    }

    [Fact]
    public async Task A_department_that_knows_a_record_by_another_key_is_asked_with_that_key_alone()
    {
        var (market, tax) = (Market(), Tax());
        var run = await JoinedCity.AskAsync(
            """{ organization(uscc: "u1") { turnover audit } }""",
            new GrantTable().Open("Query.organization", "Organization.turnover", "Organization.audit"),
            market,
            tax);

        Assert.Equal("""{"organization":{"turnover":"9","audit":"ok"}}""", run.Json);
        Assert.Equal("Organization(u1) { registrationNo@full name@full uscc@full }", market.Log());
        Assert.Equal("""Organization({"registrationNo":"r1","name":"Works"}) { turnover@full audit@full }""", tax.Log());
        Assert.DoesNotContain("u1", tax.Log(), StringComparison.Ordinal);
        Assert.Contains("Organization.registrationNo Joined organization", run.Cells);
    }

    [Fact]
    public async Task A_field_that_needs_less_is_asked_where_what_another_needs_is_missing()
    {
        var market = new RecordingSource("market", new() { ["u1"] = """{"uscc":"u1","registrationNo":"r1","name":null}""" });
        var tax = Tax();
        var run = await JoinedCity.AskAsync(
            """{ organization(uscc: "u1") { turnover audit } }""",
            new GrantTable().Open("Query.organization", "Organization.turnover", "Organization.audit"),
            market,
            tax);

        Assert.Equal("""{"organization":{"turnover":"9","audit":null}}""", run.Json);
        Assert.Equal("""Organization({"registrationNo":"r1"}) { turnover@full }""", tax.Log());
        Assert.Contains("Organization.audit Withheld 9 organization.audit", run.Cells);
    }

    [Fact]
    public async Task Records_that_a_link_reached_are_joined_alike()
    {
        var tax = Tax();
        var social = new RecordingSource("social", new() { ["p1"] = """{"employer":{"uscc":"u1"}}""" });
        var run = await JoinedCity.AskAsync(
            """{ person(pid: "p1") { employer { turnover } } }""",
            new GrantTable().Open("Query.person", "Person.employer", "Organization.turnover"),
            social,
            Market(),
            tax);

        Assert.Equal("""{"person":{"employer":{"turnover":"9"}}}""", run.Json);
        Assert.Contains("Organization.registrationNo Joined person.employer", run.Cells);
    }

    [Fact]
    public void The_plan_says_what_is_joined_in_which_round()
    {
        var plan = JoinedCity.Plan(
            """{ person(pid: "p1") { doctor heatRisk route } }""",
            new GrantTable().Open("Query.person", "Person.doctor", "Person.heatRisk", "Person.route"));

        Assert.Equal(
            """
            person: lookup Query.person [full]
              stage 0: Person by citizenNo
                ask health
                  doctor = Person.doctor [full]
                ask social
                  join pension
                    months = Person.pension.months [full]
                ask police
                  join ageAtLeast = Person.ageAtLeast [full]
                  join registeredAddress = Person.registeredAddress [full]
                    addressCode
                ask health in round 2
                  heatRisk = Person.heatRisk [full] as Person by citizenNo told pension { months }, ageAtLeast(years: 80)
                  route = Person.route [full] as Person by citizenNo told registeredAddress { addressCode }

            """.ReplaceLineEndings("\n"),
            PlanPrinter.Print(plan));
    }

    private static RecordingSource Police() => new("police", new()
    {
        ["p1"] = """{"ageAtLeast(80)":true,"registeredAddress":{"addressCode":"a1"}}""",
        ["p2"] = """{"ageAtLeast(80)":false,"registeredAddress":{"addressCode":"a2"}}""",
    });

    private static RecordingSource Social() => new("social", new()
    {
        ["p1"] = """{"pension":{"months":300}}""",
        ["p2"] = """{"pension":{"months":12}}""",
    });

    private static RecordingSource Health() => new("health", new()
    {
        ["p1"] = """{"heatRisk":"HIGH","doctor":"Li","route":"north","careNeed":{"oxygen":true}}""",
        ["p2"] = """{"heatRisk":"LOW","doctor":"Sun","route":"south","careNeed":{"oxygen":false}}""",
        ["p3"] = """{"heatRisk":"LOW","doctor":"Sun","route":"west"}""",
    });

    private static RecordingSource Market() => new("market", new() { ["u1"] = """{"uscc":"u1","registrationNo":"r1","name":"Works"}""" });

    private static RecordingSource Tax() => new("tax", new() { ["u1"] = """{"turnover":"9","audit":"ok"}""" });
}
