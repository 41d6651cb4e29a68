using Exchange.GraphQL.Values;

namespace Exchange.Federation.Governed.Execution;

/// <summary>A delivered value after it was admitted and before it stands in the response; null stands for null.</summary>
internal abstract record Node
{
    /// <summary>A value that was refused.</summary>
    public static Node Invalid { get; } = new InvalidNode();

    private sealed record InvalidNode : Node;
}

/// <summary>A scalar or enum value at its open level.</summary>
internal sealed record LeafNode(Datum Value) : Node;

/// <summary>A list.</summary>
internal sealed record ListNode(Node?[] Items) : Node;

/// <summary>A value object, or what a reduced link implies: parallel to the planned children.</summary>
internal sealed record ObjectNode(Node?[] Fields) : Node;

/// <summary>A link to follow.</summary>
internal sealed record KeyNode(string Type, string Key) : Node;
