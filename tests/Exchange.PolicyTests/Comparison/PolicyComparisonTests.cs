using System.Globalization;
using Exchange.Policy;
using Exchange.Policy.Comparison;
using Exchange.Policy.Documents;
using Exchange.Policy.Standard;
using Exchange.Policy.Vocabularies;
using Exchange.UnitTests.Fixtures;

namespace Exchange.PolicyTests.Comparison;

public sealed class PolicyComparisonTests
{
    private static readonly Title Untitled = new("题", "title");

    [Fact]
    public void A_version_does_not_differ_from_itself()
    {
        var difference = Compare(DemoCity.Policies);
        Assert.True(difference.IsEmpty);
        Assert.False(difference.OpensAnything);
        Assert.Empty(difference.Summary);
    }

    [Fact]
    public void Policies_written_otherwise_that_decide_alike_differ_in_no_line()
    {
        var rule = PolicyEdit.Demo("ss-assistance-means");
        var halves = rule.Opens.Select((open, i) => rule with { Id = $"half-{i}", Opens = [open] });
        var after = DemoCity.Policies with { Rules = [.. DemoCity.Policies.Rules.Where(other => other.Id != rule.Id).Reverse(), .. halves] };
        var difference = Compare(after);
        Assert.Empty(difference.Lines);
        Assert.Equal(["rule half-0", "rule half-1", "rule ss-assistance-means"], difference.Terms.Select(term => $"{term.Kind} {term.Id}").Order());
        Assert.False(difference.OpensAnything);
    }

    [Fact]
    public void A_rule_that_is_gone_is_what_its_department_loses_and_back_what_it_gains()
    {
        var after = PolicyEdit.Rule("he-heat-risk", _ => null);
        var lost = Compare(after);
        Assert.Equal("health community-doctor, care.heat: loses Person.heatRisk (was at full, with consent care.heat and same region)", Sentence(lost.Losses));
        Assert.False(lost.OpensAnything);
        Assert.Equal([new DifferenceSummary(new DepartmentId("health"), 4, 0, 1, 0, 0)], lost.Summary);

        var gained = PolicyComparison.Compare(DemoCity.Standard, after, DemoCity.Policies, DemoCity.Now);
        Assert.Equal("health community-doctor, care.heat: gains Person.heatRisk at full, with consent care.heat and same region", Sentence(gained.Gains));
        Assert.Contains("社区医生（community-doctor）", gained.Gains[0].Sentence.Zh, StringComparison.Ordinal);
        Assert.True(gained.OpensAnything);
    }

    [Fact]
    public void A_case_number_that_is_no_longer_asked_for_is_a_wider_condition()
    {
        var after = PolicyEdit.Rule("ss-assistance-means", rule => rule with { Conditions = rule.Conditions with { Case = false } });
        Assert.Equal(
            "civil-affairs assistance-officer, assistance.eligibility: changes conditions of Person.pension.receives, Person.socialInsurance.isInsured: "
            + "was at full, with case number and consent assistance.means and same region; is at full, with consent assistance.means and same region (wider)",
            Ordered(Sentence(Compare(after).Conditions)));
        Assert.True(Compare(after).OpensAnything);
    }

    [Fact]
    public void Another_level_is_told_with_what_was_and_is()
    {
        var after = PolicyEdit.Rule("ps-heat-street", rule => rule with { Opens = [new FieldLevel(new Coordinate("Person.registeredAddress"), 3)] });
        var line = Assert.Single(Compare(after).Levels);
        Assert.Equal((DifferenceKind.ChangesLevel, true, false), (line.Kind, line.Opens, line.Closes));
        Assert.Equal(("street", "community"), (line.Before.Single().Level, line.After.Single().Level));
    }

    [Fact]
    public void A_way_beside_another_that_adds_nothing_is_no_difference()
    {
        var rule = PolicyEdit.Demo("ca-heat-visit") with { Id = "again" };
        var stricter = rule with { Conditions = rule.Conditions with { Emergency = true, NotInState = [RecordState.Minor] } };
        Assert.Empty(Compare(PolicyEdit.With(stricter)).Lines);
    }

    [Fact]
    public void Not_a_minor_is_not_a_child_either()
    {
        var rule = PolicyEdit.Demo("he-heat-risk");
        PolicySet States(params RecordState[] states) =>
            PolicyEdit.Rule(rule.Id, _ => rule with { Conditions = rule.Conditions with { NotInState = states } });
        Assert.Empty(PolicyComparison.Compare(
            DemoCity.Standard, States(RecordState.Minor), States(RecordState.Minor, RecordState.Child), DemoCity.Now).Lines);
        var narrower = PolicyComparison.Compare(DemoCity.Standard, States(RecordState.Child), States(RecordState.Minor), DemoCity.Now);
        Assert.Equal((false, true), (Assert.Single(narrower.Conditions).Opens, narrower.Conditions[0].Closes));
    }

