using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.GraphQL.Execution;

/// <summary>Resolves written type references against a schema (GraphQL September 2025, section 2.11).</summary>
public static class TypeReference
{
    /// <summary>Above this many nested lists a reference is treated as unknown; parsers stop far earlier.</summary>
    private const int MaxNesting = 250;

    /// <summary>The type, or null when the schema does not know its name.</summary>
    public static GraphQLType? Resolve(Schema schema, TypeNode node) => Resolve(schema, node, MaxNesting);

    /// <summary>The name inside all lists and non-nulls.</summary>
    public static NamedTypeNode Innermost(TypeNode node)
    {
        while (true)
        {
            switch (node)
            {
                case ListTypeNode list:
                    node = list.ItemType;
                    break;
                case NonNullTypeNode nonNull:
                    node = nonNull.NullableType;
                    break;
                default:
                    return (NamedTypeNode)node;
            }
        }
    }

    private static GraphQLType? Resolve(Schema schema, TypeNode node, int nestingLeft) => node switch
    {
        _ when nestingLeft == 0 => null,
        NamedTypeNode named => schema.Type(named.Name),
        ListTypeNode list => Resolve(schema, list.ItemType, nestingLeft - 1) is { } item ? new ListType(item) : null,
        NonNullTypeNode nonNull => Resolve(schema, nonNull.NullableType, nestingLeft - 1) is { } inner ? new NonNullType(inner) : null,
        _ => null,
    };
}
