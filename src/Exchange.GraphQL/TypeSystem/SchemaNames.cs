using Exchange.GraphQL.Language;

namespace Exchange.GraphQL.TypeSystem;

/// <summary>The names that documents for a schema are made of.</summary>
internal static class SchemaNames
{
    private static readonly string[] OfTheLanguage =
        ["query", "mutation", "subscription", "fragment", "true", "false", "null", "__typename", "__schema", "__type", "name"];

    /// <summary>The names of everything that <paramref name="schema"/> defines, and those that no schema need define.</summary>
    public static KnownNames Of(Schema schema) => new(
    [
        .. OfTheLanguage,
        .. schema.Types.SelectMany(type => Members(type).Prepend(type.Name)),
        .. schema.Directives.SelectMany(directive => Names(directive.Arguments).Prepend(directive.Name)),
    ]);

    private static IEnumerable<string> Members(NamedType type) => type switch
    {
        FieldsType withFields => withFields.Fields.SelectMany(field => Names(field.Arguments).Prepend(field.Name)),
        InputObjectType input => Names(input.Fields),
        EnumType @enum => @enum.Values.Select(value => value.Name),
        _ => [],
    };

    private static IEnumerable<string> Names(IEnumerable<InputValue> inputs) => inputs.Select(input => input.Name);
}
