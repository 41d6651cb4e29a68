using Exchange.FederationTests.Suites.Subgraphs;
using Exchange.GraphQL.Values;

namespace Exchange.FederationTests.Suites;

/// <summary>What is required carries arguments, which may differ from those that the caller gives to the same field.</summary>
public sealed class RequiresWithArgumentsTests
{
    private readonly FederatedGraph _graph = new(
        new MemorySubgraph("prices", """
            type Query { product: Product products: [Product!] }
            type Product @key(fields: "id") {
              id: ID!
              price(currency: Currency! = CNY, net: Boolean): Int
              offers(first: Int = 10, filter: Filter): [Offer!]
            }
            enum Currency { CNY EUR }
            input Filter { max: Int tags: [String!] }
            type Offer { seller(upper: Boolean = false): String amount: Int }
            """)
            .Answers("""{"product":{"id":"1"},"products":[{"id":"1"},{"id":"2"}]}""")
            .Holds("Product", """[{"id":"1"},{"id":"2"}]""")
            .Resolves("Product.price", (product, arguments) => Price(product, arguments))
            .Resolves("Product.offers", (product, arguments) => Offers(product, arguments))
            .Resolves("Offer.seller", (offer, arguments) => arguments["upper"].AsBoolean() ? offer.Text("seller")!.ToUpperInvariant() : offer.Text("seller")),
        new MemorySubgraph("shipping", """
            type Product @key(fields: "id") {
              id: ID!
              price(currency: Currency! = CNY, net: Boolean): Int @external
              offers(first: Int = 10, filter: Filter): [Offer!] @external
              inEuro: String @requires(fields: "price(currency: EUR, net: true)")
              inYuan: String @requires(fields: "price(currency: CNY)")
              sellers: String @requires(fields: "offers(first: 2, filter: {max: 5, tags: [\"a\"]}) { seller(upper: true) }")
              weight(unit: String!): String @requires(fields: "price")
            }
            enum Currency { CNY EUR }
            input Filter { max: Int tags: [String!] }
            type Offer { seller(upper: Boolean = false): String @external }
            """)
            .Resolves("Product.inEuro", (product, _) => $"€{product.Number("price")}")
            .Resolves("Product.inYuan", (product, _) => $"¥{product.Number("price")}")
            .Resolves("Product.sellers", (product, _) => string.Join("+", product.List("offers").Cast<Row>().Select(offer => offer.Text("seller"))))
            .Resolves("Product.weight", (product, arguments) => $"{product.Number("price")}{arguments["unit"].AsString()}"));

    [Fact]
    public Task The_arguments_of_the_requirement_are_given() => _graph.Answers(
        "{ product { inEuro } }", """{"product":{"inEuro":"€9"}}""", atMost: 3);

    [Fact]
    public Task The_caller_gives_others_to_the_same_field() => _graph.Answers(
        "{ product { price(currency: EUR) inYuan } }", """{"product":{"price":10,"inYuan":"¥100"}}""", atMost: 3);

    [Fact]
    public Task The_callers_aliases_of_that_field_keep_apart() => _graph.Answers(
        "query Ask($to: Currency!) { products { price: id a: price b: price(currency: $to) c: price(net: true) inEuro } }",
        """
        {"products":[{"price":"1","a":100,"b":10,"c":90,"inEuro":"€9"},{"price":"2","a":200,"b":20,"c":180,"inEuro":"€18"}]}
        """,
        """{"to":"EUR"}""",
        atMost: 2);

    [Fact]
    public Task Input_objects_lists_and_text_in_a_requirement() => _graph.Answers(
        "{ products { sellers } }", """{"products":[{"sellers":"BAI+LIN"},{"sellers":"BAI+LIN"}]}""", atMost: 2);

    [Fact]
    public Task The_caller_asks_for_that_list_in_another_way() => _graph.Answers(
        "{ product { sellers offers(first: 1) { seller amount } } }",
        """{"product":{"sellers":"BAI+LIN","offers":[{"seller":"bai","amount":1}]}}""",
        atMost: 2);

    [Fact]
    public Task A_requirement_without_arguments_takes_the_defaults() => _graph.Answers(
        "query Ask($unit: String!) { product { weight(unit: $unit) price(currency: EUR) } }",
        """{"product":{"weight":"100kg","price":10}}""",
        """{"unit":"kg"}""",
        atMost: 2);

    [Fact]
    public Task The_field_with_its_own_arguments_twice() => _graph.Answers(
        """{ product { a: weight(unit: "g") b: weight(unit: "t") } }""", """{"product":{"a":"100g","b":"100t"}}""", atMost: 2);

    private static object? Price(Row product, DatumObject arguments)
    {
        var price = product.Text("id") == "1" ? 100 : 200;
        price = arguments["currency"].AsString() == "EUR" ? price / 10 : price;
        return arguments["net"] is { IsNull: false } net && net.AsBoolean() ? price * 9 / 10 : price;
    }

    private static object? Offers(Row product, DatumObject arguments)
    {
        var all = new[] { "bai", "lin", product.Text("id") == "1" ? "mo" : "wen" };
        return all.Take((int)arguments["first"].AsInteger())
            .Select(seller => (object?)new Row { ["seller"] = Datum.From(seller), ["amount"] = Datum.From(1) }).ToList();
    }
}
