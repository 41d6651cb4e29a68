using Exchange.Policy.Findings;
using Exchange.Policy.Standard;
using Exchange.PolicyTests.Fixtures;
using Exchange.UnitTests.Fixtures;
using static Exchange.PolicyTests.Fixtures.WrittenPolicies;

namespace Exchange.PolicyTests.Documents;

/// <summary>What is wrong in a document is told with its place, its code and what to do.</summary>
public sealed class MistakeTests
{
    [Theory]
    [InlineData("Person.alive", "conditions: { notInState: [minr] }", "unknown-state", "Did you mean 'minor'?")]
    [InlineData("Person.alive", "conditions: { hours: { from: \"08:00\", until: \"18:00\", days: [mno] } }", "unknown-day", "Did you mean 'mon'?")]
    [InlineData("Person.alive", "conditions: { hours: { from: \"08:00\", until: \"08:00\" } }", "empty-hours", "whole day")]
    [InlineData("Person.alive", "conditions: { hours: { from: \"8\", until: \"18:00\" } }", "bad-time", "\"08:00\"")]
    [InlineData("Person.alive", "conditions: { hours: { from: \"08:00\", until: \"24:00\" } }", "bad-time", "\"08:00\"")]
    [InlineData("Person.alive", "conditions: { hours: { from: \"08:00\" } }", "missing-key", "'until'")]
    [InlineData("Person.alive", "conditions: { ownRecrod: true }", "unknown-key", "Did you mean 'ownRecord'?")]
    [InlineData("Person.alive", "conditions: { onePlace: true }", "never-matches", "Person.alive is not about a place")]
    [InlineData("Person.alive", "conditions: { callerDepartment: DisputeEvent.lead }", "never-matches", "not on that record")]
    [InlineData("PoliceCall.category", "conditions: { callerDepartment: PoliceCall.ownr }", "never-matches", "Did you mean 'PoliceCall.owner'?")]
    [InlineData("PoliceCall.category", "conditions: { callerDepartment: PoliceCall.status }", "never-matches", "is not a department")]
    [InlineData("PoliceCall.category", "conditions: { ownRecord: true }", "never-matches", "nobody's own record")]
    [InlineData("PoliceCall.category", "conditions: { case: true, caseSubject: true }", "never-matches", "belong to a case")]
    [InlineData("PoliceCall.category", "conditions: { notInState: [child] }", "never-matches", "nobody can tell its state")]
    [InlineData("Person.alive", "obligations: { reviewWithinHours: 0 }", "shape", "at least 1")]
    [InlineData("Person.alive", "obligations: { keepDays: 99999 }", "shape", "at most 36500")]
    [InlineData("Person.alive", "obligations: { keepdays: 9 }", "unknown-key", "Did you mean 'keepDays'?")]
    public void A_rule_tells_its_mistake(string fields, string more, string code, string hint) => Read(Rule("a", fields, more)).Only(code, hint);

    [Theory]
    [InlineData("? [a]\n: 1\n? [b]\n: 2", "unknown-key")]
    [InlineData("restrictions: { ? [a] : 1, ? [b] : 2 }", "shape")]
    [InlineData("thresholds: [ \"", "yaml-syntax")]
    public void Text_that_no_reader_expects_is_a_mistake_like_others(string more, string code)
    {
        var finding = Read(more: more).Findings[0];
        Assert.True(finding.Code == code && finding.Line > 0 && finding.Column > 0, $"{finding}");
    }

    [Fact]
    public void A_case_number_that_no_purpose_has_is_asked_of_nobody()
    {
        var open = DemoCity.Standard.Fields.First(field =>
            field is { Classification: < 3, Category: SharingCategory.Conditional, OpenWithObject: false } && field.Owner.Value == "grid-centre");
        var rule = Rule("a", open.Coordinate.Value, "conditions: { case: true }").Replace("purposes: [narrow]", "", StringComparison.Ordinal);
        ReadOf("grid-centre", rule).Valid();
        ReadOf("grid-centre", rule, vocabulary: Terms.Replace(", caseFormat: XX-NNNN", "", StringComparison.Ordinal)).Only("case-format-missing", "no purpose");
    }

    [Fact]
    public void What_is_in_no_region_cannot_be_of_the_same() =>
        ReadOf("market-regulation", Rule("a", "Organization.openComplaints", "conditions: { sameRegion: true }")).Only("never-matches", "is in no region");

    [Fact]
    public void Consent_is_asked_of_persons_alone()
    {
        var words = Terms.Replace("fields: [Person.*, Query.person]", "fields: [PoliceCall.category]", StringComparison.Ordinal);
        Read(Rule("a", "PoliceCall.category", "conditions: { consent: all }"), vocabulary: words).Only("never-matches", "who alone could consent");
    }

