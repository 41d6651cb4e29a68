using Exchange.GraphQL.Execution;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.Federation.Planning;

/// <summary>
/// What a plan may fetch: the caller's fields, and the fields that only join (keys and <c>@requires</c>), which are for the hub's own use.
/// Without grants everything is open. Implementations are immutable.
/// </summary>
public sealed class PlanGrants
{
    /// <summary>Whether a selected field is open to the caller. A closed one is null in the answer and in no request.</summary>
    public required Func<SelectedField, bool> IsOpen { get; init; }

    /// <summary>
    /// Whether the rule that opens the first coordinate lets the hub read the second one to get there. Where it does not, no plan may lead
    /// over it; what cannot be reached without is closed.
    /// </summary>
    public required Func<string, string, bool> MayJoin { get; init; }

    /// <summary>
    /// Grants by the coordinates of the full schema. A rule on a field of an interface holds on its implementations, and a rule on an
    /// implementation also where the field is selected on the interface: a field is open where none of these closes it.
    /// </summary>
    public static PlanGrants ByCoordinate(Schema full, Func<string, bool> isOpen, Func<string, string, bool> mayJoin) => new()
    {
        IsOpen = field => field.Definition.Name.StartsWith("__", StringComparison.Ordinal)
            || Coordinates((ObjectType)full.Type(field.Parent.Name)!, field.Definition.Name).All(isOpen),
        MayJoin = mayJoin,
    };

    internal static IEnumerable<string> Coordinates(ObjectType type, string field) => type.Interfaces
        .Where(one => one.Field(field) is not null)
        .Select(one => $"{one.Name}.{field}")
        .Prepend($"{type.Name}.{field}");
}
