using System.Text;
using Exchange.Federation.Planning;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.Federation.Execution.Prepared;

/// <summary>What the caller sees of objects of one type. Immutable.</summary>
/// <param name="QuotedName">The type's name as <c>__typename</c> gives it.</param>
/// <param name="Fields">The fields in response order.</param>
internal sealed record Output(byte[] QuotedName, OutputEntry[] Fields)
{
    /// <summary>The first field that is kept in a slot and shown under these conditions, or null.</summary>
    public OutputEntry? Shown(int slot, ulong conditions) =>
        Array.Find(Fields, field => field.Kind == OutputKind.Slot && field.Slot == slot && field.Condition?.Holds(conditions) != false);
}

/// <summary>What an <see cref="OutputEntry"/> is.</summary>
internal enum OutputKind : byte
{
    /// <summary>Kept in a slot.</summary>
    Slot,

    /// <summary><c>__typename</c>.</summary>
    TypeName,

    /// <summary><c>__schema</c> or <c>__type</c>.</summary>
    Introspection,

    /// <summary>Null, because the caller may not see it.</summary>
    Closed,
}

/// <summary>What a leaf may be.</summary>
internal enum LeafKind : byte
{
    /// <summary>Whatever JSON can carry.</summary>
    Custom,

    /// <summary>A whole number of 32 bits.</summary>
    Int,

    /// <summary>A finite number.</summary>
    Float,

    /// <summary>Text.</summary>
    String,

    /// <summary>A Boolean.</summary>
    Boolean,

    /// <summary>Text, or a whole number that becomes text.</summary>
    Id,

    /// <summary>One of the names that callers may see.</summary>
    Enum,
}

/// <summary>One field of the answer. Immutable.</summary>
internal sealed class OutputEntry
{
    private OutputEntry(OutputField field, int number, ByType<Output>? selection, IReadOnlyList<string> variables)
    {
        var selected = field.Field;
        var named = selected.Definition.Type.Named;
        Number = number;
        Field = field;
        Key = Encoding.UTF8.GetBytes($",\"{selected.ResponseName}\":");
        Condition = ConditionMask.Of(selected.Condition, variables);
        Kind = field.IsClosed ? OutputKind.Closed
            : selected.IsTypeName ? OutputKind.TypeName
            : field.Slot is null ? OutputKind.Introspection : OutputKind.Slot;
        Slot = field.Slot?.Index ?? -1;
        Wrapping = Wrapping.Of(selected.Definition.Type);
        Selection = selection;
        Leaf = LeafOf(named);
        EnumValues = named is EnumType names ? [.. names.Values.Select(value => RuntimeType.Quoted(value.Name))] : [];
    }

    /// <summary>Its position in <see cref="ExecutablePlan.Entries"/>.</summary>
    public int Number { get; }

    /// <summary>The planned field.</summary>
    public OutputField Field { get; }

    /// <summary>A comma, the quoted response name and a colon.</summary>
    public byte[] Key { get; }

    /// <summary>When it is part of the answer; null for always.</summary>
    public ConditionMask? Condition { get; }

    /// <summary>What it is.</summary>
    public OutputKind Kind { get; }

    /// <summary>Where its value is kept; -1 for none.</summary>
    public int Slot { get; }

    /// <summary>Its lists, and where null is refused.</summary>
    public Wrapping Wrapping { get; }

    /// <summary>What the caller sees of its objects; null for leaves.</summary>
    public ByType<Output>? Selection { get; }

    /// <summary>What its leaves may be.</summary>
    public LeafKind Leaf { get; }

    /// <summary>The quoted names of an enum.</summary>
    public byte[][] EnumValues { get; }

    /// <summary>Prepares what the caller sees of objects of <paramref name="shape"/>; adds every field to <paramref name="entries"/>.</summary>
    // INVARIANT: recursion follows the operation, whose depth is bounded where it is compiled.
    public static ByType<Output> Prepare(
        OutputSelection selection, ResultShape shape, IReadOnlyList<string> variables, List<OutputEntry> entries)
    {
        var types = new List<KeyValuePair<string, Output>>();
        foreach (var (type, fields) in selection.Types)
        {
            var prepared = new OutputEntry[fields.Count];
            for (var i = 0; i < prepared.Length; i++)
            {
                var field = fields[i];
                var inner = field.Selection is null || field.Slot?.Shape is null
                    ? null
                    : Prepare(field.Selection, field.Slot.Shape, variables, entries);
                prepared[i] = new OutputEntry(field, entries.Count, inner, variables);
                entries.Add(prepared[i]);
            }

            types.Add(KeyValuePair.Create(type, new Output(RuntimeType.Quoted(type), prepared)));
        }

        return new ByType<Output>(shape, types);
    }

    private static LeafKind LeafOf(NamedType type) => type is EnumType ? LeafKind.Enum : type.Name switch
    {
        "Int" => LeafKind.Int,
        "Float" => LeafKind.Float,
        "String" => LeafKind.String,
        "Boolean" => LeafKind.Boolean,
        "ID" => LeafKind.Id,
        _ => LeafKind.Custom,
    };
}
