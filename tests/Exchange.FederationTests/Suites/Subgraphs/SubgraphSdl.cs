using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.FederationTests.Suites.Subgraphs;

/// <summary>The texts of a test's subgraph: what it gives to composition, and what it runs on.</summary>
internal static class SubgraphSdl
{
    private const string Link = """
        extend schema @link(url: "https://specs.apollo.dev/federation/v2.5", import: ["@key", "@requires", "@provides", "@external",
          "@shareable", "@override", "@inaccessible", "@tag", "@extends", "@interfaceObject"])

        """;

    /// <summary>SDL of Federation 2, with the directives imported.</summary>
    public static string Version2(string sdl) => Link + sdl;

    /// <summary>The name of the root type of a kind of operation.</summary>
    public static string Root(Schema schema, OperationKind kind) => kind switch
    {
        OperationKind.Mutation => schema.MutationType?.Name ?? "Mutation",
        OperationKind.Subscription => schema.SubscriptionType?.Name ?? "Subscription",
        _ => schema.QueryType.Name,
    };

    /// <summary>The schema that requests run on: with the machinery of the federation specification.</summary>
    public static Schema Served(string sdl)
    {
        var own = SchemaBuilder.Build(sdl, SchemaBuildOptions.Subgraph);
        var query = own.QueryType.Name;
        var entities = own.Types.OfType<ObjectType>().Where(type => type.Directives.Any(directive => directive.Name == "key")).ToList();
        var machinery = entities.Count == 0
            ? $"scalar _Any type _Service {{ sdl: String }} extend type {query} {{ _service: _Service! }}"
            : $$"""
                scalar _Any
                type _Service { sdl: String }
                union _Entity = {{string.Join(" | ", entities.Select(type => type.Name))}}
                extend type {{query}} { _entities(representations: [_Any!]!): [_Entity]! _service: _Service! }
                """;
        return SchemaBuilder.Build($"{sdl}\n{machinery}", SchemaBuildOptions.Subgraph);
    }
}