    [Fact]
    public void A_key_is_open_with_its_object_and_by_no_rule() =>
        Read(Rule("a", "PoliceCall.eventId")).Only("key-field", "open exactly when its object is");

    [Fact]
    public void A_rule_needs_a_basis() =>
        Read(Rule("a", "Person.alive").Replace("basis: duty", "", StringComparison.Ordinal)).Only("basis-missing", "Person.alive");

    [Theory]
    [InlineData("cap: [{ fields: [Person.birthDate], level: none }], for: { states: [mynor] }", "unknown-state", "Did you mean 'minor'?")]
    [InlineData("cap: [{ fields: [Place.fullText], level: none }], for: { states: [minor] }", "never-matches", "Place.fullText is not about a person")]
    [InlineData("cap: [{ fields: [PoliceCall.eventId], level: none }]", "key-field", "open exactly when")]
    [InlineData("cap: [{ fields: [Person.birthDate], level: none }], for: { roles: [clerk] }", "unknown-key", "'roles'")]
    [InlineData("cap: [{ fields: [Person.birthDate], level: none }], from: 2026-02-01T00:00:00+08:00, until: 2026-01-01T00:00:00+08:00",
        "empty-validity", "before it begins")]
    public void A_restriction_tells_its_mistake(string text, string code, string hint) =>
        Read(more: $"restrictions: [{{ id: cap, title: {{ zh: 题, en: Title }}, {text} }}]").Only(code, hint);

    [Theory]
    [InlineData("field: Person.ageAtLast, argument: years, values: [14]", "unknown-field", "Did you mean 'Person.ageAtLeast'?")]
    [InlineData("field: Person.ageAtLeast, argument: year, values: [14]", "unknown-argument", "Did you mean 'years'?")]
    [InlineData("field: Person.ageAtLeast, argument: years, values: [14, old]", "bad-threshold", "'old' is no value of type Int")]
    [InlineData("field: Person.ageAtLeast, argument: years, values: [014]", "bad-threshold", "'014' is no value of type Int")]
    [InlineData("field: Person.ageAtLeast, argument: years, dates: month", "bad-threshold", "not dates")]
    [InlineData("field: Person.ageAtLeast, argument: years, values: []", "shape", "must not be empty")]
    [InlineData("field: Person.ageAtLeast, argument: years", "selector", "'values'")]
    [InlineData("field: Place.topicStats, argument: since, dates: month", "foreign-field", "departments/hotline.yaml")]
    [InlineData("field: Query.person, argument: pid, values: [a]", "not-a-threshold", "no threshold")]
    public void A_threshold_tells_its_mistake(string text, string code, string hint) => Read(more: $"thresholds: [{{ {text} }}]").Only(code, hint);

    [Fact]
    public void A_threshold_is_listed_once() => Read(more: """
        thresholds:
          - { field: Person.ageAtLeast, argument: years, values: [14] }
          - { field: Person.ageAtLeast, argument: years, values: [18] }
        """).Only("duplicate-field", "one list of values");

    [Theory]
    [InlineData("persons: 0", "shape", "at least 1")]
    [InlineData("persons: 5, for: { departments: [plannig] }", "unknown-department", "Did you mean 'planning'?")]
    [InlineData("persons: 5, for: { roles: [clerk] }", "unknown-key", "'roles'")]
    public void A_budget_tells_its_mistake(string text, string code, string hint) =>
        Read(guards: $"budgets: [{{ id: few, title: {{ zh: 题, en: Title }}, {text} }}]").Only(code, hint);

    [Theory]
    [InlineData("groups: [[Person.alive]], needs: { case: true }", "shape", "at least 2")]
    [InlineData("groups: [[Person.alive], [Person.*]], needs: { case: true }", "overlapping-groups", "Person.alive is in two groups")]
    [InlineData("groups: [[Person.alive], [Person.heatRisk]], needs: {}", "needs-nothing", "Say what they need")]
    [InlineData("groups: [[Person.alive], [Person.heatRisk]], needs: { case: false }", "needs-nothing", "Say what they need")]
    [InlineData("groups: [[Person.alive], [Place.fullText]], needs: { case: true }", "never-matches", "Place.fullText is not about a person")]
    [InlineData("groups: [[Person.alive], [Person.protectedAddress]], needs: { case: true }", "withheld-field", "category N")]
    [InlineData("groups: [[Person.alive], [Person.heatRsk]], needs: { case: true }", "unknown-field", "Did you mean 'Person.heatRisk'?")]
    [InlineData("groups: [[Person.alive], [Person.heatRisk]], needs: { purposes: [wid] }", "unknown-purpose", "Did you mean 'wide'?")]
    [InlineData("groups: [[Query.person], [Person.heatRisk]], needs: { case: true }, span: day", "never-matches", "Query.person is no field of Person")]
    public void A_combination_tells_its_mistake(string text, string code, string hint) =>
        Read(guards: $"combinations: [{{ id: both, {(text.Contains("span", StringComparison.Ordinal) ? "" : "span: answer, ")}"
            + $"title: {{ zh: 题, en: Title }}, {text} }}]").Only(code, hint);

