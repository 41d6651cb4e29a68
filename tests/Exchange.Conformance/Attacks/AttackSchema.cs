using Exchange.GraphQL.TypeSystem;

namespace Exchange.Conformance.Attacks;

/// <summary>A schema that gives attacks room: types that hold themselves, many possible types, recursive input, close names.</summary>
internal static class AttackSchema
{
    /// <summary>How many object types implement the interface.</summary>
    public const int Kinds = 20;

    /// <summary>How many fields have names that are one letter apart.</summary>
    public const int CloseNames = 200;

    /// <summary>The schema.</summary>
    public static Schema Schema { get; } = SchemaBuilder.Build(Sdl());

    private static string Sdl()
    {
        var kinds = string.Join('\n', Enumerable.Range(0, Kinds).Select(kind => $$"""
            type Kind{{kind}} implements Node { id: ID! child: Node children(first: Int = 10): [Node] only{{kind}}: Int }
            """));
        var close = string.Join(' ', Enumerable.Range(0, CloseNames).Select(i => $"description{i:000}: String"));
        return $$"""
            directive @tag(name: String) repeatable on FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT | QUERY | VARIABLE_DEFINITION
            interface Node { id: ID! child: Node children(first: Int = 10): [Node] }
            {{kinds}}
            union Any = {{string.Join(" | ", Enumerable.Range(0, Kinds).Select(kind => $"Kind{kind}"))}}
            type Wide { {{close}} }
            enum Colour { {{string.Join(' ', Enumerable.Range(0, 100).Select(i => $"COLOUR_{i}"))}} }
            input Filter { and: [Filter!] not: Filter text: String numbers: [[Int]] colours: [Colour!] }
            type Query {
              node(id: ID): Node
              any: Any
              wide: Wide
              find(filter: Filter, ids: [ID!], deep: [[[[Int]]]], number: Int, text: String): Node
            }
            type Subscription { reported: Node moved: Node }
            """;
    }
}
