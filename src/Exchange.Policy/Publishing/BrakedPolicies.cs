using Exchange.Policy.Documents;
using Exchange.Policy.Standard;

namespace Exchange.Policy.Publishing;

/// <summary>The policies that are decided by: those of the published version, with a restriction for every brake.</summary>
public static class BrakedPolicies
{
    private static readonly Title Words = new("数据提供方紧急停止共享", "Closed at once by the owner");

    /// <summary>The policies under these brakes; those that were let go have no part in it.</summary>
    public static PolicySet Under(this PolicySet policies, IEnumerable<PolicyBrake> brakes, DataStandard standard) =>
        policies.Restricted(brakes.Where(brake => brake.IsActive), standard);

    /// <summary>The policies as a request at that time was decided by them: under the brakes that closed then, whether or not they still do.</summary>
    public static PolicySet UnderThoseAt(this PolicySet policies, IEnumerable<PolicyBrake> brakes, DateTimeOffset at, DataStandard standard) =>
        policies.Restricted(brakes.Where(brake => brake.ClosedAt(at)), standard);

    private static PolicySet Restricted(this PolicySet policies, IEnumerable<PolicyBrake> brakes, DataStandard standard)
    {
        var restrictions = brakes.Select(brake => Restriction(brake, standard)).ToList();
        return restrictions.Count == 0 ? policies : policies with { Restrictions = [.. policies.Restrictions, .. restrictions] };
    }

    private static Restriction Restriction(PolicyBrake brake, DataStandard standard) => new()
    {
        Id = brake.Restriction,
        Owner = brake.Owner,
        Title = Words,
        Caps = [.. Fields(brake, standard).Select(field => new FieldLevel(field.Coordinate, 0))],
        Departments = brake.Kind == BrakeKind.Receiver ? [new DepartmentId(brake.Target)] : [],
        Purposes = [],
    };

    // WHY every field for a name that the standard does not know (any more): what is doubtful closes.
    private static IEnumerable<GovernedField> Fields(PolicyBrake brake, DataStandard standard)
    {
        if (brake.Kind == BrakeKind.Field && standard.Expand(new Coordinate(brake.Target)) is { Count: > 0 } named)
        {
            return named;
        }

        var all = standard.Fields.Concat(standard.OutsideGraph);
        return brake.Owner == DataStandard.Hub ? all : all.Where(field => field.Owner == brake.Owner);
    }
}
