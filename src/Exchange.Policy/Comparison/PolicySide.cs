using Exchange.Policy.Decisions;
using Exchange.Policy.Documents;
using Exchange.Policy.Standard;

namespace Exchange.Policy.Comparison;

/// <summary>One of the two versions that are compared, compiled.</summary>
internal sealed class PolicySide(DataStandard standard, PolicySet policies)
{
    private readonly DecisionTable _table = PolicyCompiler.Compile(standard, policies);
    private readonly PersonLookups _lookups = new(standard);
    private readonly HashSet<string> _rulesOnRequests =
        [.. policies.Rules.Where(rule => rule.Conditions is { Case: true } or { Emergency: true }).Select(rule => rule.Id)];

    private readonly HashSet<Coordinate> _timedCaps = TimedCaps(policies);
    private readonly List<PolicyRule> _timedRules = TimedRules(policies, TimedCaps(policies));

    public PolicySet Policies => policies;

    /// <summary>All governed fields; the position of one is its ordinal, the same for every version of one standard.</summary>
    public IReadOnlyList<GovernedField> Fields => _table.Fields;

    /// <summary>What the version decides for an asker at a time.</summary>
    public AskerDecisions Decisions(SpaceAsker asker, DateTimeOffset time) =>
        new(_table, policies.Vocabulary, _rulesOnRequests, Lookups, asker, time);

    /// <summary>The times from now on at which a rule or restriction begins or ends.</summary>
    public IEnumerable<DateTimeOffset> Boundaries(DateTimeOffset now)
    {
        for (var next = _table.NextBoundary(now); next is { } boundary; next = _table.NextBoundary(boundary))
        {
            yield return boundary;
        }
    }

    /// <summary>The fields whose decisions can be others for an asker at another time, be it only in what is told for them.</summary>
    public IEnumerable<Coordinate> Timed(SpaceAsker asker) => _timedRules
        .Where(rule => rule.Departments.Contains(asker.Department) && asker.Role is { } role && rule.Roles.Contains(role) && IsFor(rule, asker.Purpose))
        .SelectMany(rule => rule.Opens).Select(open => open.Coordinate).Concat(_timedCaps)
        .SelectMany(field => field == PersonLookups.Presence ? _lookups.All.Append(field) : [field]);

    private LookupOrdinals Lookups => field ??= new LookupOrdinals(
        _lookups.All.Select(_table.OrdinalOf).ToHashSet(), _table.OrdinalOf(PersonLookups.Presence));

    private bool IsFor(PolicyRule rule, string? purpose) =>
        rule.Purposes.Count == 0 || (purpose is not null && policies.Vocabulary.WithAncestors(purpose).Any(rule.Purposes.Contains));

    private static HashSet<Coordinate> TimedCaps(PolicySet policies) =>
        [.. policies.Restrictions.Where(restriction => restriction.From is not null || restriction.Until is not null)
            .SelectMany(restriction => restriction.Caps).Select(cap => cap.Coordinate)];

    private static List<PolicyRule> TimedRules(PolicySet policies, HashSet<Coordinate> capped) =>
        [.. policies.Rules.Where(rule => rule.Conditions.From is not null || rule.Conditions.Until is not null || rule.Joins.Any(capped.Contains))];
}
