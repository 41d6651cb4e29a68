using Exchange.Pipeline.Guards;
using Exchange.Policy;
using Exchange.Policy.Documents;
using Exchange.Policy.Standard;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.Pipeline.Guards;

/// <summary>A day that is counted again from the access log goes on where the lost one ended.</summary>
public sealed class RecordedReadingsTests
{
    private const string Pension = "Person.pension.receives";
    private const string Insured = "Person.socialInsurance.isInsured";
    private const string Party = "DisputeEvent.parties.person";
    private const string Told = """{"person":{"socialInsurance":{"isInsured":true}}}""";

    [Fact]
    public async Task A_budget_that_was_used_up_is_used_up_by_the_log()
    {
        var before = await CityAsync(new MemoryReadings());
        await AskAsync(before, PipelineCity.Xiufang, "alive");
        await AskAsync(before, PipelineCity.Li, "alive");
        Assert.Equal(["Query.person BUDGET_EXCEEDED 1"], (await AskAsync(before, PipelineCity.Lei, "alive")).Withheld);

        var after = await CityAsync(await CountedAsync(before, before.Clock.GetUtcNow(), expected: 2));

        Assert.Equal(["Query.person BUDGET_EXCEEDED 1"], (await AskAsync(after, PipelineCity.Lei, "alive")).Withheld);
        Assert.NotEqual("""{"person":null}""", (await AskAsync(after, PipelineCity.Li, "alive")).Data);
    }

    [Fact]
    public async Task Whoever_a_link_led_to_counts_by_the_log_though_everything_of_her_was_closed()
    {
        var before = await CityAsync(new MemoryReadings());
        await AskAsync(before, PipelineCity.Xiufang, "household { members { name } }");
        Assert.Equal(["Query.person BUDGET_EXCEEDED 1"], (await AskAsync(before, PipelineCity.Li, "alive")).Withheld);

        var after = await CityAsync(await CountedAsync(before, before.Clock.GetUtcNow(), expected: 2));

        Assert.Equal(["Query.person BUDGET_EXCEEDED 1"], (await AskAsync(after, PipelineCity.Li, "alive")).Withheld);
    }

    [Fact]
    public async Task Whoever_an_item_was_about_counts_by_the_log_and_who_was_refused_does_not()
    {
        var before = await CityAsync(new MemoryReadings(), persons: 100);
        await before.AskAsync(AboutPersonTests.Query);
        await AskAsync(before, PipelineCity.Zhao, "alive");

        await CountedAsync(before, before.Clock.GetUtcNow(), expected: 3);
    }

    [Fact]
    public async Task Whoever_an_item_was_about_counts_by_the_log_though_the_link_to_her_was_refused()
    {
        var before = await CityAsync(new MemoryReadings(), opens: Party);
        before.Facts.Replace(PipelineCity.Li, """{"exists":true,"region":"990121001002","protected":false}""");
        var answer = await before.AskAsync(
            $$"""{ event(eventId: "{{PipelineCity.Dispute}}") { ... on DisputeEvent { parties { label person { pid } } } } }""");
        Assert.Contains("乙", answer.Data, StringComparison.Ordinal);
        Assert.Contains("Person.pid OUTSIDE_JURISDICTION 1", answer.Withheld);
        Assert.Equal(["Query.person BUDGET_EXCEEDED 1"], (await AskAsync(before, PipelineCity.Lei, "alive")).Withheld);

        // The third is whoever an item was about whom nobody knows: the log does not say that it was not given.
        var after = await CityAsync(await CountedAsync(before, before.Clock.GetUtcNow(), expected: 3));

        Assert.Equal(["Query.person BUDGET_EXCEEDED 1"], (await AskAsync(after, PipelineCity.Lei, "alive")).Withheld);
    }

    [Fact]
    public async Task Of_a_combination_the_group_that_was_read_is_known_by_the_log()
    {
        var before = await CityAsync(new MemoryReadings(), persons: 100);
        Assert.Equal(Told, (await AskAsync(before, PipelineCity.Xiufang, "socialInsurance { isInsured }")).Data);

        var after = await CityAsync(await CountedAsync(before, before.Clock.GetUtcNow(), expected: 2), persons: 100);

        Assert.Equal("""{"person":{"pension":{"receives":null}}}""", (await AskAsync(after, PipelineCity.Xiufang, "pension { receives }")).Data);
        Assert.Equal(Told, (await AskAsync(after, PipelineCity.Xiufang, "socialInsurance { isInsured }")).Data);
    }

    [Fact]
    public async Task What_is_counted_already_and_what_was_read_on_another_day_adds_nothing()
    {
        var readings = new MemoryReadings();
        var city = await CityAsync(readings);
        await AskAsync(city, PipelineCity.Xiufang, "alive");

        var again = Recorded(city, city.Clock.GetUtcNow());
        Assert.Equal(0, await again.CountAsync(readings, TestContext.Current.CancellationToken));
        await CountedAsync(city, city.Clock.GetUtcNow().AddDays(1), expected: 0);
        Assert.False(again.IsBefore(city.Log.Records[0]));
        Assert.True(Recorded(city, city.Clock.GetUtcNow().AddDays(1)).IsBefore(city.Log.Records[0]));
    }

    private static RecordedReadings Recorded(PipelineCity city, DateTimeOffset now)
    {
        var recorded = new RecordedReadings(city.Snapshot, now);
        foreach (var record in city.Log.Records.Reverse())
        {
            recorded.Take(record);
        }

        return recorded;
    }

    private static async Task<MemoryReadings> CountedAsync(PipelineCity city, DateTimeOffset now, int expected)
    {
        var readings = new MemoryReadings();
        Assert.Equal(expected, await Recorded(city, now).CountAsync(readings, TestContext.Current.CancellationToken));
        return readings;
    }

    private static Task<PipelineAnswer> AskAsync(PipelineCity city, string citizenNo, string fields) =>
        city.AskAsync($$"""{ person(citizenNo: "{{citizenNo}}") { {{fields}} } }""");

    private static async Task<PipelineCity> CityAsync(IPersonReadings readings, int persons = 2, string? opens = null)
    {
        var budget = new PersonBudget("test-budget", new Title("额度", "Budget"), [new DepartmentId("civil-affairs")], [PipelineCity.Assistance], persons);
        var combination = new Combination
        {
            Id = "test-combination",
            Title = new Title("组合", "Combination"),
            Groups = [[new Coordinate(Pension)], [new Coordinate(Insured)]],
            Span = CombinationSpan.Day,
            Emergency = true,
        };
        var policies = AboutPersonTests.Policies with { Budgets = [budget], Combinations = [combination] };
        if (opens is not null && DemoCity.Standard.TryField(new Coordinate(opens), out var field))
        {
            var rule = policies.Rules[^1] with { Id = "test-link", Opens = [new FieldLevel(field.Coordinate, field.Ladder.Full)] };
            policies = policies with { Rules = [.. policies.Rules, rule] };
        }

        var city = new PipelineCity(policies, change: parts => parts with { Readings = readings });
        AboutPersonTests.Report(city);
        foreach (var person in new[] { PipelineCity.Xiufang, PipelineCity.Li, PipelineCity.Lei })
        {
            await city.GiveAsync(person, "civil-affairs", PipelineCity.Assistance, "assistance.means", "assistance.household");
        }

        return city;
    }
}
