using System.Collections.Frozen;
using Exchange.Policy.Documents;
using Exchange.Policy.Standard;
using Exchange.Policy.Vocabularies;

namespace Exchange.Policy.Decisions;

/// <summary>Compiles policies to a <see cref="DecisionTable"/>, so that a decision is a look-up.</summary>
public static class PolicyCompiler
{
    /// <summary>
    /// Compiles a set of policies against the data standard they were loaded with. Never throws for a bad document: what is doubtful
    /// stays closed.
    /// </summary>
    public static DecisionTable Compile(DataStandard standard, PolicySet policies)
    {
        var cells = new Dictionary<Asker, Dictionary<Coordinate, List<CompiledOpening>>>();
        foreach (var rule in policies.Rules)
        {
            Add(cells, standard, policies, rule);
        }

        var known = standard.Fields.Concat(standard.OutsideGraph).ToLookup(field => field.Category == SharingCategory.Unconditional);
        return new DecisionTable(
            known[true].ToFrozenDictionary(field => field.Coordinate, Open),
            known[false].Select(field => field.Coordinate).ToFrozenSet(),
            cells.ToFrozenDictionary(
                asker => asker.Key, asker => asker.Value.ToFrozenDictionary(field => field.Key, field => field.Value.ToArray())),
            [.. policies.Rules.SelectMany(Boundaries).Distinct().Order()]);
    }

    private static Decision Open(GovernedField field) =>
        new(field.Coordinate, [DecisionTable.UnconditionalOpening(field)], ReasonCode.None);

    private static IEnumerable<DateTimeOffset> Boundaries(PolicyRule rule)
    {
        if (rule.Conditions.From is { } from)
        {
            yield return from;
        }

        if (rule.Conditions.Until is { } until)
        {
            yield return until;
        }
    }

    private static void Add(
        Dictionary<Asker, Dictionary<Coordinate, List<CompiledOpening>>> cells, DataStandard standard, PolicySet policies, PolicyRule rule)
    {
        var caps = new RestrictionCaps(standard, policies);
        var opens = rule.Opens.Where(open => CanOpen(standard, rule, open)).ToList();
        foreach (var purpose in PurposesOf(rule, policies.Vocabulary))
        {
            foreach (var department in rule.Departments)
            {
                var joins = rule.Joins.Where(joined => CanJoin(standard, rule, joined, caps.Cap(department, purpose, joined))).ToList();
                foreach (var (coordinate, ruled) in opens)
                {
                    var level = Math.Min(ruled, caps.Cap(department, purpose, coordinate));
                    if (level > 0)
                    {
                        Add(cells, rule, department, purpose, coordinate, Compiled(policies.Vocabulary, rule, level, joins));
                    }
                }
            }
        }
    }

    private static void Add(
        Dictionary<Asker, Dictionary<Coordinate, List<CompiledOpening>>> cells,
        PolicyRule rule,
        DepartmentId department,
        string purpose,
        Coordinate coordinate,
        CompiledOpening opening)
    {
        foreach (var role in rule.Roles)
        {
            var asker = new Asker(department, role, purpose);
            var fields = cells.TryGetValue(asker, out var known) ? known : cells[asker] = [];
            (fields.TryGetValue(coordinate, out var openings) ? openings : fields[coordinate] = []).Add(opening);
        }
    }

    // INVARIANT: the loader refuses each of these; a set that passed it by still opens nothing through them.
    private static bool CanOpen(DataStandard standard, PolicyRule rule, FieldLevel open) =>
        standard.TryField(open.Coordinate, out var field)
        && field.Category == SharingCategory.Conditional
        && open.Level <= field.Ladder.Full
        && (field.Classification < 3 || rule.Purposes.Count > 0);

    // WHY the whole ladder: a department is told the value itself, so what its owner gives out reduced cannot be joined.
    private static bool CanJoin(DataStandard standard, PolicyRule rule, Coordinate joined, int cap) =>
        standard.TryField(joined, out var field)
        && field.Category != SharingCategory.Withheld
        && cap >= field.Ladder.Full
        && (field.Classification < 3 || rule.Purposes.Count > 0);

    private static IEnumerable<string> PurposesOf(PolicyRule rule, Vocabulary vocabulary) =>
        from purpose in vocabulary.Purposes
        where rule.Purposes.Count == 0 || vocabulary.WithAncestors(purpose.Code).Any(rule.Purposes.Contains)
        where !vocabulary.WithAncestors(purpose.Code).Any(RefusedPurposes.Contains)
        select purpose.Code;

    private static CompiledOpening Compiled(Vocabulary vocabulary, PolicyRule rule, int level, IReadOnlyList<Coordinate> joins) =>
        new(
            new Opening(level, rule.Conditions.OfRecord, rule.Id, rule.Basis, rule.Article) { Joins = joins },
            rule.Conditions,
            vocabulary.BasisOrder(rule.Basis));
}
