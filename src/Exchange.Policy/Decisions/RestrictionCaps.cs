using Exchange.Policy.Documents;
using Exchange.Policy.Standard;

namespace Exchange.Policy.Decisions;

/// <summary>The lowest cap that restrictions put on a field. An error inside a restriction closes.</summary>
internal sealed class RestrictionCaps(DataStandard standard, PolicySet policies)
{
    /// <summary>The highest level left to a department for a purpose; <see cref="int.MaxValue"/> where no restriction applies.</summary>
    public int Cap(DepartmentId department, string purpose, Coordinate coordinate)
    {
        var lowest = int.MaxValue;
        foreach (var restriction in policies.Restrictions.Where(restriction => Applies(restriction, department, purpose)))
        {
            foreach (var cap in restriction.Caps.Where(cap => cap.Coordinate == coordinate))
            {
                lowest = Math.Min(lowest, IsOnLadder(cap) ? cap.Level : 0);
            }
        }

        return lowest;
    }

    // WHY: a restriction that names a department or purpose nobody knows was meant for somebody; until it is put right it applies to all.
    private bool Applies(Restriction restriction, DepartmentId department, string purpose)
    {
        var forDepartment = restriction.Departments.Count == 0
            || restriction.Departments.Contains(department)
            || restriction.Departments.Any(code => standard.Departments.All(card => card.Code != code));
        var forPurpose = restriction.Purposes.Count == 0
            || policies.Vocabulary.WithAncestors(purpose).Any(restriction.Purposes.Contains)
            || restriction.Purposes.Any(code => policies.Vocabulary.FindPurpose(code) is null);
        return forDepartment && forPurpose;
    }

    private bool IsOnLadder(FieldLevel cap) =>
        standard.TryField(cap.Coordinate, out var field) && cap.Level >= 0 && cap.Level <= field.Ladder.Full;
}