    [Fact]
    public void Hours_that_together_are_the_same_hours_are_no_difference()
    {
        var rule = PolicyEdit.Demo("he-heat-risk");
        PolicyRule During(string id, int from, int until) => rule with
        {
            Id = id,
            Conditions = rule.Conditions with { Hours = new DailyHours(new TimeOnly(from, 0), new TimeOnly(until, 0), DailyHours.EveryDay) },
        };
        var whole = PolicyEdit.Rule(rule.Id, _ => During(rule.Id, 8, 18));
        var parts = PolicyEdit.Rule(rule.Id, _ => During(rule.Id, 8, 12)) is var half
            ? half with { Rules = [.. half.Rules, During("afternoon", 11, 18)] }
            : half;
        Assert.Empty(PolicyComparison.Compare(DemoCity.Standard, whole, parts, DemoCity.Now).Lines);
        var longer = PolicyEdit.Rule(rule.Id, _ => During(rule.Id, 8, 19));
        Assert.True(Assert.Single(PolicyComparison.Compare(DemoCity.Standard, parts, longer, DemoCity.Now).Conditions).Opens);
    }

    [Fact]
    public void What_begins_or_ends_ahead_is_told_with_its_time()
    {
        var (from, until) = (DemoCity.Now.AddDays(2), DemoCity.Now.AddDays(9));
        var after = PolicyEdit.With(new PolicyRule
        {
            Id = "for-a-week",
            Owner = new DepartmentId("civil-affairs"),
            Title = Untitled,
            Opens = [new FieldLevel(new Coordinate("Person.deathDate"), 1)],
            Departments = [new DepartmentId("housing")],
            Roles = ["housing-clerk"],
            Purposes = ["housing.allocation"],
            Basis = "consent",
            Conditions = RuleConditions.None with { From = from, Until = until },
        });
        var line = Assert.Single(Compare(after).Gains);
        Assert.Equal((from, until), (line.From, line.Until));
        Assert.EndsWith("from 2026-11-23T10:00:00+08:00 until 2026-11-30T10:00:00+08:00", line.Sentence.En, StringComparison.Ordinal);
    }

    [Fact]
    public void A_restriction_on_unconditional_data_is_one_line_for_everybody()
    {
        var field = DemoCity.Standard.Fields.First(field => field.Category == SharingCategory.Unconditional);
        var after = PolicyEdit.With(new Restriction
        {
            Id = "closed", Owner = field.Owner, Title = Untitled, Caps = [new FieldLevel(field.Coordinate, 0)], Departments = [], Purposes = [],
        });
        var difference = Compare(after);
        var line = Assert.Single(difference.Lines);
        Assert.Equal($"every department, with or without a purpose: loses {field.Coordinate} (was at full)", line.Sentence.En);
        Assert.True(line.WithoutPurpose);
        Assert.False(difference.OpensAnything);
        Assert.Equal("restriction closed", Assert.Single(difference.Terms) is var term ? $"{term.Kind} {term.Id}" : "");
    }

