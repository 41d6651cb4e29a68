using Exchange.Policy.Decisions;
using Exchange.Policy.Documents;
using Exchange.Policy.Trials;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.Pipeline;

/// <summary>The look-ups of persons as policies are tried and explained beside those that are answered.</summary>
public sealed class TriedLookupTests
{
    [Fact]
    public void The_look_ups_that_are_explained_with_presence_are_those_that_are_answered_with_it() =>
        Assert.Equal(
            new PipelineCity().Snapshot.PersonLookups.Order(StringComparer.Ordinal),
            new PersonLookups(DemoCity.Standard).All.Select(lookup => lookup.Value).Order(StringComparer.Ordinal));

    [Fact]
    public async Task A_look_up_is_tried_as_it_is_answered()
    {
        var consent = RuleConditions.None with { Consent = "assistance.means", SameRegion = true, Case = true };
        var minor = RuleConditions.None with { NotInState = [RecordState.Minor], SameRegion = true, Case = true };
        var closed = RuleConditions.None with { Until = DemoCity.Now };
        await TriedAsync(DemoCity.Policies, PipelineCity.Xiufang, "{ region: same }", "full");
        await TriedAsync(DemoCity.Policies, PipelineCity.Zhao, "{ region: other }", "OUTSIDE_JURISDICTION");
        foreach (var rule in (string[])["ps-assistance-lookup", "ex-assistance-pid"])
        {
            await TriedAsync(With(rule, consent), PipelineCity.Xiufang, "{ region: same, consents: [assistance.means] }", "full");
            await TriedAsync(With(rule, consent), PipelineCity.Lei, "{ region: same }", "OUTSIDE_JURISDICTION");
            await TriedAsync(With(rule, minor), PipelineCity.Xiufang, "{ region: same, states: [child] }", "OUTSIDE_JURISDICTION");
            await TriedAsync(With(rule, closed), PipelineCity.Xiufang, "{ region: same }", "NOT_PERMITTED");
        }
    }

    private static PolicySet With(string rule, RuleConditions conditions) => DemoCity.Policies with
    {
        Rules = [.. DemoCity.Policies.Rules.Select(each => each.Id == rule ? each with { Conditions = conditions } : each)],
    };

    // What comes out of a request, and of a case of the tests of policies that says the same of the person.
    private static async Task TriedAsync(PolicySet policies, string number, string record, string outcome)
    {
        var city = await PipelineCity.WithConsentsAsync(policies);
        var answer = await city.AskAsync($$"""{ person(citizenNo: "{{number}}") { pid } }""");
        var report = PolicyTrials.Run(DemoCity.Standard, policies, new Dictionary<string, string>
        {
            ["tests/look-up.yaml"] = $$"""
                cases:
                  - name: {{outcome}}
                    caller: { client: {{PipelineCity.Officer}}, purpose: {{PipelineCity.Assistance}}, case: {{PipelineCity.Case}} }
                    time: "{{DemoCity.Now:yyyy-MM-ddTHH:mm:sszzz}}"
                    record: {{record}}
                    expect: { Query.person: {{outcome}} }
                """,
        });

        Assert.Equal(outcome == "full" ? [] : [$"Query.person {outcome} 1"], answer.Withheld);
        Assert.True(report.IsPassed, string.Join('\n', report.Results.SelectMany(result => result.Failures).Concat<object>(report.Findings)));
    }
}
