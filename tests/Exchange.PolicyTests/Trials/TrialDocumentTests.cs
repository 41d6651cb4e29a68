using Exchange.Policy.Documents;
using Exchange.Policy.Trials;
using Exchange.PolicyTests.Comparison;
using Exchange.UnitTests.Fixtures;

namespace Exchange.PolicyTests.Trials;

public sealed class TrialDocumentTests
{
    [Fact]
    public void Every_mistake_is_found_at_once_with_its_place()
    {
        var report = Run("""
            cases:
              - name: mistakes
                caller: { client: housing-clark, purpose: housing.alocation, cas: X }
                record: { consents: [housing.mean], states: [old] }
                time: noon
                expect:
                  Person.propety.owns: full
                  Person.citizenNo: last5
                  Person.alive: NOT_PERMITED
            """);
        Assert.Equal(
            [
                "bad-time 5", "shape 4", "unknown-client 3", "unknown-field 7", "unknown-key 3", "unknown-level 8", "unknown-level 9", "unknown-purpose 3",
                "unknown-scope 4",
            ],
            report.Findings.Select(finding => $"{finding.Code} {finding.Line}").Order(StringComparer.Ordinal));
        Assert.Contains(report.Findings, finding => finding.Message.Contains("Did you mean 'housing.allocation'?", StringComparison.Ordinal));
        Assert.Empty(report.Results);
        Assert.Equal((0, report.Findings.Count, false), (report.Passed, report.Failed, report.IsPassed));
    }

    [Theory]
    [InlineData("expect: {}", 1)]
    [InlineData("expect: {}, rest: closed", 0)]
    public void A_case_that_expects_nothing_is_a_mistake(string expect, int findings)
    {
        var report = Run($$"""
            cases:
              - { name: none, caller: { client: hotline-hotline-agent, purpose: hotline.routing }, {{expect}} }
            """);
        Assert.Equal(Enumerable.Repeat("expects-nothing", findings), report.Findings.Select(finding => finding.Code));
    }

    [Fact]
    public void A_key_that_is_open_with_its_object_is_never_closed_by_what_is_expected_of_it()
    {
        var report = Run("""
            cases:
              - name: key
                caller: { client: planning-planner, purpose: statistics.planning }
                expect: { HotlineCase.eventId: closed, HotlineCase.*: closed }
            """);

        var failure = Assert.Single(Assert.Single(report.Results).Failures);
        Assert.Equal(("HotlineCase.eventId", "full"), (failure.Coordinate.Value, failure.Actual));
    }

    [Theory]
    [InlineData("{ client: hotline-hotline-agent, department: hotline }")]
    [InlineData("{ purpose: hotline.routing }")]
    public void A_case_names_a_client_or_a_department(string caller)
    {
        var report = Run($$"""
            cases:
              - { name: who, caller: {{caller}}, expect: { Person.name: closed } }
            """);
        Assert.Equal("selector", Assert.Single(report.Findings).Code);
    }

    [Fact]
    public void A_case_that_comes_out_otherwise_fails_with_what_was_decided()
    {
        var report = Run("""
            cases:
              - name: right
                caller: { client: social-security-pension-clerk, purpose: pension.verification }
                expect: { Person.citizenNo: last4, Person.name: closed }
              - name: wrong
                caller: { client: social-security-pension-clerk, purpose: pension.verification }
                expect: { Person.citizenNo: full, Person.name: CONSENT_MISSING, Person.alive: closed, Person.deathDate: full }
            """);
        Assert.Equal((1, 1, false), (report.Passed, report.Failed, report.IsPassed));
        Assert.Equal(5, report.Results[1].Line);
        Assert.Equal(
            ["Person.citizenNo full last4", "Person.name CONSENT_MISSING NOT_PERMITTED", "Person.alive closed full"],
            report.Results[1].Failures.Select(failure => $"{failure.Coordinate} {failure.Expected} {failure.Actual}"));
    }

