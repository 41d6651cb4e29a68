using Exchange.GraphQL.Language;

namespace Exchange.Federation.Governed.Composition;

/// <summary>Compares declarations of different subgraphs by their text, and rebuilds nodes without the federation's directives.</summary>
internal static class TypeSignature
{
    private static readonly HashSet<string> Kept = new(StringComparer.Ordinal) { "deprecated", "specifiedBy", "oneOf" };

    public static string Of(TypeNode type) => type switch
    {
        NonNullTypeNode required => $"{Of(required.NullableType)}!",
        ListTypeNode list => $"[{Of(list.ItemType)}]",
        _ => ((NamedTypeNode)type).Name,
    };

    /// <summary>The field's arguments and type; key fields may differ in nullability, so their outer one can be left out.</summary>
    public static string Of(FieldDefinitionNode field, bool ignoreNonNull)
    {
        var type = ignoreNonNull && field.Type is NonNullTypeNode required ? required.NullableType : field.Type;
        return $"{Arguments(field.Arguments)}: {Of(type)}";
    }

    public static string Of(InputValueNode value) =>
        $"{value.Name}: {Of(value.Type)}{(value.DefaultValue is null ? "" : $" = {Of(value.DefaultValue)}")}";

    public static string? Description(IEnumerable<Definition> declarations) =>
        declarations.Select(node => node.Description).FirstOrDefault(text => text is not null);

    /// <summary>The directives that callers may see, of the first declaration that has any.</summary>
    public static IReadOnlyList<DirectiveNode> Directives(IEnumerable<Definition> declarations) =>
        declarations
            .Select(node => node.Directives.Where(directive => Kept.Contains(directive.Name)).ToList())
            .FirstOrDefault(kept => kept.Count > 0) ?? [];

    public static FieldDefinitionNode Public(FieldDefinitionNode field, IEnumerable<FieldDefinitionNode> declarations) =>
        new(field.Name, [.. field.Arguments.Select(Public)], field.Type)
        {
            Description = field.Description ?? Description(declarations),
            Directives = Directives([field]),
            Location = field.Location,
        };

    public static InputValueNode Public(InputValueNode value) => new(value.Name, value.Type, value.DefaultValue)
    {
        Description = value.Description,
        Directives = Directives([value]),
        Location = value.Location,
    };

    private static string Arguments(IReadOnlyList<InputValueNode> arguments) =>
        arguments.Count == 0 ? "" : $"({string.Join(", ", arguments.Select(Of).Order(StringComparer.Ordinal))})";

    public static string Of(ValueNode value) => value switch
    {
        IntNode number => number.Text,
        FloatNode number => number.Text,
        StringNode text => $"\"{text.Value}\"",
        BooleanNode truth => truth.Value ? "true" : "false",
        EnumNode code => code.Name,
        ListNode list => $"[{string.Join(", ", list.Items.Select(Of))}]",
        ObjectNode holder =>
            $"{{{string.Join(", ", holder.Fields.Select(field => $"{field.Name}: {Of(field.Value)}").Order(StringComparer.Ordinal))}}}",
        _ => "null",
    };
}
