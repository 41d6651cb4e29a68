using Exchange.Pipeline.Guards;
using Exchange.Policy;
using Exchange.Policy.Documents;
using Exchange.Policy.Standard;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.Pipeline.Guards;

public sealed class AboutPersonTests
{
    [Fact]
    public async Task An_item_about_a_protected_person_is_not_in_the_list_whether_or_not_the_person_is_asked_for()
    {
        var city = City();
        city.Facts.Replace(PipelineCity.Li, """{"exists":true,"region":"990102001002","protected":true}""");

        var answer = await city.AskAsync(Query);

        Assert.Equal("""{"event":{"parties":[{"label":"甲","contact":{"phone":"12900000001"}}]}}""", answer.Data);
        Assert.DoesNotContain("12900000002", answer.Text, StringComparison.Ordinal);
        Assert.Empty(answer.Withheld);
    }

    [Fact]
    public async Task Of_people_who_are_not_protected_every_item_is_given_and_whom_it_is_about_stays_with_the_hub()
    {
        var city = City();

        var answer = await city.AskAsync(Query);

        Assert.Contains("12900000002", answer.Data, StringComparison.Ordinal);
        Assert.DoesNotContain(PipelineCity.Li, answer.Text, StringComparison.Ordinal);
        Assert.Equal([PipelineCity.Xiufang, PipelineCity.Li, PipelineCity.Unknown], city.Facts.Batches.SelectMany(keys => keys));
    }

    [Fact]
    public async Task An_item_about_nobody_whom_public_security_knows_is_not_in_the_list() =>
        Assert.DoesNotContain("丙", (await City().AskAsync(Query)).Data, StringComparison.Ordinal);

    [Fact]
    public async Task Where_nobody_can_say_who_is_protected_the_list_is_withheld_and_the_department_is_named_that_did_not_answer()
    {
        var city = City();
        city.Facts.IsDown = true;

        var answer = await city.AskAsync(Query);

        Assert.Equal("""{"event":{"parties":null}}""", answer.Data);
        Assert.Equal(
            ["DisputeEvent.parties.contact.phone SOURCE_UNAVAILABLE 1", "DisputeEvent.parties.label SOURCE_UNAVAILABLE 1"],
            answer.Withheld.Order(StringComparer.Ordinal));
        Assert.Equal(["grid-centre", "public-security"], answer.Sources.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_list_that_is_about_nobody_is_given_whoever_can_say_who_is_protected()
    {
        var city = City();
        city.Facts.IsDown = true;
        city.Grids.Replace(PipelineCity.Dispute, $$"""{"__typename":"DisputeEvent","eventId":"{{PipelineCity.Dispute}}","parties":[]}""");

        var answer = await city.AskAsync(Query);

        Assert.Equal("""{"event":{"parties":[]}}""", answer.Data);
        Assert.Empty(answer.Withheld);
    }

    [Fact]
    public async Task An_object_about_a_person_that_is_in_no_list_is_closed()
    {
        var standard = ChangedStandard.With(
            "event.schema.json",
            "\"type\": \"array\",\n          \"items\": { \"$ref\": \"values.schema.json#/definitions/Party\" }",
            "\"$ref\": \"values.schema.json#/definitions/Party\"");
        var city = City(standard);

        var answer = await city.AskAsync(Query);

        Assert.Equal("""{"event":{"parties":null}}""", answer.Data);
        Assert.Equal(["DisputeEvent.parties.person NOT_PERMITTED 1"], answer.Withheld);
        Assert.DoesNotContain("DisputeEvent.parties.label", city.Grids.Coordinates);
    }

    [Fact]
    public async Task Whoever_an_item_is_about_counts_as_read_and_who_is_one_too_many_is_not_in_the_list()
    {
        var city = City(persons: 1);

        var answer = await city.AskAsync(Query);

        Assert.Equal("""{"event":{"parties":[{"label":"甲","contact":{"phone":"12900000001"}}]}}""", answer.Data);
        Assert.Equal(
            ["DisputeEvent.parties.contact.phone BUDGET_EXCEEDED 1", "DisputeEvent.parties.label BUDGET_EXCEEDED 1"],
            answer.Withheld.Order(StringComparer.Ordinal));
        var other = await city.AskAsync($$"""{ person(citizenNo: "{{PipelineCity.Li}}") { alive } }""");
        Assert.Equal(["Query.person BUDGET_EXCEEDED 1"], other.Withheld);
        Assert.Equal(answer.Data, (await city.AskAsync(Query)).Data);
    }

    [Fact]
    public async Task Once_nobody_else_may_be_read_no_item_about_anybody_else_is_given()
    {
        var city = City(persons: 1);
        await city.AskAsync($$"""{ person(citizenNo: "{{PipelineCity.Lei}}") { alive } }""");

        var answer = await city.AskAsync(Query);

        Assert.Equal("""{"event":{"parties":[]}}""", answer.Data);
        Assert.All(answer.Withheld, cell => Assert.Contains(" BUDGET_EXCEEDED ", cell, StringComparison.Ordinal));
        Assert.Equal(2, answer.Withheld.Count);
    }

    internal const string Query = $$"""{ event(eventId: "{{PipelineCity.Dispute}}") { ... on DisputeEvent { parties { label contact { phone } } } } }""";

    /// <summary>The demo city's policies, and a rule that opens what a dispute says of its parties.</summary>
    internal static PolicySet Policies => DemoCity.Policies with
    {
        Rules =
        [
            .. DemoCity.Policies.Rules,
            new PolicyRule
            {
                Id = "test-parties",
                Owner = new DepartmentId("grid-centre"),
                Title = new Title("当事人", "Parties"),
                Opens = [new FieldLevel(new Coordinate("DisputeEvent.parties.label"), 1), new FieldLevel(new Coordinate("DisputeEvent.parties.contact.phone"), 2)],
                Departments = [new DepartmentId("civil-affairs")],
                Roles = ["assistance-officer"],
                Purposes = [PipelineCity.Assistance],
                Basis = "statutory-duty",
                Article = "art. 1",
            },
        ],
    };

    private static PipelineCity City(DataStandard? standard = null, int? persons = null)
    {
        var policies = Policies with
        {
            Budgets = persons is { } most
                ? [new PersonBudget("test-budget", new Title("额度", "Budget"), [new DepartmentId("civil-affairs")], [PipelineCity.Assistance], most)]
                : [],
        };
        var city = new PipelineCity(policies, standard: standard, change: parts => parts with { Readings = new MemoryReadings() });
        Report(city);
        return city;
    }

    /// <summary>A dispute with two parties who live in the city, one whom nobody knows, and one that says nothing of whom it is about.</summary>
    internal static void Report(PipelineCity city) => city.Grids.Replace(PipelineCity.Dispute, $$"""
        {
          "__typename": "DisputeEvent", "eventId": "{{PipelineCity.Dispute}}", "kind": "DISPUTE", "owner": {"code": "grid-centre"},
          "parties": [
            {"label": "甲", "contact": {"phone": "12900000001"}, "person": {"citizenNo": "{{PipelineCity.Xiufang}}"} },
            {"label": "乙", "contact": {"phone": "12900000002"}, "person": {"citizenNo": "{{PipelineCity.Li}}"} },
            {"label": "丙", "contact": {"phone": "12900000003"}, "person": {"citizenNo": "{{PipelineCity.Unknown}}"} },
            {"label": "丁", "contact": {"phone": "12900000004"}, "person": null}
          ]
        }
        """);
}
