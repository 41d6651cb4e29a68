using Exchange.Audit.Records;
using Exchange.Console.Policies;
using Exchange.Policy;
using Exchange.Policy.Documents;
using Exchange.Policy.Simulation;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.Pipeline;

/// <summary>What a request left on record is enough to say what another version would have done with it.</summary>
public sealed class SimulatedRecordTests
{
    private const string Amount = "Person.pension.amount";

    public static TheoryData<string, string, SimulatedOutcome?> Versions => new()
    {
        { PipelineCity.Xiufang, "region", SimulatedOutcome.WouldOpen },
        { PipelineCity.Xiufang, "consent", SimulatedOutcome.WouldOpen },
        { PipelineCity.Lei, "region", SimulatedOutcome.WouldOpen },
        { PipelineCity.Lei, "consent", null },
        { PipelineCity.Lei, "age", SimulatedOutcome.Depends },
        { PipelineCity.Lei, "consent and age", null },
    };

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task A_condition_that_was_asked_is_known_and_no_other(string number, string conditions, SimulatedOutcome? outcome)
    {
        var report = Simulate(await RecordAsync(number), new RuleConditions
        {
            Case = true,
            SameRegion = true,
            Consent = conditions.Contains("consent", StringComparison.Ordinal) ? "assistance.means" : null,
            NotInState = conditions.Contains("age", StringComparison.Ordinal) ? [RecordState.Minor] : [],
        });

        Assert.Equal(outcome, report.Lines.SingleOrDefault()?.Outcome);
    }

    [Fact]
    public async Task Of_whom_a_look_up_named_in_another_region_nothing_more_is_known()
    {
        var record = await RecordAsync(PipelineCity.Zhao);
        Assert.Equal("Query.person", Assert.Single(Assert.Single(record.Disclosures, IsWithheld).Cells).Coordinate);

        var anywhere = DemoCity.Policies with
        {
            Rules =
            [
                .. DemoCity.Policies.Rules.Select(rule => rule.Id is "ps-assistance-lookup" or "ex-assistance-pid"
                    ? rule with { Conditions = rule.Conditions with { SameRegion = false } }
                    : rule),
            ],
        };
        Assert.Equal(SimulatedOutcome.Depends, Assert.Single(Simulate(record, anywhere).Lines).Outcome);
    }

    private static async Task<AccessRecord> RecordAsync(string number)
    {
        var city = await PipelineCity.WithConsentsAsync();
        await city.AskAsync($$"""{ person(citizenNo: "{{number}}") { pension { receives amount } } }""");
        return Assert.Single(city.Log.Records);
    }

    private static bool IsWithheld(DisclosureGroup group) => group.Cells.Any(cell => cell.Reason is not null);

    private static SimulationReport Simulate(AccessRecord record, RuleConditions conditions)
    {
        var amount = new Coordinate(Amount);
        Assert.True(DemoCity.Standard.TryField(amount, out var field));
        var rule = DemoCity.Policies.Rules.Single(rule => rule.Id == "ss-assistance-means");
        var opened = rule with { Id = "amount", Opens = [new FieldLevel(amount, field.Ladder.Full)], Conditions = conditions };
        return Simulate(record, DemoCity.Policies with { Rules = [.. DemoCity.Policies.Rules, opened] });
    }

    private static SimulationReport Simulate(AccessRecord record, PolicySet after) => PolicySimulation.Run(
        DemoCity.Standard, new Dictionary<string, PolicySet> { ["1"] = DemoCity.Policies }, after, [RecordedAccesses.Of(record)]);
}
