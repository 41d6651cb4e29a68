using Exchange.Policy.Documents;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.Pipeline.Conditions;

public sealed class HoursTests
{
    private const string Alive = $$"""{ person(citizenNo: "{{PipelineCity.Xiufang}}") { alive } }""";

    [Fact]
    public async Task A_rule_opens_within_its_hours_of_the_citys_day_and_a_kept_plan_does_not_outlive_them()
    {
        var hours = new RuleConditions { Hours = new DailyHours(new TimeOnly(8, 0), new TimeOnly(18, 0), DailyHours.EveryDay) };
        var city = new PipelineCity(ConditionRules.Only(
            ConditionRules.ToOfficer("entry", RuleConditions.None, "Query.person", "Person.pid"), ConditionRules.ToOfficer("day", hours, "Person.alive")));

        // The clock stands at 08:00 UTC: 16:00 in the city.
        var afternoon = await city.AskAsync(Alive);
        city.Clock.Advance(TimeSpan.FromHours(2));
        var evening = await city.AskAsync(Alive);

        Assert.Empty(afternoon.Withheld);
        Assert.Equal(["Person.alive NOT_PERMITTED 1"], evening.Withheld);
        Assert.Single(city.Police.Requests);
    }

    [Fact]
    public async Task Days_are_those_of_the_city()
    {
        var saturday = new RuleConditions { Hours = new DailyHours(new TimeOnly(0, 0), new TimeOnly(0, 0), 1 << (int)DayOfWeek.Saturday) };
        var city = new PipelineCity(ConditionRules.Only(
            ConditionRules.ToOfficer("entry", RuleConditions.None, "Query.person", "Person.pid"),
            ConditionRules.ToOfficer("saturday", saturday, "Person.alive")));

        // 21 November 2026 is a Saturday; at 16:00 UTC it is over in the city.
        var day = await city.AskAsync(Alive);
        city.Clock.Advance(TimeSpan.FromHours(8));
        var sunday = await city.AskAsync(Alive);

        Assert.Empty(day.Withheld);
        Assert.Equal(["Person.alive NOT_PERMITTED 1"], sunday.Withheld);
    }
}
