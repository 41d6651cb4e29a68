using Exchange.GraphQL.Language;

namespace Exchange.Federation.Composition.Merging;

/// <summary>Builds the arguments of the directives of the join specification.</summary>
internal static class JoinNodes
{
    public static ArgumentNode Text(string name, string value) => new(name, new StringNode(value, isBlock: false));

    public static ArgumentNode Graph(string graph) => new("graph", new EnumNode(graph));

    public static ArgumentNode Flag(string name, bool value) => new(name, new BooleanNode(value));

    public static DirectiveNode Directive(string name, params IEnumerable<ArgumentNode?> arguments) =>
        new(name, [.. arguments.OfType<ArgumentNode>()]);
}
