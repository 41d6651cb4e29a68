using Exchange.Federation.Planning;
using Exchange.GraphQL.Execution;

namespace Exchange.Pipeline.Open;

/// <summary>A plan with what its record says. Immutable; safe to share between threads.</summary>
internal sealed class PlannedOperation(FetchPlan plan)
{
    public FetchPlan Plan { get; } = plan;

    /// <summary>The fields that the caller selects, as coordinates.</summary>
    public IReadOnlyList<string> Coordinates { get; } = Selected(plan.Operation);

    /// <summary>The fields that are fetched to join subgraphs and that the caller does not see, as coordinates.</summary>
    public IReadOnlyList<string> Joined { get; } = Hidden(plan);

    private static string[] Selected(Operation operation) =>
    [
        .. operation.Fields
            .Where(field => !IsIntrospection(field.Parent.Name) && !IsIntrospection(field.Definition.Name))
            .Select(field => $"{field.Parent.Name}.{field.Definition.Name}")
            .Distinct(StringComparer.Ordinal),
    ];

    private static string[] Hidden(FetchPlan plan)
    {
        var seen = new HashSet<ResultSlot>(ReferenceEqualityComparer.Instance);
        Collect(plan.Output, seen);
        return
        [
            .. plan.Shapes
                .SelectMany(shape => shape.Slots
                    .Where(slot => !seen.Contains(slot) && !IsIntrospection(slot.FieldName))
                    .Select(slot => $"{shape.Type.Name}.{slot.FieldName}"))
                .Distinct(StringComparer.Ordinal),
        ];
    }

    // INVARIANT: recursion follows the operation's selection, whose depth the limits bound.
    private static void Collect(OutputSelection selection, HashSet<ResultSlot> seen)
    {
        foreach (var field in selection.Types.Values.SelectMany(fields => fields))
        {
            if (field.Slot is { } slot)
            {
                seen.Add(slot);
            }

            if (field.Selection is { } below)
            {
                Collect(below, seen);
            }
        }
    }

    private static bool IsIntrospection(string name) => name.StartsWith("__", StringComparison.Ordinal);
}
