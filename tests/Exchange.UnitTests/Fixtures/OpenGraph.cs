using System.Text;
using System.Text.Json;
using Exchange.Federation.Composition;
using Exchange.Federation.Sources;
using Exchange.Federation.Supergraphs;
using Exchange.GraphQL.Values;
using Exchange.Pipeline;
using Exchange.Pipeline.Open;

namespace Exchange.UnitTests.Fixtures;

/// <summary>A small graph of two subgraphs behind an open pipeline: books, and what is said of them.</summary>
internal sealed class OpenGraph
{
    private const string Link = """extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])""";

    private static readonly Supergraph Graph = SupergraphComposer.Compose(
    [
        new Subgraph("library", Link + """
            scalar Filter
            type Query { book(id: ID!): Book found(filter: Filter): Book counted: Int! shelf: Shelf }
            type Mutation { rename(id: ID!, title: String!): Book }
            type Book @key(fields: "id") { id: ID! title: String }
            type Shelf { width: Int! }
            """),
        new Subgraph("reviews", Link + """
            type Subscription { reviewed: Review }
            type Review { text: String! book: Book! }
            type Book @key(fields: "id") { id: ID! reviews: [Review!] }
            """),
    ]).Supergraph!;

    private int _ids;

    public OpenGraph(ISubgraphSource library, ISubgraphSource reviews) => Pipeline = new OpenPipeline(new OpenParts
    {
        Supergraph = Graph,
        Sources = [.. Graph.Subgraphs.Select(subgraph => subgraph.Name == "library" ? library : reviews)],
        Time = TimeProvider.System,
        NewAccessId = _ => $"access-{Interlocked.Increment(ref _ids)}",
        Fault = (_, fault) => Faults.Add(fault),
    });

    public OpenPipeline Pipeline { get; }

    public List<Exception> Faults { get; } = [];

    public static HubRequest Request(string document, string? variables = null) => new()
    {
        Document = Encoding.UTF8.GetBytes(document),
        Variables = variables is null ? null : DatumReader.Read(Encoding.UTF8.GetBytes(variables)).AsObject(),
    };

    public ValueTask<HubResponse> AskAsync(string document, string? variables = null) =>
        Pipeline.AnswerAsync(Request(document, variables), CancellationToken.None);

    public static JsonElement Json(HubResponse response)
    {
        using var document = JsonDocument.Parse(response.Body);
        return document.RootElement.Clone();
    }
}
