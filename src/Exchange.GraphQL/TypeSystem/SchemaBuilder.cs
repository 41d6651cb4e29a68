using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem.Building;
using Exchange.GraphQL.TypeSystem.Rules;

namespace Exchange.GraphQL.TypeSystem;

/// <summary>
/// Builds schemas from type system documents (GraphQL September 2025, section 3): extensions merged, built-in scalars, directives and
/// introspection types added, everything validated. Stateless; safe to use from several threads.
/// </summary>
public static class SchemaBuilder
{
    /// <summary>
    /// Parses and builds. Throws <see cref="GraphQLException"/> with the one syntax error or with all errors of the schema, each located
    /// and naming the coordinate that it concerns.
    /// </summary>
    public static Schema Build(string sdl, SchemaBuildOptions? options = null)
    {
        options ??= SchemaBuildOptions.Complete;
        return Build(GraphQLParser.Parse(sdl, options.Limits), options);
    }

    /// <summary>Builds from a parsed document; see <see cref="Build(string, SchemaBuildOptions?)"/>.</summary>
    public static Schema Build(Document document, SchemaBuildOptions? options = null)
    {
        options ??= SchemaBuildOptions.Complete;
        var errors = new SchemaErrors();
        ReservedNamesRule.Check(document, errors);
        var catalog = DefinitionCatalog.Read(document, options, errors);
        var draft = new SchemaAssembler(catalog, options, errors).Assemble();
        SchemaRules.Check(draft, options, errors);
        DefaultValueResolver.Resolve(draft, errors);
        errors.ThrowIfAny();
        return draft.ToSchema();
    }
}
