using Exchange.Pipeline.Callers;
using Exchange.Pipeline.Guards;
using Exchange.Policy;
using Exchange.Policy.Documents;
using Exchange.Policy.Standard;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.Pipeline.Guards;

public sealed class PersonBudgetTests
{
    private const string Exceeded = "Query.person BUDGET_EXCEEDED 1";

    [Fact]
    public async Task Who_is_one_too_many_is_asked_of_no_department_and_who_was_read_before_costs_nothing()
    {
        var city = await CityAsync(persons: 1);

        Assert.NotEqual("""{"person":null}""", (await AskAsync(city, PipelineCity.Xiufang)).Data);
        var asked = city.Asked.Count();
        var refused = await AskAsync(city, PipelineCity.Li);

        Assert.Equal("""{"person":null}""", refused.Data);
        Assert.Equal([Exceeded], refused.Withheld);
        Assert.Equal(asked, city.Asked.Count());
        Assert.NotEqual("""{"person":null}""", (await AskAsync(city, PipelineCity.Xiufang)).Data);
    }

    [Fact]
    public async Task A_batch_takes_what_is_left_in_its_order()
    {
        var city = await CityAsync(persons: 2);

        var answer = await city.AskAsync(
            $$"""{ people(citizenNos: ["{{PipelineCity.Li}}", "{{PipelineCity.Xiufang}}", "{{PipelineCity.Lei}}"]) { alive } }""");

        Assert.StartsWith("""{"people":[{""", answer.Data, StringComparison.Ordinal);
        Assert.EndsWith("null]}", answer.Data, StringComparison.Ordinal);
        Assert.Contains("Query.people BUDGET_EXCEEDED 1", answer.Withheld);
        Assert.DoesNotContain(PipelineCity.Lei, city.Police.KeysFor("Person.alive"));
    }

    [Fact]
    public async Task Numbers_that_are_nobodys_and_of_another_region_cost_nothing_and_look_alike_before_and_after_the_last_person()
    {
        var city = await CityAsync(persons: 1);
        foreach (var reason in new[] { "OUTSIDE_JURISDICTION", "BUDGET_EXCEEDED" })
        {
            foreach (var number in new[] { PipelineCity.Unknown, PipelineCity.Zhao, "990102196606060135" })
            {
                Assert.Equal(
                    number.EndsWith('5') ? [] : [$"Query.person {reason} 1"], (await AskAsync(city, number)).Withheld);
            }

            if (reason == "OUTSIDE_JURISDICTION")
            {
                Assert.NotEqual("""{"person":null}""", (await AskAsync(city, PipelineCity.Xiufang)).Data);
            }
        }

        // Once nobody else may be read, somebody who is here cannot be told from them either.
        Assert.Equal([Exceeded], (await AskAsync(city, PipelineCity.Li)).Withheld);
    }

    [Fact]
    public async Task The_day_is_the_citys()
    {
        var city = await CityAsync(persons: 1);
        await AskAsync(city, PipelineCity.Xiufang);
        Assert.Equal([Exceeded], (await AskAsync(city, PipelineCity.Li)).Withheld);

        // 08:00 UTC is 16:00 in the city.
        city.Clock.Advance(TimeSpan.FromHours(7.9));
        Assert.Equal([Exceeded], (await AskAsync(city, PipelineCity.Li)).Withheld);
        city.Clock.Advance(TimeSpan.FromHours(0.2));
        Assert.NotEqual("""{"person":null}""", (await AskAsync(city, PipelineCity.Li)).Data);
    }

    [Fact]
    public async Task Persons_that_links_lead_to_count_too()
    {
        var city = await CityAsync(persons: 1);

        var answer = await city.AskAsync($$"""{ person(citizenNo: "{{PipelineCity.Xiufang}}") { household { members { alive } } } }""");

        Assert.Contains("Person.pid BUDGET_EXCEEDED 1", answer.Withheld);
        Assert.DoesNotContain(PipelineCity.Lei, city.Police.KeysFor("Person.alive"));
    }

