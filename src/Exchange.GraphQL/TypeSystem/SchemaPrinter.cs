using Exchange.GraphQL.TypeSystem.Building;

namespace Exchange.GraphQL.TypeSystem;

/// <summary>
/// Prints schemas as SDL in the layout of graphql-js <c>printSchema</c>: descriptions as block strings, definition order, built-in
/// definitions left out. <see cref="SchemaBuilder"/> reads the text back to an equal schema. Stateless; safe to use from several threads.
/// </summary>
public static class SchemaPrinter
{
    /// <summary>
    /// Prints a schema. <paramref name="withAppliedDirectives"/> decides about directives that the schema does not define the meaning of
    /// (for example <c>@key</c>); <c>@deprecated</c>, <c>@specifiedBy</c> and <c>@oneOf</c> are always there.
    /// </summary>
    public static string Print(Schema schema, bool withAppliedDirectives = true)
    {
        var printer = new SchemaText(withAppliedDirectives);
        IEnumerable<string> parts =
        [
            printer.Schema(schema),
            .. schema.Directives.Where(directive => !IsSpecified(directive)).Select(printer.Directive),
            .. schema.Types.Where(type => !IsSpecified(type)).Select(printer.Type),
        ];
        return string.Join("\n\n", parts.Where(part => part.Length > 0));
    }

    /// <summary>Prints one type.</summary>
    public static string Print(NamedType type, bool withAppliedDirectives = true) => new SchemaText(withAppliedDirectives).Type(type);

    private static bool IsSpecified(DirectiveDefinition directive) => SpecifiedDefinitions.Directive(directive.Name) is not null;

    private static bool IsSpecified(NamedType type) =>
        type is ScalarType { IsBuiltIn: true } || type.Name.StartsWith("__", StringComparison.Ordinal);
}
