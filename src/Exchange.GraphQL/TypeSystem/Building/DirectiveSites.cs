namespace Exchange.GraphQL.TypeSystem.Building;

/// <summary>An element that carries directives: its coordinate, its directive location, the directives.</summary>
internal sealed record DirectiveSite(string Coordinate, string Location, IReadOnlyList<AppliedDirective> Uses);

/// <summary>Every element of a schema that carries directives.</summary>
internal static class DirectiveSites
{
    /// <summary>The sites in definition order, those without directives left out.</summary>
    public static IEnumerable<DirectiveSite> Of(SchemaDraft draft)
    {
        IEnumerable<DirectiveSite> sites =
        [
            new("schema", "SCHEMA", draft.AppliedDirectives),
            .. draft.Types.SelectMany(OfType),
            .. draft.Directives.SelectMany(directive => OfArguments($"@{directive.Name}", directive.Arguments)),
        ];
        return sites.Where(site => site.Uses.Count > 0);
    }

    private static IEnumerable<DirectiveSite> OfType(NamedType type)
    {
        yield return new DirectiveSite(type.Name, LocationOf(type), type.Directives);
        var members = type switch
        {
            FieldsType fields => fields.Fields.SelectMany(field => OfField(type.Name, field)),
            EnumType values => values.Values.Select(
                value => new DirectiveSite($"{type.Name}.{value.Name}", "ENUM_VALUE", value.Directives)),
            InputObjectType input => input.Fields.Select(
                field => new DirectiveSite($"{type.Name}.{field.Name}", "INPUT_FIELD_DEFINITION", field.Directives)),
            _ => [],
        };
        foreach (var member in members)
        {
            yield return member;
        }
    }

    private static IEnumerable<DirectiveSite> OfField(string type, FieldDefinition field) =>
    [
        new DirectiveSite($"{type}.{field.Name}", "FIELD_DEFINITION", field.Directives),
        .. OfArguments($"{type}.{field.Name}", field.Arguments),
    ];

    private static IEnumerable<DirectiveSite> OfArguments(string owner, IReadOnlyList<InputValue> arguments) =>
        arguments.Select(argument => new DirectiveSite($"{owner}({argument.Name}:)", "ARGUMENT_DEFINITION", argument.Directives));

    private static string LocationOf(NamedType type) => type switch
    {
        ScalarType => "SCALAR",
        ObjectType => "OBJECT",
        InterfaceType => "INTERFACE",
        UnionType => "UNION",
        EnumType => "ENUM",
        _ => "INPUT_OBJECT",
    };
}
