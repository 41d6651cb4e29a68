using Exchange.FederationTests.Suites.Subgraphs;

namespace Exchange.FederationTests.Suites;

/// <summary>What is required is, or lies behind, an interface; and fields of an interface whose implementations require something.</summary>
public sealed class RequiresOnInterfaceTests
{
    private readonly FederatedGraph _graph = new(
        new MemorySubgraph("users", """
            type Query { a: User users: [User] }
            type User @key(fields: "id") { id: ID! name: String address: Address }
            interface Address { id: ID! }
            type Home implements Address @key(fields: "id") { id: ID! city: String }
            type Work implements Address @key(fields: "id") { id: ID! city: String floor: Int }
            """)
            .Answers("""{"a":{"id":"1"},"users":[{"id":"2"},null,{"id":"1"},{"id":"3"}]}""")
            .Holds("User", """
            [{"id":"1","name":"Lin","address":{"__typename":"Home","id":"h1"}},{"id":"2","name":"Mo","address":{"__typename":"Work","id":"w1"}},
             {"id":"3","name":"Wen","address":null}]
            """)
            .Holds("Home", """[{"id":"h1","city":"Exchange"}]""")
            .Holds("Work", """[{"id":"w1","city":"Harbour","floor":4}]"""),
        new MemorySubgraph("taxes", """
            type Query { taxed: User places: [Place!] }
            type User @key(fields: "id") {
              id: ID!
              name: String @external
              address: Address @external
              city: String @requires(fields: "address { id }")
              label: String @requires(fields: "name address { id }")
            }
            interface Address { id: ID! }
            type Home implements Address @key(fields: "id") { id: ID! }
            type Work implements Address @key(fields: "id") { id: ID! }
            interface Place { rate: Int }
            type Shop implements Place @key(fields: "id") { id: ID! area: Int @external rate: Int @requires(fields: "area") }
            type Stall implements Place @key(fields: "id") { id: ID! rate: Int }
            """)
            .Answers("""
            {"taxed":{"id":"2"},"places":[{"__typename":"Shop","id":"s1"},{"__typename":"Stall","id":"t1"},{"__typename":"Shop","id":"s2"}]}
            """)
            .Holds("Stall", """[{"id":"t1","rate":1}]""")
            .Resolves("User.city", (user, _) => user.Object("address") is { } address ? "of " + address.Text("id") : "none")
            .Resolves("User.label", (user, _) => $"{user.Text("name")}@{user.Object("address")?.Text("id") ?? "-"}")
            .Resolves("Shop.rate", (shop, _) => shop["area"] is null ? null : shop.Number("area") * 3),
        new MemorySubgraph("shops", """
            type Shop @key(fields: "id") { id: ID! area: Int }
            """)
            .Holds("Shop", """[{"id":"s1","area":7},{"id":"s2","area":null}]"""));

    [Fact]
    public Task A_field_behind_an_interface_is_required() => _graph.Answers("{ a { city } }", """{"a":{"city":"of h1"}}""", atMost: 2);

    [Fact]
    public Task Whoever_has_nothing_behind_it_is_asked_for_all_the_same() => _graph.Answers(
        "{ users { city label } }",
        """{"users":[{"city":"of w1","label":"Mo@w1"},null,{"city":"of h1","label":"Lin@h1"},{"city":"none","label":"Wen@-"}]}""",
        atMost: 2);

    [Fact]
    public Task The_caller_asks_for_other_fields_of_the_same_object() => _graph.Answers(
        "{ users { city address { __typename ... on Work { floor city } ... on Home { town: city } } } }",
        """
        {"users":[{"city":"of w1","address":{"__typename":"Work","floor":4,"city":"Harbour"}},null,
                  {"city":"of h1","address":{"__typename":"Home","town":"Exchange"}},{"city":"none","address":null}]}
        """,
        atMost: 2);

    [Fact]
    public Task From_the_other_side() => _graph.Answers(
        "{ taxed { label address { id } } }", """{"taxed":{"label":"Mo@w1","address":{"id":"w1"}}}""", atMost: 3);

    [Fact]
    public Task One_implementation_of_an_interface_requires_what_the_others_do_not() => _graph.Answers(
        "{ places { rate } }", """{"places":[{"rate":21},{"rate":1},{"rate":null}]}""", atMost: 3);

    [Fact]
    public Task An_alias_of_that_field_on_one_implementation() => _graph.Answers(
        "{ places { __typename ... on Shop { r: rate } ... on Stall { r: rate } } }",
        """{"places":[{"__typename":"Shop","r":21},{"__typename":"Stall","r":1},{"__typename":"Shop","r":null}]}""",
        atMost: 3);
}
