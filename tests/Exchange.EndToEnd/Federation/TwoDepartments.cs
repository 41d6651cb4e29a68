using System.Text.Json;
using Exchange.EndToEnd.Running;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Values;

namespace Exchange.EndToEnd.Federation;

/// <summary>Two departments of Apollo Federation, and a gateway that was given both: one by its SDL, the other by its address alone.</summary>
public sealed class TwoDepartments : IAsyncLifetime
{
    internal const string LibrarySdl = """
        extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])
        type Query { books: [Book!]! book(id: ID!): Book }
        type Mutation { rename(id: ID!, title: String!): Book }
        type Book @key(fields: "id") { id: ID! title: String }
        """;

    internal const string ReviewSdl = """
        extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])
        type Query { latest: Review }
        type Review { text: String! book: Book! }
        type Book @key(fields: "id") { id: ID! reviews: [Review!] }
        """;

    private readonly Dictionary<string, string> _titles = new() { ["1"] = "第一册", ["2"] = "Two" };

    internal TemporaryFolder Folder { get; } = new();

    internal SubgraphServer Library { get; private set; } = null!;

    internal SubgraphServer Reviews { get; private set; } = null!;

    internal FederateProcess Gateway { get; private set; } = null!;

    internal HttpClient Client { get; private set; } = null!;

    /// <summary>The file that lists both.</summary>
    internal string Subgraphs => Folder.Of("graph", "subgraphs.json");

    public async ValueTask InitializeAsync()
    {
        Library = await SubgraphServer.StartAsync(LibrarySdl, "Book", new Dictionary<string, FieldResolver>
        {
            ["Query.books"] = _ => Of(_titles.Keys.Order(StringComparer.Ordinal).Select(Book).ToList()),
            ["Query.book"] = context => Of(BookOf(context.Arguments["id"].AsString())),
            ["Mutation.rename"] = context => Of(Rename(context.Arguments)),
            ["Query._entities"] = context => Of(Keys(context).Select(BookOf).ToList()),
        });
        Reviews = await SubgraphServer.StartAsync(ReviewSdl, "Book", new Dictionary<string, FieldResolver>
        {
            ["Query.latest"] = _ => Of(Review("1")),
            ["Query._entities"] = context => Of(Keys(context).Select(Reviewed).ToList()),
        });
        Directory.CreateDirectory(Folder.Of("graph"));
        Directory.CreateDirectory(Folder.Of("work"));
        await File.WriteAllTextAsync(Folder.Of("graph", "library.graphql"), LibrarySdl);
        await File.WriteAllTextAsync(Subgraphs, JsonSerializer.Serialize(new object[]
        {
            new { name = "library", url = Library.Url, sdlFile = "library.graphql" },
            new { name = "reviews", url = Reviews.Url },
        }));
        Gateway = await FederateProcess.StartAsync(Folder.Of("work"), "--subgraphs", Subgraphs);
        Client = new HttpClient { BaseAddress = Gateway.Address };
    }

    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        await (Gateway?.DisposeAsync() ?? default);
        await (Reviews?.DisposeAsync() ?? default);
        await (Library?.DisposeAsync() ?? default);
        Folder.Dispose();
    }

    private static ValueTask<object?> Of(object? value) => new(value);

    private static IEnumerable<string> Keys(FieldContext context) =>
        context.Arguments["representations"].AsList().Select(one => one.AsObject()["id"].AsString());

    private static Dictionary<string, object?> Review(string id) => new()
    {
        ["text"] = $"About {id}",
        ["book"] = new Dictionary<string, object?> { ["__typename"] = "Book", ["id"] = id },
    };

    private static Dictionary<string, object?> Reviewed(string id) => new()
    {
        ["__typename"] = "Book", ["id"] = id, ["reviews"] = new[] { Review(id) },
    };

    private object? BookOf(string id) => _titles.ContainsKey(id) ? Book(id) : null;

    private Dictionary<string, object?> Book(string id) => new() { ["__typename"] = "Book", ["id"] = id, ["title"] = _titles[id] };

    private object? Rename(DatumObject arguments)
    {
        // The other tests read the titles: a renamed book is given back, and kept as it was.
        var book = Book(arguments["id"].AsString());
        book["title"] = arguments["title"].AsString();
        return book;
    }
}
