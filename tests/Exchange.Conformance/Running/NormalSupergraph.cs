using Exchange.GraphQL.Language;

namespace Exchange.Conformance.Running;

/// <summary>
/// A supergraph document as sorted lines, one for each thing that it says: elements, types, defaults, descriptions and directives. What every
/// document carries alike, the definitions of link and join, is left out, and with it the version of join.
/// </summary>
internal static class NormalSupergraph
{
    public static IReadOnlyList<string> Lines(string sdl) =>
        [.. GraphQLParser.Parse(sdl, ParserLimits.Unlimited).Definitions.SelectMany(Definition).Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Definition(Definition definition) => definition switch
    {
        SchemaDefinitionNode schema =>
        [
            .. schema.RootTypes.Select(root => $"schema {root.Kind}: {root.Type.Name}"),
            .. Directives("schema", schema).Where(line =>
                !line.Contains("/link/v", StringComparison.Ordinal) && !line.Contains("/join/v", StringComparison.Ordinal)),
        ],
        DirectiveDefinitionNode directive when !IsMachinery(directive.Name) => [DocumentPrinter.Print(directive, PrintLayout.Compact)],
        TypeDefinitionNode type when type.Name == "join__Graph" || !IsMachinery(type.Name) =>
            [$"{type.GetType().Name} {type.Name}", .. Described(type.Name, type), .. Members(type)],
        _ => [],
    };

    private static bool IsMachinery(string name) =>
        name == "link" || name.StartsWith("link__", StringComparison.Ordinal) || name.StartsWith("join__", StringComparison.Ordinal);

    private static IEnumerable<string> Members(TypeDefinitionNode type) => type switch
    {
        ObjectDefinitionNode node =>
            [.. node.Interfaces.Select(contract => $"{type.Name} implements {contract.Name}"), .. node.Fields.SelectMany(field => Field(type.Name, field))],
        InterfaceDefinitionNode node =>
            [.. node.Interfaces.Select(contract => $"{type.Name} implements {contract.Name}"), .. node.Fields.SelectMany(field => Field(type.Name, field))],
        UnionDefinitionNode node => node.Members.Select(member => $"{type.Name} = {member.Name}"),
        EnumDefinitionNode node => node.Values.SelectMany(value => Described($"{type.Name}.{value.Name}", value).Prepend($"{type.Name}.{value.Name}")),
        InputObjectDefinitionNode node => node.Fields.SelectMany(field => Input($"{type.Name}.{field.Name}", field)),
        _ => [],
    };

    private static IEnumerable<string> Field(string type, FieldDefinitionNode field)
    {
        var coordinate = $"{type}.{field.Name}";
        return
        [
            $"{coordinate}: {DocumentPrinter.Print(field.Type)}",
            .. Described(coordinate, field),
            .. field.Arguments.SelectMany(argument => Input($"{coordinate}({argument.Name}:)", argument)),
        ];
    }

    private static IEnumerable<string> Input(string coordinate, InputValueNode input)
    {
        var text = input.DefaultValue is null ? "" : $" = {DocumentPrinter.Print(input.DefaultValue)}";
        return Described(coordinate, input).Prepend($"{coordinate}: {DocumentPrinter.Print(input.Type)}{text}");
    }

    private static IEnumerable<string> Described(string coordinate, Definition element) =>
        element.Description is null ? Directives(coordinate, element) : Directives(coordinate, element).Prepend($"{coordinate} \"{element.Description}\"");

    private static IEnumerable<string> Directives(string coordinate, Definition element) => element.Directives.Select(directive =>
        $"{coordinate} @{directive.Name}({string.Join(", ", directive.Arguments
            .Select(argument => $"{argument.Name}: {DocumentPrinter.Print(argument.Value)}").Order(StringComparer.Ordinal))})");
}