    [Fact]
    public void Ids_are_unique_over_all_documents()
    {
        const string Budget = "budgets: [{ id: a, title: { zh: 题, en: Title }, persons: 5 }]";
        Assert.Contains(Police, Read(Rule("a", "Person.alive"), guards: Budget).Only("duplicate-id", "used already").Message, StringComparison.Ordinal);
        Read(guards: "budgets: [{ id: unconditional, title: { zh: 题, en: Title }, persons: 5 }]").Only("duplicate-id", "built-in");
    }

    [Theory]
    [InlineData("utcOffset: \"8\"", "bad-offset", "+08:00")]
    [InlineData("utcOffset: \"+15:00\"", "bad-offset", "+08:00")]
    public void The_vocabulary_tells_its_mistake(string line, string code, string hint) => Read(vocabulary: $"{line}\n{Terms}").Only(code, hint);

    [Fact]
    public void A_receiver_is_no_department_that_owns_data() =>
        Read(vocabulary: Terms.Replace("code: planning", "code: housing", StringComparison.Ordinal)).Only("duplicate-id", "owns data");

    [Fact]
    public void A_rule_that_another_covers_is_a_warning()
    {
        Read(Rule("a", "Person.birthDate", level: "year") + Rule("b", "Person.birthDate, Person.alive")).Only("shadowed-rule", "'b'", FindingSeverity.Warning);
        Read(Rule("a", "Person.alive") + Rule("b", "Person.alive")).Only("shadowed-rule", "The rule 'b'", FindingSeverity.Warning);
        Read(Rule("a", "Person.alive") + Rule("b", "Person.alive", "conditions: { sameRegion: true, emergency: true }"))
            .Only("shadowed-rule", "The rule 'b'", FindingSeverity.Warning);
        Read(Rule("a", "Person.alive") + Rule("b", "Person.alive").Replace("narrow", "wide", StringComparison.Ordinal))
            .Only("shadowed-rule", "The rule 'a'", FindingSeverity.Warning);
    }

    [Theory]
    [InlineData("notInState: [child]", "notInState: [minor]")]
    [InlineData("case: true", "case: true, caseSubject: true")]
    [InlineData("hours: { from: \"08:00\", until: \"18:00\" }", "hours: { from: \"09:00\", until: \"17:00\" }")]
    [InlineData("hours: { from: \"08:00\", until: \"18:00\" }", "hours: { from: \"08:00\", until: \"18:00\", days: [mon, fri] }")]
    [InlineData("hours: { from: \"18:00\", until: \"08:00\" }", "hours: { from: \"00:00\", until: \"07:00\", days: [mon] }")]
    [InlineData("sameRegion: true", "sameRegion: true, hours: { from: \"08:00\", until: \"18:00\" }")]
    public void A_condition_that_follows_from_another_covers_it(string wider, string narrower)
    {
        var rules = Rule("a", "Person.alive", $"conditions: {{ {narrower} }}") + Rule("b", "Person.alive", $"conditions: {{ {wider} }}");
        Read(rules).Only("shadowed-rule", "The rule 'a'", FindingSeverity.Warning);
    }

    [Theory]
    [InlineData("hours: { from: \"08:00\", until: \"17:00\" }", "hours: { from: \"09:00\", until: \"18:00\" }")]
    [InlineData("hours: { from: \"08:00\", until: \"18:00\", days: [mon, tue] }", "hours: { from: \"09:00\", until: \"17:00\" }")]
    [InlineData("notInState: [protected]", "notInState: [minor]")]
    public void Conditions_that_do_not_follow_cover_nothing(string one, string other) =>
        Read(Rule("a", "Person.alive", $"conditions: {{ {one} }}") + Rule("b", "Person.alive", $"conditions: {{ {other} }}")).Valid();

    [Theory]
    [InlineData("restrictions: [{ id: cap, title: { zh: 题, en: Title }, cap: [{ fields: [Query.events], level: none }] }]", "exchange.yaml")]
    [InlineData("restrictions: [{ id: cap, title: { zh: 题, en: Title }, cap: [{ fields: [Place.events], level: none }] }]", "exchange.yaml")]
    public void A_list_over_several_owners_is_no_single_owners(string more, string hint)
    {
        ReadOf("hotline", more: more).Only("foreign-field", hint);
        Assert.Single(ReadOf("exchange", more: more).Valid().Restrictions);
    }

