using Exchange.Policy;
using Exchange.Policy.Decisions;
using Exchange.Policy.Documents;
using Exchange.PolicyTests.Generated;
using Exchange.PolicyTests.Reference;

namespace Exchange.PolicyTests.Laws;

/// <summary>One question to policies: who asks, for which field of which record, when.</summary>
internal sealed record Cell(CallerClass Caller, Coordinate Coordinate, DateTimeOffset Now, RecordFacts Facts)
{
    /// <summary>A question by chance, more often than not one that something is open to.</summary>
    public static Cell Draw(GeneratedPolicies made, Random random)
    {
        var space = new DecisionSpace(made.Policies);
        var coordinate = Any(made.Coordinates, random);
        var facts = space.Asked(coordinate).Where(_ => random.Next(8) > 0)
            .Aggregate(RecordFacts.Nothing, (known, question) => known.With(question, IsGood(question) == random.Next(6) > 0));
        var purposes = made.Policies.Vocabulary.Purposes;
        var state = random.Next(10) > 0 ? PurposeState.Registered : PurposeState.Missing;
        var caller = new CallerClass(
            Any(made.Departments, random),
            GeneratedPolicies.Roles.Where(_ => random.Next(2) == 0),
            state,
            Any(purposes, random).Code,
            "9901",
            random.Next(5) > 0,
            random.Next(5) > 0);
        return new Cell(caller, coordinate, Any(space.Moments(GeneratedPolicies.Now), random), facts);
    }

    /// <summary>Whether a yes to the question opens rather than closes.</summary>
    public static bool IsGood(Question question) => !Enum.GetValues<RecordState>().Select(Question.IsIn).Contains(question);

    public static T Any<T>(IReadOnlyList<T> all, Random random) => all[random.Next(all.Count)];

    public Verdict Decided(DecisionTable table, PolicySet policies) =>
        new TableReading(table, policies).ByOpenings(table.Decide(Caller, Coordinate, Now), Now, Facts);

    /// <summary>The same question by somebody a little different.</summary>
    public Cell By(IEnumerable<string>? roles = null, PurposeState? state = null, bool? hasCase = null, bool? hasEmergency = null) => this with
    {
        Caller = new CallerClass(
            Caller.Department,
            roles ?? Caller.Roles,
            state ?? Caller.PurposeState,
            Caller.Purpose,
            Caller.RegionCode,
            hasCase ?? Caller.HasCase,
            hasEmergency ?? Caller.HasEmergency),
    };
}
