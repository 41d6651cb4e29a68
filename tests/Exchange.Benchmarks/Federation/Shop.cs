using System.Text.Json;

namespace Exchange.Benchmarks.Federation;

/// <summary>
/// The shop of the classic federation workload in four subgraphs: accounts, inventory, products and reviews. Each knows only its own part; what
/// belongs to another is a key.
/// </summary>
internal static class Shop
{
    private const int Users = 4;
    private const int Products = 8;
    private const int Reviews = 12;

    /// <summary>The subgraphs by name.</summary>
    public static IReadOnlyList<ShopSubgraph> Subgraphs { get; } = [Accounts(), Inventory(), ProductCatalogue(), ReviewBook()];

    private static ShopSubgraph Accounts()
    {
        var users = Enumerable.Range(1, Users).Select(id => new ShopObject(
            "User", ("id", $"{id}"), ("name", $"Reader {id}"), ("username", $"reader{id}"), ("birthday", 1970 + id))).ToArray();
        return new ShopSubgraph(
            "accounts",
            """
            type Query { me: User users: [User] }
            type User @key(fields: "id") { id: ID! name: String username: String birthday: Int }
            """,
            new ShopObject("Query", ("me", users[0]), ("users", users)),
            entity => users[int.Parse(entity.GetProperty("id").GetString()!) - 1]);
    }

    private static ShopSubgraph Inventory() => new(
        "inventory",
        """
        type Product @key(fields: "upc") {
          upc: String! weight: Int @external price: Int @external
          inStock: Boolean shippingEstimate: Int @requires(fields: "price weight")
        }
        """,
        new ShopObject("Query"),
        InStock);

    private static ShopObject InStock(JsonElement entity)
    {
        var upc = entity.GetProperty("upc").GetString()!;
        var isPriced = entity.TryGetProperty("price", out var price);
        return new ShopObject(
            "Product",
            ("upc", upc),
            ("inStock", int.Parse(upc) % 3 != 0),
            ("shippingEstimate", isPriced ? (price.GetInt32() > 1000 ? 0 : entity.GetProperty("weight").GetInt32() / 2) : null));
    }

    private static ShopSubgraph ProductCatalogue()
    {
        var products = Enumerable.Range(1, Products).Select(upc => new ShopObject(
            "Product", ("upc", $"{upc}"), ("name", $"A thing of use, number {upc}"), ("price", 150 * upc), ("weight", 40 * upc))).ToArray();
        return new ShopSubgraph(
            "products",
            """
            type Query { topProducts: [Product] }
            type Product @key(fields: "upc") { upc: String! name: String price: Int weight: Int }
            """,
            new ShopObject("Query", ("topProducts", products.Take(5).ToArray())),
            entity => products[int.Parse(entity.GetProperty("upc").GetString()!) - 1]);
    }

    private static ShopSubgraph ReviewBook()
    {
        var users = Enumerable.Range(1, Users).Select(id => new ShopObject("User", ("id", $"{id}"), ("reviews", null))).ToArray();
        var products = Enumerable.Range(1, Products).Select(upc => new ShopObject("Product", ("upc", $"{upc}"), ("reviews", null))).ToArray();
        var reviews = Enumerable.Range(0, Reviews).Select(i => new ShopObject(
            "Review",
            ("id", $"{i + 1}"),
            ("body", $"What I think of it, in a sentence of some length, for the {i + 1}. time."),
            ("author", users[i % Users]),
            ("product", products[i * 5 % Products]))).ToArray();
        foreach (var user in users)
        {
            user.Fields["reviews"] = reviews.Where(review => ReferenceEquals(review["author"], user)).ToArray();
        }

        foreach (var product in products)
        {
            product.Fields["reviews"] = reviews.Where(review => ReferenceEquals(review["product"], product)).ToArray();
        }

        return new ShopSubgraph(
            "reviews",
            """
            type Review @key(fields: "id") { id: ID! body: String author: User product: Product }
            type User @key(fields: "id") { id: ID! reviews: [Review] }
            type Product @key(fields: "upc") { upc: String! reviews: [Review] }
            """,
            new ShopObject("Query"),
            entity => entity.GetProperty("__typename").GetString() switch
            {
                "User" => users[int.Parse(entity.GetProperty("id").GetString()!) - 1],
                "Product" => products[int.Parse(entity.GetProperty("upc").GetString()!) - 1],
                _ => reviews[int.Parse(entity.GetProperty("id").GetString()!) - 1],
            });
    }
}
