using Exchange.GraphQL.Execution;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.Federation.Planning;

/// <summary>
/// How the objects at one place of the result are kept: a slot for each different field that any request fetches there, the fields that
/// only join included. Immutable once the plan is made.
/// </summary>
public sealed class ResultShape
{
    internal ResultShape(int index, NamedType type)
    {
        Index = index;
        Type = type;
    }

    /// <summary>Its position in <see cref="FetchPlan.Shapes"/>.</summary>
    public int Index { get; }

    /// <summary>The declared type here, of the full schema: an object, interface or union.</summary>
    public NamedType Type { get; }

    /// <summary>The slots, each at its <see cref="ResultSlot.Index"/>.</summary>
    public IReadOnlyList<ResultSlot> Slots { get; internal set; } = [];

    /// <summary>
    /// Where the runtime type's name is kept; null where the declared type is an object type and every object has it.
    /// </summary>
    public ResultSlot? TypeSlot { get; internal set; }
}

/// <summary>One value of an object: what one field with one set of arguments gives.</summary>
/// <param name="Index">Its position in its shape.</param>
/// <param name="FieldName">The field's name in the graph; <c>__typename</c> for the runtime type.</param>
/// <param name="Type">The field's type in the supergraph.</param>
/// <param name="Shape">
/// The shape of the objects in it; null for leaves. Several requests may fill the same slot: their objects are merged, item by item in lists,
/// because each brings other fields of the same objects.
/// </param>
public sealed record ResultSlot(int Index, string FieldName, GraphQLType Type, ResultShape? Shape);

/// <summary>One step on the way from the root object to the objects of a fetch: lists are passed through.</summary>
/// <param name="Slot">The slot of the objects here that holds the next ones.</param>
/// <param name="Types">The runtime types of the objects here, those that hold the slot, that are followed; null for all.</param>
public sealed record PathStep(ResultSlot Slot, IReadOnlyList<string>? Types);

/// <summary>What the caller sees of the objects at one place, parallel to a <see cref="SelectedSet"/>.</summary>
public sealed class OutputSelection
{
    /// <summary>
    /// By runtime type, the fields in response order. Holds the types that callers may see; an object of any other type is null to them.
    /// The entry under the empty name, if any, is for objects whose type no request asked for, because all types are answered alike
    /// (interface objects).
    /// </summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<OutputField>> Types { get; init; }
}

/// <summary>One field of the answer.</summary>
/// <param name="Field">The caller's field: response name, type, condition.</param>
/// <param name="Slot">Where its value is kept; null for <c>__typename</c>, for introspection and for what is closed.</param>
/// <param name="Selection">What the caller sees of the objects in it; null for leaves.</param>
/// <param name="IsClosed">Whether the caller may not see it: it was not fetched and is null.</param>
public sealed record OutputField(SelectedField Field, ResultSlot? Slot, OutputSelection? Selection, bool IsClosed);
