using System.Text;
using Exchange.Federation.Planning;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.Federation.Execution.Prepared;

/// <summary>How an object of an answer is read into an object of the store. Immutable.</summary>
/// <param name="Fields">Its fields, in the order in which they are expected.</param>
/// <param name="Slots">The slots of the object.</param>
internal sealed record ReadSelection(ReadField[] Fields, int Slots)
{
    /// <summary>Prepares a selection on objects of <paramref name="shape"/>.</summary>
    // INVARIANT: recursion follows the plan, whose depth its planner bounds.
    public static ReadSelection Of(FetchSelection selection, ResultShape shape) =>
        new([.. selection.Fields.Select(field => ReadField.Of(field, shape))], shape.Slots.Count);

    /// <summary>The field of that name in the answer, or null.</summary>
    public ReadField? Find(string responseName) => Array.Find(Fields, field => field.ResponseName == responseName);
}

/// <summary>How one field of an answer is read.</summary>
internal sealed class ReadField(string responseName, int slot, int listDepth, ReadSelection? selection, bool takesComposite)
{
    /// <summary>Its name in the answer.</summary>
    public string ResponseName { get; } = responseName;

    /// <summary>The same as it stands in the answer, quotes included.</summary>
    public byte[] Quoted { get; } = Encoding.UTF8.GetBytes($"\"{responseName}\"");

    /// <summary>Where the value goes.</summary>
    public int Slot { get; } = slot;

    /// <summary>How many lists are around the named type.</summary>
    public int ListDepth { get; } = listDepth;

    /// <summary>What is read of its objects; null for leaves.</summary>
    public ReadSelection? Selection { get; } = selection;

    /// <summary>Whether a leaf of the type may be any JSON: custom scalars.</summary>
    public bool TakesComposite { get; } = takesComposite;

    /// <summary>
    /// Of <c>__typename</c>: the quoted names of interfaces. Where an interface is an object in a subgraph (<c>@interfaceObject</c>) it answers
    /// with the interface's name, which tells nothing of the runtime type.
    /// </summary>
    public byte[][] NoTypes { get; init; } = [];

    /// <summary>Prepares one field of objects of <paramref name="owner"/>.</summary>
    public static ReadField Of(FetchField field, ResultShape owner)
    {
        var shape = field.Slot.Shape;
        var selection = field.Selection is null || shape is null ? null : ReadSelection.Of(field.Selection, shape);
        return new ReadField(
            field.ResponseName,
            field.Slot.Index,
            Wrapping.Of(field.Slot.Type).Lists,
            selection,
            selection is null && field.Slot.Type.Named is ScalarType { IsBuiltIn: false })
        {
            NoTypes = field.Slot == owner.TypeSlot && owner.Type is FieldsType type ? [.. InterfacesOf(type).Select(RuntimeType.Quoted)] : [],
        };
    }

    private static IEnumerable<string> InterfacesOf(FieldsType type) =>
        type.Interfaces.Select(known => known.Name).Concat(type is InterfaceType ? [type.Name] : []);
}

/// <summary>The lists around a named type and which of the levels refuse null.</summary>
/// <param name="Lists">How many lists there are.</param>
/// <param name="NonNull">Bit 0 for the value as a whole, then one for the items of each list.</param>
internal readonly record struct Wrapping(int Lists, ulong NonNull)
{
    /// <summary>Reads it off a type; lists beyond 63 levels are not told apart.</summary>
    public static Wrapping Of(GraphQLType type)
    {
        var lists = 0;
        var nonNull = 0UL;
        while (type is not NamedType)
        {
            if (type is NonNullType required)
            {
                nonNull |= 1UL << Math.Min(lists, 63);
                type = required.Inner;
            }
            else
            {
                lists++;
                type = ((ListType)type).Item;
            }
        }

        return new Wrapping(lists, nonNull);
    }

    /// <summary>Whether null is refused at that level.</summary>
    public bool Refuses(int level) => (NonNull >> Math.Min(level, 63) & 1) != 0;
}
