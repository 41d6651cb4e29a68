using Exchange.Federation.Composition;
using Exchange.Federation.Supergraphs;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Language;

namespace Exchange.Benchmarks.Federation;

/// <summary>The shop, composed, and its one query.</summary>
internal static class ShopGraph
{
    public static string Query { get; } =
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "beside-federation-gateways", "query.graphql"));

    public static Supergraph Compose() => Compose(Shop.Subgraphs.Select(subgraph => new Subgraph(subgraph.Name, subgraph.Sdl)));

    public static Supergraph Compose(IEnumerable<Subgraph> subgraphs)
    {
        var composed = SupergraphComposer.Compose([.. subgraphs]);
        return composed.Supergraph ?? throw new InvalidOperationException(string.Join('\n', composed.Errors.Select(error => error.Message)));
    }

    public static Operation Compile(Supergraph graph, string query)
    {
        var document = GraphQLParser.Parse(query);
        return OperationCompiler.CompileConditional(
            graph.Schema, document, OperationSelector.Select(document, null), OperationLimits.Unlimited);
    }
}
