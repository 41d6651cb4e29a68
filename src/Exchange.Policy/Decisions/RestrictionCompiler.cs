using System.Collections.Frozen;
using Exchange.Policy.Documents;
using Exchange.Policy.Standard;
using Exchange.Policy.Vocabularies;

namespace Exchange.Policy.Decisions;

/// <summary>Compiles restrictions. An error inside one closes: whatever it names that nobody knows makes it hold for all.</summary>
internal sealed class RestrictionCompiler(DataStandard standard, Vocabulary vocabulary, IReadOnlyDictionary<Coordinate, int> ordinals)
{
    public CompiledRestriction Compile(Restriction restriction)
    {
        // WHY: a time that ends before it begins was meant for some time; until it is put right the restriction holds always.
        var isEmpty = restriction.From >= restriction.Until;
        return new CompiledRestriction
        {
            Departments = restriction.Departments.Count == 0 || !restriction.Departments.All(IsKnown)
                ? null
                : restriction.Departments.ToFrozenSet(),
            SparedPurposes = Spared(restriction.Purposes),
            From = isEmpty ? null : restriction.From,
            Until = isEmpty ? null : restriction.Until,
            States = restriction.States,
            Caps =
            [
                .. from cap in restriction.Caps
                   where ordinals.ContainsKey(cap.Coordinate)
                   select (ordinals[cap.Coordinate], IsOnLadder(cap) ? cap.Level : 0),
            ],
        };
    }

    // WHY spared, not meant: a purpose that is in no vocabulary, or refused for ever, is spared by nothing.
    private FrozenSet<string>? Spared(IReadOnlyList<string> purposes) =>
        purposes.Count == 0 || purposes.Any(code => vocabulary.FindPurpose(code) is null)
            ? null
            : vocabulary.Purposes.Select(purpose => purpose.Code)
                .Where(code => !vocabulary.WithAncestors(code).Any(wider => purposes.Contains(wider) || RefusedPurposes.Contains(wider)))
                .ToFrozenSet(StringComparer.Ordinal);

    private bool IsKnown(DepartmentId department) =>
        department == DataStandard.Hub
        || standard.Departments.Any(card => card.Code == department)
        || vocabulary.FindDepartment(department) is not null;

    private bool IsOnLadder(FieldLevel cap) =>
        standard.TryField(cap.Coordinate, out var field) && cap.Level >= 0 && cap.Level <= field.Ladder.Full;
}