    [Fact]
    public async Task Hubs_that_share_their_readings_share_the_budget()
    {
        var readings = new MemoryReadings();
        var (one, other) = (await CityAsync(1, readings), await CityAsync(1, readings));

        Assert.NotEqual("""{"person":null}""", (await AskAsync(one, PipelineCity.Xiufang)).Data);
        Assert.Equal([Exceeded], (await AskAsync(other, PipelineCity.Li)).Withheld);
        Assert.NotEqual("""{"person":null}""", (await AskAsync(other, PipelineCity.Xiufang)).Data);
    }

    [Fact]
    public async Task A_budget_of_another_name_goes_on_where_the_day_stands()
    {
        var readings = new MemoryReadings();
        var (before, after) = (await CityAsync(1, readings), await CityAsync(1, readings, budget => budget with { Id = "renamed" }));

        Assert.NotEqual("""{"person":null}""", (await AskAsync(before, PipelineCity.Xiufang)).Data);

        Assert.Equal([Exceeded], (await AskAsync(after, PipelineCity.Li)).Withheld);
    }

    [Fact]
    public async Task Whoever_cannot_be_counted_is_not_read()
    {
        var city = await CityAsync(5, new BrokenReadings());

        var answer = await AskAsync(city, PipelineCity.Xiufang);

        Assert.Equal(["Query.person SOURCE_UNAVAILABLE 1"], answer.Withheld);
        Assert.Empty(city.Asked);
        Assert.Equal(["Query.person SOURCE_UNAVAILABLE 1"], (await AskAsync(city, PipelineCity.Unknown)).Withheld);
    }

    [Fact]
    public async Task Whoever_is_signed_in_uses_up_a_budget_of_her_own()
    {
        var city = await CityAsync(persons: 1);

        Assert.NotEqual("""{"person":null}""", (await AskAsync(city, PipelineCity.Xiufang, "a-1")).Data);
        Assert.Equal([Exceeded], (await AskAsync(city, PipelineCity.Li, "a-1")).Withheld);
        Assert.NotEqual("""{"person":null}""", (await AskAsync(city, PipelineCity.Li, "a-2")).Data);
    }

    [Fact]
    public async Task A_budget_of_another_department_or_purpose_does_not_count()
    {
        var city = await CityAsync(1, budget: budget => budget with { Purposes = ["care.heat"] });

        Assert.NotEqual("""{"person":null}""", (await AskAsync(city, PipelineCity.Xiufang)).Data);
        Assert.NotEqual("""{"person":null}""", (await AskAsync(city, PipelineCity.Li)).Data);
    }

    private static Task<PipelineAnswer> AskAsync(PipelineCity city, string citizenNo) =>
        city.AskAsync($$"""{ person(citizenNo: "{{citizenNo}}") { alive pension { receives } } }""");

    private static Task<PipelineAnswer> AskAsync(PipelineCity city, string citizenNo, string account) =>
        city.AskAsync($$"""{ person(citizenNo: "{{citizenNo}}") { alive } }""", request => request with
        {
            Token = null,
            Session = new SessionCredential
            {
                Account = new SignedInAccount(account, "civil-affairs", ["assistance-officer"], [PipelineCity.Assistance], "990102"),
                IsIntended = true,
                IsCrossSite = false,
            },
        });

    private static async Task<PipelineCity> CityAsync(int persons, IPersonReadings? readings = null, Func<PersonBudget, PersonBudget>? budget = null)
    {
        var whole = new PersonBudget("test-budget", new Title("额度", "Budget"), [new DepartmentId("civil-affairs")], [PipelineCity.Assistance], persons);
        var policies = DemoCity.Policies with { Budgets = [budget?.Invoke(whole) ?? whole], Combinations = [] };
        var city = new PipelineCity(policies, change: parts => parts with { Readings = readings ?? new MemoryReadings() });
        await city.GiveAsync(PipelineCity.Xiufang, "civil-affairs", PipelineCity.Assistance, "assistance.means", "assistance.household");
        return city;
    }

    private sealed class BrokenReadings : IPersonReadings
    {
        public ValueTask NoteAsync(
            ReadingQuestion question, Func<ReadingsOfDay, IReadOnlyCollection<PersonReading>> decide, CancellationToken cancellation) =>
            throw new TimeoutException("The store is away.");
    }
}
