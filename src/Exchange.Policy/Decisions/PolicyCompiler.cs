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
        GovernedField[] fields = [.. standard.Fields, .. standard.OutsideGraph];
        var ordinals = fields.Index().ToDictionary(field => field.Item.Coordinate, field => field.Index);
        var restrictions = new RestrictionCompiler(standard, policies.Vocabulary, ordinals);
        var compiled = new CompiledPolicies(fields, Rules(standard, policies, ordinals), [.. policies.Restrictions.Select(restrictions.Compile)]);
        var moments = policies.Rules.SelectMany(rule => (DateTimeOffset?[])[rule.Conditions.From, rule.Conditions.Until])
            .Concat(compiled.Restrictions.SelectMany(restriction => (DateTimeOffset?[])[restriction.From, restriction.Until]));
        return new DecisionTable(compiled, [.. moments.OfType<DateTimeOffset>().Distinct().Order()]);
    }

    private static FrozenDictionary<Asker, FrozenDictionary<int, RuleOpening[]>> Rules(
        DataStandard standard, PolicySet policies, Dictionary<Coordinate, int> ordinals)
    {
        var cells = new Dictionary<Asker, Dictionary<int, List<RuleOpening>>>();
        foreach (var rule in policies.Rules)
        {
            var openings = Openings(standard, policies.Vocabulary, rule, ordinals);
            foreach (var asker in Askers(rule, policies.Vocabulary))
            {
                var fields = cells.TryGetValue(asker, out var known) ? known : cells[asker] = [];
                foreach (var (ordinal, opening) in openings)
                {
                    (fields.TryGetValue(ordinal, out var others) ? others : fields[ordinal] = []).Add(opening);
                }
            }
        }

        return cells.ToFrozenDictionary(
            cell => cell.Key, cell => cell.Value.ToFrozenDictionary(field => field.Key, field => field.Value.ToArray()));
    }

    private static List<(int Ordinal, RuleOpening Opening)> Openings(
        DataStandard standard, Vocabulary vocabulary, PolicyRule rule, Dictionary<Coordinate, int> ordinals)
    {
        RuleJoin[] joins =
        [
            .. from coordinate in rule.Joins
               where standard.TryField(coordinate, out var field) && CanJoin(rule, field)
               select new RuleJoin(coordinate, ordinals[coordinate]),
        ];
        return
        [
            .. from open in rule.Opens
               where CanOpen(standard, rule, open)
               select (ordinals[open.Coordinate], new RuleOpening(rule, open.Level, vocabulary.BasisOrder(rule.Basis), joins)),
        ];
    }

    private static IEnumerable<Asker> Askers(PolicyRule rule, Vocabulary vocabulary) =>
        from purpose in PurposesOf(rule, vocabulary)
        from department in rule.Departments.Distinct()
        from role in rule.Roles.Distinct()
        select new Asker(department, role, purpose);

    // INVARIANT: the loader refuses each of these; a set that passed it by still opens nothing through them.
    private static bool CanOpen(DataStandard standard, PolicyRule rule, FieldLevel open) =>
        standard.TryField(open.Coordinate, out var field)
        && field is { Category: SharingCategory.Conditional, OpenWithObject: false }
        && open.Level > 0
        && open.Level <= field.Ladder.Full
        && (field.Classification < 3 || rule.Purposes.Count > 0);

    private static bool CanJoin(PolicyRule rule, GovernedField field) =>
        field.Category != SharingCategory.Withheld && (field.Classification < 3 || rule.Purposes.Count > 0);

    private static IEnumerable<string> PurposesOf(PolicyRule rule, Vocabulary vocabulary) =>
        from purpose in vocabulary.Purposes
        where rule.Purposes.Count == 0 || vocabulary.WithAncestors(purpose.Code).Any(rule.Purposes.Contains)
        where !vocabulary.WithAncestors(purpose.Code).Any(RefusedPurposes.Contains)
        select purpose.Code;
}
