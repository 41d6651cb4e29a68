using Exchange.Policy.Decisions;
using Exchange.Policy.Documents;
using Exchange.Policy.Standard;
using Exchange.Policy.Vocabularies;

namespace Exchange.Policy.Explanations;

/// <summary>A level that restrictions leave of what a rule opens.</summary>
/// <param name="Level">The level, at least 1.</param>
/// <param name="NotIn">The states that a record must not be in for it.</param>
/// <param name="By">The restriction that left no more, or null.</param>
internal sealed record CappedLevel(int Level, IReadOnlyList<RecordState> NotIn, Restriction? By);

/// <summary>The restrictions on one field that count for one caller at one time. What is doubtful in one of them closes.</summary>
internal sealed class RestrictionsInForce
{
    private readonly List<(Restriction Restriction, int Level)> _caps;

    public RestrictionsInForce(DataStandard standard, PolicySet policies, CallerClass caller, GovernedField field, DateTimeOffset now) =>
        _caps = [.. from restriction in policies.Restrictions
            where IsInForce(restriction, now)
            where IsForDepartment(restriction, standard, policies.Vocabulary, caller) && IsForPurpose(restriction, policies.Vocabulary, caller)
            from cap in restriction.Caps
            where cap.Coordinate == field.Coordinate
            select (restriction, cap.Level >= 0 && cap.Level <= field.Ladder.Full ? cap.Level : 0)];

    /// <summary>The restriction that leaves nothing of a level for any record, or null.</summary>
    public Restriction? Closing() =>
        _caps.Where(cap => cap.Level == 0 && cap.Restriction.States.Count == 0).Select(cap => cap.Restriction).FirstOrDefault();

    /// <summary>Whether any record is left the whole of a level without a condition.</summary>
    public bool Spare(int level) => _caps.All(cap => cap.Level >= level);

    /// <summary>What is left of a level: the highest first, and below it what is left of records in a state that a restriction is about.</summary>
    public List<CappedLevel> LeaveOf(int level)
    {
        var (left, by) = (level, (Restriction?)null);
        foreach (var (restriction, cap) in _caps.Where(cap => cap.Restriction.States.Count == 0 && cap.Level < level))
        {
            (left, by) = cap < left ? (cap, restriction) : (left, by);
        }

        var levels = new List<CappedLevel>();
        while (left > 0)
        {
            var below = _caps.Where(cap => cap.Restriction.States.Count > 0 && cap.Level < left).ToList();
            levels.Add(new CappedLevel(left, [.. below.SelectMany(cap => cap.Restriction.States).Distinct().Order()], by));
            (by, left) = below.Count == 0 ? (by, 0) : below.MaxBy(cap => cap.Level);
        }

        return levels;
    }

    // WHY: a time that ends before it begins was meant for some time; until it is put right the restriction holds always.
    private static bool IsInForce(Restriction restriction, DateTimeOffset now) =>
        restriction.From >= restriction.Until || (!(now < restriction.From) && !(now >= restriction.Until));

    // WHY: a restriction that names a department or purpose nobody knows was meant for somebody; until it is put right it applies to all.
    private static bool IsForDepartment(Restriction restriction, DataStandard standard, Vocabulary vocabulary, CallerClass caller) =>
        restriction.Departments.Count == 0
        || restriction.Departments.Contains(caller.Department)
        || restriction.Departments.Any(code =>
            code != DataStandard.Hub && standard.Departments.All(card => card.Code != code) && vocabulary.FindDepartment(code) is null);

    private static bool IsForPurpose(Restriction restriction, Vocabulary vocabulary, CallerClass caller) =>
        restriction.Purposes.Count == 0
        || caller.Purpose is not { } purpose
        || restriction.Purposes.Append(purpose).Any(code => vocabulary.FindPurpose(code) is null)
        || vocabulary.WithAncestors(purpose).Any(wider => restriction.Purposes.Contains(wider) || RefusedPurposes.Contains(wider));
}