    [Fact]
    public void A_restriction_on_some_records_is_a_condition()
    {
        var after = PolicyEdit.With(new Restriction
        {
            Id = "minors",
            Owner = new DepartmentId("health"),
            Title = Untitled,
            Caps = [new FieldLevel(new Coordinate("Person.heatRisk"), 0)],
            Departments = [new DepartmentId("health")],
            Purposes = [],
            States = [RecordState.Minor],
        });
        Assert.EndsWith(
            "is at full, with consent care.heat and not under 18 and same region (narrower)", Sentence(Compare(after).Conditions), StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_department_is_told_to_answer_is_told_too()
    {
        var after = PolicyEdit.Rule("he-heat-risk", rule => rule with { Joins = [new Coordinate("Person.birthDate")] });
        var line = Assert.Single(Compare(after).Gains);
        Assert.Equal((FieldUse.Joins, "Person.birthDate", "Person.heatRisk"), (line.Use, line.Coordinates.Single().Value, line.JoinedFor!.Value.Value));
        Assert.True(line.Opens);
    }

    [Fact]
    public void What_a_restriction_lets_be_told_one_day_is_told_too()
    {
        var birth = new Coordinate("Person.birthDate");
        var joining = PolicyEdit.Rule("he-heat-risk", rule => rule with { Joins = [birth] });
        var cap = new Restriction
        {
            Id = "not-told", Owner = new("public-security"), Title = Untitled, Caps = [new FieldLevel(birth, 0)], Departments = [], Purposes = [],
        };
        var day = DemoCity.Now.AddDays(30);
        var lines = PolicyComparison.Compare(
            DemoCity.Standard,
            joining with { Restrictions = [.. joining.Restrictions, cap] },
            joining with { Restrictions = [.. joining.Restrictions, cap with { Until = day }] },
            DemoCity.Now).Gains;
        var told = Assert.Single(lines, line => line.Use == FieldUse.Joins);
        Assert.Equal((birth, new Coordinate("Person.heatRisk"), day, true), (told.Coordinates.Single(), told.JoinedFor, told.From, told.Opens));
    }

    [Theory]
    [InlineData("9999-12-31T23:59:59Z")]
    [InlineData("9999-12-30T12:00:00Z")]
    public void A_rule_until_the_end_of_time_can_be_compared(string end)
    {
        var until = DateTimeOffset.Parse(end, CultureInfo.InvariantCulture);
        var hours = new DailyHours(new TimeOnly(22, 0), new TimeOnly(6, 0), DailyHours.EveryDay);
        var line = Assert.Single(Compare(PolicyEdit.Rule("he-heat-risk", rule => rule with
        {
            Conditions = rule.Conditions with { Hours = hours, Until = until },
        })).Conditions);
        Assert.True(line is { Opens: false, Closes: true });
    }

    [Fact]
    public void A_look_up_is_gained_and_lost_with_presence()
    {
        var without = PolicyEdit.Rule("ex-heat-pid", _ => null);
        var gained = Assert.Single(PolicyComparison.Compare(DemoCity.Standard, without, DemoCity.Policies, DemoCity.Now).Gains);
        Assert.Equal(["Person.pid", "Query.people", "Query.person"], gained.Coordinates.Select(field => field.Value).Order(StringComparer.Ordinal));
        Assert.Equal("health", Assert.Single(gained.Departments).Value);
        Assert.Equal(3, Assert.Single(Compare(without).Losses).Coordinates.Count);

        var lookup = PolicyEdit.Demo("ps-heat-lookup");
        Assert.Empty(PolicyComparison.Compare(
            DemoCity.Standard, without, without with { Rules = [.. without.Rules.Where(rule => rule.Id != lookup.Id)] }, DemoCity.Now).Lines);
    }

    [Fact]
    public void What_presence_asks_for_is_a_condition_of_look_ups_and_its_times_are_theirs()
    {
        var day = DemoCity.Now.AddDays(30);
        var urgent = Compare(PolicyEdit.Rule("ex-heat-pid", rule => rule with { Conditions = rule.Conditions with { Emergency = true } }));
        var ending = Compare(PolicyEdit.Rule("ex-heat-pid", rule => rule with { Conditions = rule.Conditions with { Until = day } }));

        Assert.EndsWith("is at full, with declared emergency and same region (narrower)", Sentence(urgent.Conditions), StringComparison.Ordinal);
        Assert.Equal(3, urgent.Conditions[0].Coordinates.Count);
        Assert.Equal((day, 3), Assert.Single(ending.Losses) is var line ? (line.From, line.Coordinates.Count) : default);
    }

    [Fact]
    public void A_department_that_asks_and_owns_nothing_is_in_the_space()
    {
        var line = Assert.Single(Compare(PolicyEdit.Rule("he-own-data", _ => null)).Losses);
        Assert.Equal("residents", Assert.Single(line.Departments).Value);
    }

    [Fact]
    public void Every_opened_cell_of_the_demo_is_a_gain_over_no_rules_at_all()
    {
        var none = DemoCity.Policies with { Rules = [] };
        var difference = PolicyComparison.Compare(DemoCity.Standard, none, DemoCity.Policies, DemoCity.Now);
        Assert.Empty(difference.Losses.Concat(difference.Levels).Concat(difference.Conditions));
        var opened = DemoCity.Policies.Rules.SelectMany(rule => rule.Opens).Select(open => open.Coordinate).ToHashSet();
        Assert.Equal(opened.Count, difference.Gains.SelectMany(line => line.Coordinates).Distinct().Count());
        var cells = difference.Gains.SelectMany(line =>
            from department in line.Departments from role in line.Roles from purpose in line.Purposes from field in line.Coordinates
            select (department, role, purpose, field)).ToList();
        Assert.Equal(cells.Count, cells.Distinct().Count());
    }

    [Fact]
    public void What_differs_alike_stands_in_one_line_in_whatever_order_roles_are_named()
    {
        var (words, parent) = (DemoCity.Policies.Vocabulary, DemoCity.Policies.Vocabulary.FindPurpose("assistance.eligibility")!);
        var narrower = parent with { Code = "assistance.review", Parent = parent.Code };
        var lines = Compare(DemoCity.Policies with
        {
            Vocabulary = new Vocabulary(words.Roles, [.. words.Purposes, narrower], words.Bases, words.Scopes) { Departments = words.Departments },
        }).Gains;

        var permits = Assert.Single(lines, line => line.Coordinates.Contains(new Coordinate("Organization.foodPermit.no")));
        Assert.Equal((8, 11), (permits.Departments.Count, permits.Roles.Count));
        Assert.Equal(4, lines.Count);
    }

    private static PolicyDifference Compare(PolicySet after) =>
        PolicyComparison.Compare(DemoCity.Standard, DemoCity.Policies, after, DemoCity.Now);

    private static string Sentence(IReadOnlyList<DifferenceLine> lines) => Assert.Single(lines).Sentence.En;

    // The order of fields is that of the standard; what this test says is which.
    private static string Ordered(string sentence) => sentence.Replace(
        "Person.socialInsurance.isInsured, Person.pension.receives", "Person.pension.receives, Person.socialInsurance.isInsured", StringComparison.Ordinal);
}
