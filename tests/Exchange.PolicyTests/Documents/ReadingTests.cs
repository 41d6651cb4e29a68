using Exchange.Policy;
using Exchange.Policy.Documents;
using Exchange.Policy.Vocabularies;
using Exchange.PolicyTests.Fixtures;
using static Exchange.PolicyTests.Fixtures.WrittenPolicies;

namespace Exchange.PolicyTests.Documents;

/// <summary>Every key of the language comes out as the contract says.</summary>
public sealed class ReadingTests
{
    private static readonly TimeSpan CityClock = TimeSpan.FromHours(8);

    [Fact]
    public void Every_condition_on_a_person_is_read()
    {
        var rule = Assert.Single(Read(Rule("a", "Person.alive", "conditions: {"
            + "consent: all, sameRegion: true, case: true, caseSubject: true, emergency: true, ownRecord: true, "
            + """notInState: [protected, minor, child], hours: { from: "08:00", until: "18:30", days: [mon, sun] }, """
            + "from: 2026-01-01T00:00:00+08:00, until: 2027-01-01T00:00:00+08:00 }")).Valid().Rules);
        Assert.Equal(
            new RuleConditions
            {
                Consent = "all", SameRegion = true, Case = true, CaseSubject = true, Emergency = true, OwnRecord = true,
                NotInState = rule.Conditions.NotInState,
                Hours = new DailyHours(new(8, 0), new(18, 30), 0b11),
                From = new(2026, 1, 1, 0, 0, 0, CityClock), Until = new(2027, 1, 1, 0, 0, 0, CityClock),
            },
            rule.Conditions);
        Assert.Equal([RecordState.Protected, RecordState.Minor, RecordState.Child], rule.Conditions.NotInState);
    }

    [Fact]
    public void Hours_without_days_are_those_of_every_day()
    {
        var rule = Assert.Single(Read(Rule("a", "Person.alive", """conditions: { hours: { from: "22:00", until: "06:00" } }""")).Valid().Rules);
        Assert.Equal(new DailyHours(new(22, 0), new(6, 0), DailyHours.EveryDay), rule.Conditions.Hours);
    }

    [Fact]
    public void Hours_that_end_when_they_begin_are_whole_days_where_days_are_named()
    {
        const string Weekend = """conditions: { hours: { from: "00:00", until: "00:00", days: [sat, sun] } }""";
        var hours = Assert.Single(Read(Rule("a", "Person.alive", Weekend)).Valid().Rules).Conditions.Hours!;
        DateTimeOffset At(int day, int hour) => new(2026, 11, day, hour, 0, 0, CityClock);
        Assert.Equal([false, true, true, true, false],
            new[] { At(20, 23), At(21, 0), At(21, 23), At(22, 12), At(23, 0) }.Select(time => hours.Contains(time, CityClock)));
    }

    [Fact]
    public void The_department_on_a_record_and_the_one_place_are_read()
    {
        var rules = ReadOf(
            "grid-centre",
            Rule("a", "DisputeEvent.parties.*", "conditions: { callerDepartment: DisputeEvent.coHandlers }")
            + Rule("b", "Place.rescueNeeds", "conditions: { onePlace: true }")).Valid().Rules;
        Assert.Equal(new Coordinate("DisputeEvent.coHandlers"), rules[0].Conditions.CallerDepartment);
        Assert.True(rules[1].Conditions.OnePlace);
    }

    [Fact]
    public void Obligations_are_read()
    {
        var rule = Assert.Single(Read(Rule("a", "Person.alive", "obligations: { notifyPerson: true, reviewWithinHours: 24, keepDays: 30 }")).Valid().Rules);
        Assert.Equal(new Obligations(true, 24, 30), rule.Obligations);
        Assert.Equal(Obligations.None, Assert.Single(Read(Rule("a", "Person.alive")).Valid().Rules).Obligations);
    }

