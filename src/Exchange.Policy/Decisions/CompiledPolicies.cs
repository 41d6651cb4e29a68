using System.Collections.Frozen;
using Exchange.Policy.Documents;
using Exchange.Policy.Standard;

namespace Exchange.Policy.Decisions;

/// <summary>Rules and restrictions by who asks and by the ordinal of the field. Immutable.</summary>
/// <param name="Fields">All governed fields; the position is the ordinal.</param>
/// <param name="Rules">What rules open, by asker and field.</param>
/// <param name="Restrictions">What restrictions cap.</param>
internal sealed record CompiledPolicies(
    GovernedField[] Fields,
    FrozenDictionary<Asker, FrozenDictionary<int, RuleOpening[]>> Rules,
    IReadOnlyList<CompiledRestriction> Restrictions)
{
    // What a caller reads for whom there is no rule and no restriction, by the state of the purpose.
    private readonly CallerDecisions[] _unopened =
        [.. Enum.GetValues<PurposeState>().Select(state => new CallerDecisions([.. Fields.Select(field => Unopened(field, state))]))];

    private readonly ILookup<int, (CompiledRestriction Restriction, int Level)> _capsOn = Restrictions
        .SelectMany(restriction => restriction.Caps, (restriction, cap) => (cap.Ordinal, Restriction: restriction, cap.Level))
        .ToLookup(cap => cap.Ordinal, cap => (cap.Restriction, cap.Level));

    /// <summary>Everything for one caller class at a time.</summary>
    public CallerDecisions Decide(CallerClass caller, DateTimeOffset now)
    {
        var caps = new CallerCaps(Restrictions.Where(restriction => restriction.AppliesTo(caller.Department, caller.Purpose) && restriction.IsInForce(now)));
        var unopened = _unopened[(int)caller.PurposeState];
        var decided = caps.Ordinals.Where(ordinal => Fields[ordinal].IsOpenUnruled)
            .ToDictionary(ordinal => ordinal, ordinal => Capped(Fields[ordinal], caps.On(ordinal)));
        foreach (var ordinal in RulesOf(caller).SelectMany(rules => rules.Keys).Distinct())
        {
            decided.Add(ordinal, ByRules(caller, ordinal, caps, now));
        }

        return decided.Count == 0 ? unopened : new CallerDecisions(unopened, decided);
    }

    /// <summary>Whether there is a way in that no restriction closes for good, whatever is asked of the request, the record and the time.</summary>
    public bool CouldOpen(DepartmentId department, IEnumerable<string> roles, IReadOnlyCollection<string> purposes, int ordinal) =>
        Fields[ordinal].IsOpenUnruled
            ? purposes.Append(null).Any(purpose => Keeps(department, purpose, ordinal))
            : roles.Any(role => purposes.Any(purpose =>
                Rules.TryGetValue(new Asker(department, role, purpose), out var fields)
                && fields.ContainsKey(ordinal)
                && Keeps(department, purpose, ordinal)));

    /// <summary>Whether restrictions leave a department the field in full, of every record.</summary>
    public bool LeaveFull(DepartmentId department, string? purpose, int ordinal, DateTimeOffset now) =>
        _capsOn[ordinal].All(cap =>
            cap.Level >= Fields[ordinal].Ladder.Full || !cap.Restriction.AppliesTo(department, purpose) || !cap.Restriction.IsInForce(now));

    private bool Keeps(DepartmentId department, string? purpose, int ordinal) =>
        new CallerCaps(Restrictions.Where(restriction => restriction.IsForGood && restriction.AppliesTo(department, purpose))).On(ordinal).Always > 0;

    private static Decision Unopened(GovernedField field, PurposeState state) => field.IsOpenUnruled
        ? new Decision(field.Coordinate, [DecisionTable.UnruledOpening(field)], ReasonCode.None)
        : new Decision(field.Coordinate, [], ReasonOf(state));

    private static ReasonCode ReasonOf(PurposeState state) => state switch
    {
        PurposeState.Registered => ReasonCode.NotPermitted,
        PurposeState.Missing => ReasonCode.PurposeRequired,
        PurposeState.Refused => ReasonCode.PurposeRefused,
        _ => ReasonCode.PurposeNotRegistered,
    };

    private static Decision Capped(GovernedField field, FieldCaps caps)
    {
        var whole = DecisionTable.UnruledOpening(field);
        Opening[] left =
        [
            .. caps.Shares(whole.Level).Select(share => whole with
            {
                Level = share.Level,
                Conditions = (RuleConditions.None with { NotInState = share.NotInState }).OfRecord,
            }),
        ];
        return new Decision(field.Coordinate, left, left.Length == 0 ? ReasonCode.NotPermitted : ReasonCode.None);
    }

    private IEnumerable<FrozenDictionary<int, RuleOpening[]>> RulesOf(CallerClass caller) => caller.Purpose is { } purpose
        ? caller.Roles.Select(role => Rules.GetValueOrDefault(new Asker(caller.Department, role, purpose))).OfType<FrozenDictionary<int, RuleOpening[]>>()
        : [];

    private Decision ByRules(CallerClass caller, int ordinal, CallerCaps caps, DateTimeOffset now)
    {
        var furthest = ReasonCode.NotPermitted;
        var ways = new List<(Opening Opening, int BasisOrder)>();

        // WHY both, and in full: who answers is told the value itself, so what its owner gives either of them reduced, be it only of some records, is
        // not joined.
        bool IsTold(RuleJoin join) => LeaveFull(caller.Department, caller.Purpose, join.Ordinal, now)
            && LeaveFull(Fields[ordinal].Owner, caller.Purpose, join.Ordinal, now);

        // WHY distinct: two roles of one caller can meet the same rule; it is one way in.
        foreach (var rule in RulesOf(caller).SelectMany(rules => rules.GetValueOrDefault(ordinal) ?? []).Distinct())
        {
            var shares = rule.Rule.Conditions.IsInForce(now) ? caps.On(ordinal).Shares(rule.Level).ToList() : [];
            var missing = shares.Count == 0 ? ReasonCode.NotPermitted : rule.Rule.Conditions.MissingFrom(caller);
            if (missing == ReasonCode.None)
            {
                ways.AddRange(shares.Select(share => (rule.Opening(share, IsTold), rule.BasisOrder)));
            }

            furthest = missing > furthest ? missing : furthest;
        }

        Opening[] openings =
        [
            .. ways.OrderByDescending(way => way.Opening.Level).ThenBy(way => way.BasisOrder)
                .ThenBy(way => way.Opening.Rule, StringComparer.Ordinal).Select(way => way.Opening),
        ];
        return new Decision(Fields[ordinal].Coordinate, openings, openings.Length == 0 ? furthest : ReasonCode.None);
    }
}

