using Exchange.Policy;
using Exchange.Policy.Decisions;

namespace Exchange.PolicyTests.Reference;

/// <summary>
/// Look-ups of persons beside the decision on each field: every way of the look-up with every way of presence, as requests are answered. Written
/// apart from the code that it judges; the city's look-ups stand here by their names.
/// </summary>
internal static class LookupReference
{
    public static readonly Coordinate Presence = new("Person.pid");

    public static readonly IReadOnlyList<Coordinate> Lookups = [new("Query.person"), new("Query.people")];

    public static bool IsLookup(Coordinate coordinate) => Lookups.Contains(coordinate);

    /// <summary>What documents ask of the records of a field, and of a look-up of whom it names.</summary>
    public static IEnumerable<Question> Asked(this DecisionSpace space, Coordinate coordinate) =>
        IsLookup(coordinate) ? space.Questions(coordinate).Union(space.Questions(Presence)) : space.Questions(coordinate);

    /// <summary>What comes out for one field of whatever record, of a look-up with presence.</summary>
    public static ReferenceCell Together(this ReferenceInterpreter reference, CallerClass caller, Coordinate coordinate, DateTimeOffset now)
    {
        var own = reference.Read(caller, coordinate, now);
        if (!IsLookup(coordinate) || IsClosed(own))
        {
            return own;
        }

        var there = reference.Read(caller, Presence, now);
        return IsClosed(there) ? there : new ReferenceCell(facts =>
        {
            var (lookup, presence) = (own.Of(facts), there.Of(facts));
            return lookup.Level > 0 && presence.Level > 0
                ? lookup
                : Verdict.Withheld(new[] { lookup.Reason, presence.Reason }.Where(reason => reason != ReasonCode.None).Min());
        });
    }

    /// <summary>The decision of the table, of a look-up with that on presence.</summary>
    public static Decision Together(this DecisionTable table, CallerClass caller, Coordinate coordinate, DateTimeOffset now)
    {
        var own = table.Decide(caller, coordinate, now);
        if (!IsLookup(coordinate) || own.Openings.Count == 0)
        {
            return own;
        }

        var there = table.Decide(caller, Presence, now);
        Opening[] both =
        [
            .. from lookup in own.Openings
               from presence in there.Openings
               select lookup with { Conditions = [.. lookup.Conditions, .. presence.Conditions] },
        ];
        return new Decision(coordinate, both, there.Closed);
    }

    private static bool IsClosed(ReferenceCell cell) => cell.IsOfAll && cell.Of(RecordFacts.Nothing).Level == 0;
}