    [Fact]
    public void A_wide_selector_of_one_owner_leaves_out_the_lists_over_several()
    {
        const string More = "restrictions: [{ id: cap, title: { zh: 题, en: Title }, cap: [{ classification: 1, level: none }] }]";
        var caps = Assert.Single(ReadOf("hotline", more: More).Policies!.Restrictions).Caps;
        Assert.NotEmpty(caps);
        Assert.All(caps, cap => Assert.True(DemoCity.Standard.TryField(cap.Coordinate, out var field) && field.Owner.Value == "hotline", $"{cap}"));
    }

    [Fact]
    public void A_wide_name_that_means_nothing_is_told_even_where_it_names_one_field()
    {
        var alone = DemoCity.Standard.Fields.Where(field => field.Owner.Value != "public-security")
            .GroupBy(field => field.Coordinate.Value[..field.Coordinate.Value.LastIndexOf('.')])
            .First(group => group.Count() == 1 && DemoCity.Standard.Fields.Count(field => field.Coordinate.Value.StartsWith(group.Key + ".", StringComparison.Ordinal)) == 1);
        Read(Rule("a", $"Person.alive, {alone.Key}.*")).Only("empty-selection", alone.Key);
    }

    [Fact]
    public void A_rule_that_opens_anything_of_its_own_is_no_finding()
    {
        var one = Rule("a", "Person.alive", "conditions: { sameRegion: true, emergency: true, until: 2030-01-01T00:00:00+08:00 }");
        string[] others =
        [
            Rule("b", "Person.alive", "conditions: { sameRegion: true, consent: all }"),
            Rule("b", "Person.alive", "conditions: { emergency: true, until: 2029-01-01T00:00:00+08:00 }"),
            Rule("b", "Person.alive", "conditions: { case: true }"),
            Rule("b", "Person.alive").Replace("roles: [clerk]", "roles: [chief]", StringComparison.Ordinal),
            Rule("b", "Person.alive").Replace("departments: [housing]", "departments: [health]", StringComparison.Ordinal),
            Rule("b", "Person.alive").Replace("narrow", "other", StringComparison.Ordinal),
            Rule("b", "Person.name"),
        ];
        Assert.All(others, other => Read(one + other).Valid());
    }

    [Fact]
    public void A_rule_that_restrictions_close_for_good_is_a_warning()
    {
        const string Cap = "restrictions: [{ id: cap, title: { zh: 题, en: Title }, cap: [{ fields: [Person.alive], level: none }]WHOM }]";
        string Whom(string whom) => Cap.Replace("WHOM", whom, StringComparison.Ordinal);
        Read(Rule("a", "Person.alive"), Whom("")).Only("capped-to-none", "the restriction 'cap'", FindingSeverity.Warning);
        Read(Rule("a", "Person.alive"), Whom(", for: { departments: [housing], purposes: [wide] }"))
            .Only("capped-to-none", "Person.alive", FindingSeverity.Warning);
        string[] others = ["for: { departments: [health] }", "for: { purposes: [other] }", "for: { states: [minor] }", "until: 2090-01-01T00:00:00+08:00"];
        Assert.All(others, other => Read(Rule("a", "Person.alive"), Whom(", " + other)).Valid());
    }

    [Fact]
    public void A_restriction_that_leaves_everything_is_a_warning() =>
        Read(more: "restrictions: [{ id: cap, title: { zh: 题, en: Title }, cap: [{ fields: [Person.alive], level: full }] }]")
            .Only("caps-nothing", "'cap'", FindingSeverity.Warning);

    [Fact]
    public void What_is_over_is_a_warning_where_the_time_is_known()
    {
        var rule = Rule("a", "Person.alive", "conditions: { until: 2026-01-01T00:00:00+08:00 }");
        Read(rule).Valid();
        Read(rule, now: DemoCity.Now).Only("ended", "is over", FindingSeverity.Warning);
    }

    [Fact]
    public void Who_belongs_to_a_case_is_asked_by_its_number() =>
        Read(Rule("a", "Person.alive", "conditions: { caseSubject: true }")).Only("case-not-asked", "Add 'case: true'", FindingSeverity.Warning);

    [Fact]
    public void What_takes_no_value_yet_is_opened_in_vain()
    {
        var rule = Rule("a", "Person.ageAtLeast");
        Read(rule).Only("threshold-unlisted", "'years' takes no value", FindingSeverity.Warning);
        Read(rule, "thresholds: [{ field: Person.ageAtLeast, argument: years, values: [14] }]").Valid();
    }

    [Fact]
    public void Nobody_is_told_of_what_is_about_nobody() =>
        Read(Rule("a", "PoliceCall.category", "obligations: { notifyPerson: true }")).Only("nobody-to-notify", "'notifyPerson'", FindingSeverity.Warning);
}