/// <summary>Who asks what for: the key of the rules.</summary>
internal readonly record struct Asker(DepartmentId Department, string Role, string Purpose);

/// <summary>What one rule opens of one field, before restrictions. Equality is by reference: one for each rule and field.</summary>
internal sealed class RuleOpening(PolicyRule rule, int level, int basisOrder, IReadOnlyList<RuleJoin> joins)
{
    private readonly IReadOnlyList<RecordCondition> _ofRecord = rule.Conditions.OfRecord;

    public PolicyRule Rule => rule;

    public int Level => level;

    public int BasisOrder => basisOrder;

    /// <summary>The part of it that restrictions leave at a level.</summary>
    public Opening Opening(LevelShare share, Func<RuleJoin, bool> isTold) => new(share.Level, Conditions(share), rule.Id, rule.Basis, rule.Article)
    {
        Joins = joins.Count == 0 ? [] : [.. joins.Where(isTold).Select(join => join.Coordinate)],
        Obligations = rule.Obligations,
    };

    private IReadOnlyList<RecordCondition> Conditions(LevelShare share) => share.NotInState.Count == 0
        ? _ofRecord
        : (rule.Conditions with { NotInState = [.. rule.Conditions.NotInState, .. share.NotInState] }).OfRecord;
}

/// <summary>A field that a rule lets the hub tell to the department that answers.</summary>
internal readonly record struct RuleJoin(Coordinate Coordinate, int Ordinal);
