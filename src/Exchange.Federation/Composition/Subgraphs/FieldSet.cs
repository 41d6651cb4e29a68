using Exchange.GraphQL;
using Exchange.GraphQL.Language;

namespace Exchange.Federation.Composition.Subgraphs;

/// <summary>Reads the field sets of <c>@key</c>, <c>@requires</c> and <c>@provides</c>, and walks over their fields.</summary>
internal static class FieldSet
{
    private const int MaxDepth = 64;

    private static readonly ParserLimits Limits = new() { MaxBytes = 64 * 1024, MaxTokens = 10_000, MaxNesting = MaxDepth };

    /// <summary>Reads a field set with or without its outer braces; null with the problem where it is none.</summary>
    public static SelectionSet? Parse(string text, out string? problem)
    {
        problem = null;
        try
        {
            var braced = text.TrimStart().StartsWith('{') ? text : $"{{{text}}}";
            if (GraphQLParser.Parse(braced, Limits).Definitions is [OperationDefinition { Kind: OperationKind.Query } operation])
            {
                return operation.SelectionSet;
            }

            problem = "It is not a selection of fields.";
        }
        catch (GraphQLException exception)
        {
            problem = exception.Message;
        }

        return null;
    }

    /// <summary>The field set of a directive; null where it has none that can be read.</summary>
    public static SelectionSet? Of(DirectiveUse use) => use.Text("fields") is { } text ? Parse(text, out _) : null;

    /// <summary>Every field that the set names on a type of that subgraph, the inner ones included; what does not exist is left out.</summary>
    public static IEnumerable<SubgraphField> Fields(SubgraphSchema schema, SubgraphType type, SelectionSet set)
    {
        foreach (var selection in set.Selections)
        {
            switch (selection)
            {
                case FieldNode node when type.Field(node.Name) is { } field:
                    yield return field;
                    foreach (var inner in Inner(schema, schema.Type(field.NamedType), node.SelectionSet))
                    {
                        yield return inner;
                    }

                    break;
                case InlineFragment fragment:
                    var target = fragment.TypeCondition is null ? type : schema.Type(fragment.TypeCondition);
                    foreach (var inner in Inner(schema, target, fragment.SelectionSet))
                    {
                        yield return inner;
                    }

                    break;
            }
        }
    }

    /// <summary>Every field that a directive of that type, or of a field of it, names.</summary>
    public static IEnumerable<SubgraphField> Fields(SubgraphSchema schema, SubgraphType? type, DirectiveUse use) =>
        type is not null && Of(use) is { } set ? Fields(schema, type, set) : [];

    private static IEnumerable<SubgraphField> Inner(SubgraphSchema schema, SubgraphType? type, SelectionSet? set) =>
        type is null || set is null ? [] : Fields(schema, type, set);
}
