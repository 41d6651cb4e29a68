using System.Text;
using Exchange.Federation.Planning;

namespace Exchange.Federation.Execution.Prepared;

/// <summary>How objects of one type are written as representations. Immutable.</summary>
/// <param name="Start">The opening brace and the <c>__typename</c>.</param>
/// <param name="Fields">The fields after it.</param>
internal sealed record Represented(byte[] Start, RepresentedField[] Fields)
{
    /// <summary>Prepares a representation of objects of one shape.</summary>
    public static Represented Of(Representation representation) =>
        new(Encoding.UTF8.GetBytes($"{{\"__typename\":\"{representation.TypeName}\""), [.. representation.Fields.Select(RepresentedField.Of)]);
}

/// <summary>One field of a representation. Immutable.</summary>
internal sealed class RepresentedField
{
    private readonly ByType<RepresentedField[]>? _byType;
    private readonly RepresentedField[] _ofEveryType = [];

    private RepresentedField(InputField field)
    {
        Key = Encoding.UTF8.GetBytes($",\"{field.Name}\":");
        Slot = field.Slot.Index;
        IsKey = field.IsKey;
        Wrapping = Wrapping.Of(field.Slot.Type);
        SendsTypeName = field.SendsTypeName;
        if (field.Children is { } children && field.Slot.Shape is { } shape)
        {
            Type = new RuntimeType(shape);
            _byType = new ByType<RepresentedField[]>(
                shape, children.Select(child => KeyValuePair.Create(child.Key, child.Value.Select(Of).ToArray())));
            _ofEveryType = children.TryGetValue("", out var every) ? [.. every.Select(Of)] : [];
        }
    }

    /// <summary>A comma, the quoted name and a colon.</summary>
    public byte[] Key { get; }

    /// <summary>Where the value is kept.</summary>
    public int Slot { get; }

    /// <summary>Whether the object cannot be asked for without it.</summary>
    public bool IsKey { get; }

    /// <summary>Where null is refused.</summary>
    public Wrapping Wrapping { get; }

    /// <summary>Whether objects are sent with their <c>__typename</c>.</summary>
    public bool SendsTypeName { get; }

    /// <summary>The type of its objects; null for leaves.</summary>
    public RuntimeType? Type { get; }

    /// <summary>What is sent of one of its objects.</summary>
    public RepresentedField[] ChildrenOf(CellStore store, int handle) => _byType?.For(store, handle) ?? _ofEveryType;

    /// <summary>Prepares one field.</summary>
    // INVARIANT: recursion follows the plan, whose depth its planner bounds.
    public static RepresentedField Of(InputField field) => new(field);
}
