using Exchange.GraphQL;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.Federation.Supergraphs;

/// <summary>Reads the arguments of join directives: texts, flags, selections and types inside of texts.</summary>
internal static class JoinText
{
    private static readonly ParserLimits Limits = ParserLimits.Default;

    public static ValueNode? Argument(DirectiveNode directive, string name)
    {
        foreach (var argument in directive.Arguments)
        {
            if (argument.Name == name)
            {
                return argument.Value;
            }
        }

        return null;
    }

    public static string? Text(DirectiveNode directive, string name) => (Argument(directive, name) as StringNode)?.Value;

    public static string? Name(DirectiveNode directive, string name) => (Argument(directive, name) as EnumNode)?.Name;

    public static bool Flag(DirectiveNode directive, string name, bool otherwise = false) =>
        Argument(directive, name) is BooleanNode flag ? flag.Value : otherwise;

    /// <summary>The selection that a text holds, its braces left out as the specifications write it. Throws for anything else.</summary>
    public static SelectionSet Selection(string text)
    {
        var document = GraphQLParser.Parse($"{{ {text} }}", Limits);
        return document.Definitions is [OperationDefinition { SelectionSet: var selection }]
            ? selection
            : throw new GraphQLException(new GraphQLError(ErrorCodes.ParseFailed, "A selection of fields is expected."));
    }

    /// <summary>The type that a text names. Throws for anything that is none of the schema's.</summary>
    public static GraphQLType Type(Schema schema, string text)
    {
        var document = GraphQLParser.Parse($"type T {{ f: {text} }}", Limits);
        return document.Definitions is [ObjectDefinitionNode { Fields: [var field] }] && TypeReference.Resolve(schema, field.Type) is { } type
            ? type
            : throw new GraphQLException(new GraphQLError(ErrorCodes.ParseFailed, "A type of the schema is expected."));
    }
}