    [Fact]
    public void The_rest_is_closed_only_where_every_other_conditional_field_is()
    {
        var report = Run("""
            cases:
              - name: one forgotten
                caller: { client: public-security-register-clerk, purpose: register.maintenance }
                expect:
                  Query.person: full
                  Query.people: full
                  Person.pid: full
                  Organization.foodPermit.*: full
                  Organization.lastInspection.*: full
                rest: closed
            """);
        Assert.Equal("Person.deathDate", Assert.Single(Assert.Single(report.Results).Failures).Coordinate.Value);
    }

    [Fact]
    public void What_a_case_does_not_say_of_the_record_does_not_hold()
    {
        var report = Run("""
            cases:
              - name: nothing said
                caller: { client: health-community-doctor, purpose: care.heat }
                expect: { Person.heatRisk: OUTSIDE_JURISDICTION }
              - name: the region alone
                caller: { client: health-community-doctor, purpose: care.heat }
                record: { region: "990102" }
                expect: { Person.heatRisk: CONSENT_MISSING }
            """);
        Assert.True(report.IsPassed);
    }

    [Theory]
    [InlineData("{ region: same }", "OUTSIDE_JURISDICTION", "full")]
    [InlineData("{ region: other, consents: [care.heat] }", "OUTSIDE_JURISDICTION", "OUTSIDE_JURISDICTION")]
    [InlineData("{ region: same, consents: [care.heat], states: [minor] }", "OUTSIDE_JURISDICTION", "full")]
    [InlineData("{ region: same, consents: [care.heat], states: [protected] }", "OUTSIDE_JURISDICTION", "full")]
    [InlineData("{ region: same, consents: [care.heat] }", "full", "full")]
    public void A_look_up_tells_nothing_of_whom_it_names_that_presence_does_not(string record, string lookup, string presence) => Assert.True(
        Run(
            PolicyEdit.Rule("ps-heat-lookup", rule => rule with
            {
                Conditions = rule.Conditions with { Consent = "care.heat", NotInState = [RecordState.Protected, RecordState.Minor] },
            }),
            $$"""
            cases:
              - name: a look-up
                caller: { client: health-community-doctor, purpose: care.heat }
                record: {{record}}
                expect: { Query.person: {{lookup}}, Person.pid: {{presence}} }
            """).IsPassed);

    [Theory]
    [InlineData("region: other, states: [child]", "OUTSIDE_JURISDICTION")]
    [InlineData("region: same, states: [child]", "NOT_PERMITTED")]
    [InlineData("region: same", "CONSENT_MISSING")]
    public void A_child_elsewhere_looks_like_anybody_elsewhere(string record, string reason) => Assert.True(
        Run(
            PolicyEdit.Rule("he-heat-risk", rule => rule with { Conditions = rule.Conditions with { NotInState = [RecordState.Minor] } }),
            $$"""
            cases:
              - name: a child
                caller: { client: health-community-doctor, purpose: care.heat }
                record: { {{record}} }
                expect: { Person.heatRisk: {{reason}} }
            """).IsPassed);

    [Fact]
    public void A_look_up_is_tried_with_presence()
    {
        var asking = PolicyEdit.Rule("ex-heat-pid", rule => rule with { Conditions = rule.Conditions with { Consent = "care.heat" } });
        var closed = PolicyEdit.Rule("ex-heat-pid", _ => null);
        string Expecting(string lookup, string presence) => $$"""
            cases:
              - name: no consent
                caller: { client: health-community-doctor, purpose: care.heat }
                record: { region: same }
                expect: { Query.person: {{lookup}}, Query.people: {{lookup}}, Person.pid: {{presence}} }
            """;
        Assert.True(Run(asking, Expecting("OUTSIDE_JURISDICTION", "CONSENT_MISSING")).IsPassed);
        Assert.True(Run(closed, Expecting("NOT_PERMITTED", "NOT_PERMITTED")).IsPassed);
    }

    private static TrialReport Run(string text) => Run(DemoCity.Policies, text);

    private static TrialReport Run(PolicySet policies, string text) =>
        PolicyTrials.Run(DemoCity.Standard, policies, new Dictionary<string, string> { ["tests/some.yaml"] = text, ["vocabulary.yaml"] = "" });
}
