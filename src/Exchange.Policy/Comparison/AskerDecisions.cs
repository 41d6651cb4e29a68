using Exchange.Policy.Decisions;
using Exchange.Policy.Vocabularies;

namespace Exchange.Policy.Comparison;

/// <summary>The look-ups of persons and presence, by their ordinals.</summary>
/// <param name="All">The look-ups.</param>
/// <param name="Presence">Presence; -1 for none, and then no look-up is ever open.</param>
internal sealed record LookupOrdinals(IReadOnlySet<int> All, int Presence);

/// <summary>
/// What one version decides for one asker at one time: each field, by its ordinal, as a function of the conditions that hold; a look-up of persons with
/// presence.
/// </summary>
internal sealed class AskerDecisions(
    DecisionTable table, Vocabulary vocabulary, IReadOnlySet<string> rulesOnRequests, LookupOrdinals lookups, SpaceAsker asker, DateTimeOffset time)
{
    // Without and with a case number, without and with an emergency; the last is the widest, for neither ever takes anything away.
    private static readonly RecordCondition[][] Requests =
        [[], [ConditionLogic.Case], [ConditionLogic.Emergency], [ConditionLogic.Case, ConditionLogic.Emergency]];

    private readonly CallerDecisions?[] _decisions = new CallerDecisions?[Requests.Length];

    /// <summary>The openings of a field for the widest request: empty where it is closed whatever holds.</summary>
    public IReadOnlyList<Opening> Widest(int field) => Openings(Requests.Length - 1, field);

    /// <summary>Whether both versions write the same decision on a field, whatever the request; equal functions can be written otherwise.</summary>
    public bool IsWrittenLike(AskerDecisions other, int field)
    {
        if (!IsSame(Widest(field), other.Widest(field)))
        {
            return false;
        }

        // WHY: what asks nothing of the request opens to every request alike, and most rules ask nothing of it.
        return !(AsksOfRequest(field) || other.AsksOfRequest(field))
            || Enumerable.Range(0, Requests.Length).All(request => IsSame(Openings(request, field), other.Openings(request, field)));
    }

    /// <summary>What is read of a field.</summary>
    public CellFunction Reads(int field) => Function(field, opening => opening.Level);

    /// <summary>Whether a field is told to whoever is asked for another one; the function has one level.</summary>
    public CellFunction Joins(int field, Coordinate joined) => Function(field, opening => opening.Joins.Contains(joined) ? 1 : 0);

    private bool AsksOfRequest(int field) =>
        NamesRequest(field) || (lookups.All.Contains(field) && lookups.Presence >= 0 && NamesRequest(lookups.Presence));

    private bool NamesRequest(int field)
    {
        foreach (var opening in Own(Requests.Length - 1, field))
        {
            if (rulesOnRequests.Contains(opening.Rule))
            {
                return true;
            }
        }

        return false;
    }

    private CellFunction Function(int field, Func<Opening, int> levelOf) => CellFunction.Of(
        from request in Enumerable.Range(0, AsksOfRequest(field) ? Requests.Length : 1)
        from opening in Openings(request, field)
        let level = levelOf(opening)
        where level > 0
        select new Way(level, [.. opening.Conditions.Concat(Requests[request]).Distinct()]));

    private IReadOnlyList<Opening> Openings(int request, int field) => Own(request, field) switch
    {
        { Count: > 0 } own when lookups.All.Contains(field) => lookups.Presence < 0 ? [] : DecidedField.Together(own, Own(request, lookups.Presence)),
        var own => own,
    };

    private IReadOnlyList<Opening> Own(int request, int field)
    {
        var decisions = _decisions[request] ??= table.For(
            PolicySpace.Class(asker, vocabulary, hasCase: (request & 1) != 0, hasEmergency: (request & 2) != 0), time);
        return decisions[field].Openings;
    }

    private static bool IsSame(IReadOnlyList<Opening> ours, IReadOnlyList<Opening> theirs)
    {
        var isSame = ours.Count == theirs.Count;
        for (var i = 0; isSame && i < ours.Count; i++)
        {
            isSame = ours[i].Level == theirs[i].Level
                && ours[i].Conditions.SequenceEqual(theirs[i].Conditions)
                && ours[i].Joins.SequenceEqual(theirs[i].Joins);
        }

        return isSame;
    }
}
