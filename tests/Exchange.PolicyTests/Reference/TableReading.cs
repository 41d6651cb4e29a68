using Exchange.Policy;
using Exchange.Policy.Decisions;
using Exchange.Policy.Documents;

namespace Exchange.PolicyTests.Reference;

/// <summary>What the compiled table says of one cell: its decision, then the first opening whose conditions hold for the record.</summary>
internal sealed class TableReading(DecisionTable table, PolicySet policies)
{
    /// <summary>By the openings of the decision, as gates go through them.</summary>
    public Verdict ByOpenings(Decision decision, DateTimeOffset now, RecordFacts facts)
    {
        foreach (var opening in decision.Openings)
        {
            if (opening.Conditions.All(condition => Holds(condition, now, facts)))
            {
                return Of(opening);
            }
        }

        return Verdict.Withheld(decision.Openings
            .Select(opening => opening.Conditions.Where(condition => !Holds(condition, now, facts)).Min(condition => condition.Reason))
            .Append(decision.Closed == ReasonCode.None ? ReasonCode.NotPermitted : decision.Closed)
            .Max());
    }

    /// <summary>By the view of a caller's class, where what holds for the record is one word.</summary>
    public Verdict ByBits(CallerDecisions decisions, Coordinate coordinate, DateTimeOffset now, RecordFacts facts)
    {
        var ordinal = table.OrdinalOf(coordinate);
        if (ordinal < 0)
        {
            return Verdict.Withheld(ReasonCode.NotPermitted);
        }

        var held = 0UL;
        for (var bit = 0; bit < decisions.Conditions.Count; bit++)
        {
            held |= Holds(decisions.Conditions[bit], now, facts) ? 1UL << bit : 0;
        }

        var decided = decisions.Decide(ordinal, held);
        return decided.Opening is null ? Verdict.Withheld(decided.Reason) : Of(decided.Opening) with { Reason = decided.Reason };
    }

    private static Verdict Of(Opening opening) => new(
        opening.Level, ReasonCode.None, opening.Rule, opening.Basis, opening.Article, opening.Obligations, string.Join(' ', opening.Joins));

    private bool Holds(RecordCondition condition, DateTimeOffset now, RecordFacts facts) => condition switch
    {
        HoursCondition asked => asked.Hours.Contains(now, policies.Vocabulary.UtcOffset),
        OwnRecordCondition => facts.IsTrue(Question.IsCaller),
        CaseSubjectCondition => facts.IsTrue(Question.BelongsToCase),
        OnePlaceCondition => facts.IsTrue(Question.IsThePlace),
        CallerDepartmentCondition asked => facts.IsTrue(Question.HoldsDepartment(asked.Field)),
        NotInStateCondition asked => facts.IsFalse(Question.IsIn(asked.State)),
        SameRegionCondition => facts.IsTrue(Question.IsInRegion),
        ConsentCondition asked => facts.IsTrue(Question.Agreed(asked.Scope)),
        _ => throw new ArgumentException($"The tests know no condition {condition}.", nameof(condition)),
    };
}