    [Fact]
    public void A_restriction_has_departments_purposes_states_and_a_time()
    {
        var restriction = Assert.Single(Read(more: """
            restrictions:
              - id: cap
                title: { zh: 题, en: Title }
                cap: [{ fields: [Person.birthDate], level: year }]
                for: { departments: [planning, housing], purposes: [wide], states: [minor] }
                from: 2026-01-01T00:00:00+08:00
                until: 2027-01-01T00:00:00+08:00
            """).Valid().Restrictions);
        Assert.Equal([new("planning"), new DepartmentId("housing")], restriction.Departments);
        Assert.Equal(["wide"], restriction.Purposes);
        Assert.Equal([RecordState.Minor], restriction.States);
        Assert.Equal((new DateTimeOffset(2026, 1, 1, 0, 0, 0, CityClock), new DateTimeOffset(2027, 1, 1, 0, 0, 0, CityClock)),
            (restriction.From!.Value, restriction.Until!.Value));
    }

    [Fact]
    public void A_restriction_means_unconditional_data_too_but_no_keys()
    {
        var restriction = Assert.Single(Read(more: """
            restrictions:
              - { id: cap, title: { zh: 题, en: Title }, cap: [{ fields: [Place.*], level: none }], for: { departments: [housing] } }
            """).Valid().Restrictions);
        Assert.Contains(restriction.Caps, cap => cap.Coordinate.Value == "Place.fullText" && cap.Level == 0);
        Assert.DoesNotContain(restriction.Caps, cap => cap.Coordinate.Value == "Place.building.floors");
    }

    [Fact]
    public void Thresholds_are_read_as_values_or_as_dates()
    {
        var values = Assert.Single(Read(more: "thresholds: [{ field: Person.ageAtLeast, argument: years, values: [14, 18] }]").Valid().Thresholds);
        Assert.Equal((new Coordinate("Person.ageAtLeast"), "years", DateGrid.None), (values.Field, values.Argument, values.Dates));
        Assert.Equal(["14", "18"], values.Values);
        var dates = Assert.Single(ReadOf("hotline", more: "thresholds: [{ field: Place.topicStats, argument: since, dates: quarter }]").Valid().Thresholds);
        Assert.Equal((new Coordinate("Place.topicStats"), DateGrid.Quarter, 0), (dates.Field, dates.Dates, dates.Values.Count));
    }

    [Fact]
    public void Budgets_and_combinations_are_read()
    {
        var policies = Read(guards: """
            budgets:
              - { id: few, title: { zh: 题, en: Title }, for: { departments: [housing], purposes: [wide] }, persons: 500 }
            combinations:
              - id: both
                title: { zh: 题, en: Title }
                span: day
                groups: [[Person.pension.*], [Person.heatRisk, Person.alive]]
                needs: { roles: [chief], purposes: [narrow], case: true, emergency: true }
            """).Valid();
        var budget = Assert.Single(policies.Budgets);
        Assert.Equal(("few", 500, new DepartmentId("housing"), "wide"), (budget.Id, budget.Persons, budget.Departments[0], budget.Purposes[0]));
        var combination = Assert.Single(policies.Combinations);
        Assert.Equal((CombinationSpan.Day, true, true), (combination.Span, combination.Case, combination.Emergency));
        Assert.Equal(["chief"], combination.Roles);
        Assert.Equal(["narrow"], combination.Purposes);
        Assert.Equal([3, 2], combination.Groups.Select(group => group.Count));
    }

    [Theory]
    [InlineData("", 8 * 60)]
    [InlineData("utcOffset: \"-03:30\"\n", -210)]
    [InlineData("utcOffset: \"+00:00\"\n", 0)]
    public void The_city_has_a_clock_and_receivers_that_own_no_data(string line, int minutes)
    {
        var words = Read(vocabulary: line + Terms).Valid().Vocabulary;
        Assert.Equal(TimeSpan.FromMinutes(minutes), words.UtcOffset);
        Assert.Equal(new Receiver(new("planning"), new("规划", "Planning")), words.FindDepartment(new("planning")));
        Assert.Null(words.FindDepartment(new("housing")));
    }

    [Fact]
    public void Tests_travel_with_policies_and_are_not_read_as_policies()
    {
        var documents = new Dictionary<string, string>
        {
            [Words] = Terms, ["clients.yaml"] = "clients: []", [Police] = "department: public-security", ["tests/any.yaml"] = "cases: []",
        };
        PolicyFolder.Parse(documents, Exchange.UnitTests.Fixtures.DemoCity.Standard).Valid();
    }
}
