using Exchange.GraphQL.Language;

namespace Exchange.Federation.Composition.Subgraphs;

/// <summary>A directive on an element of a subgraph.</summary>
/// <param name="Own">Federation's own name of it; null where it is none of federation's.</param>
/// <param name="Node">As written.</param>
/// <param name="IsOnExtension">Whether it stands on <c>extend …</c>.</param>
internal sealed record DirectiveUse(string? Own, DirectiveNode Node, bool IsOnExtension = false)
{
    /// <summary>The value of an argument; null where it is not given.</summary>
    public ValueNode? Argument(string name) => FederationNames.Argument(Node, name);

    /// <summary>The text of an argument; null where it is not given or not a string.</summary>
    public string? Text(string argument) => (Argument(argument) as StringNode)?.Value;

    /// <summary>Whether an argument is given as <c>false</c>.</summary>
    public bool IsFalse(string argument) => Argument(argument) is BooleanNode { Value: false };
}
