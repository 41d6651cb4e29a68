using Exchange.FederationTests.Suites.Subgraphs;

namespace Exchange.FederationTests.Suites;

/// <summary>One response name whose value has another type, or may be null, in another branch of the selection.</summary>
public sealed class ChildTypeMismatchTests
{
    private readonly FederatedGraph _graph = new(
        new MemorySubgraph("accounts", """
            type Query { accounts: [Account!]! owners: [Person!]! }
            union Account = Person | Firm
            type Person @key(fields: "id") { id: ID! @shareable name: String! code: Int! }
            type Firm @key(fields: "id") { id: ID @shareable title: String }
            """)
            .Answers("""
            {"accounts":[{"__typename":"Person","id":"p1","name":"Lin","code":4},{"__typename":"Firm","id":"f1","title":"Ferries"},
              {"__typename":"Firm","id":"f2","title":null}],
             "owners":[{"id":"p1","name":"Lin","code":4}]}
            """),
        new MemorySubgraph("shops", """
            type Person @key(fields: "id") { id: ID! @shareable shops: [Shop!] }
            type Firm @key(fields: "id") { id: ID @shareable shops: [Shop] code: String }
            type Shop { id: ID! sells: [String!] }
            """)
            .Holds("Person", """[{"id":"p1","shops":[{"id":"s1","sells":["tea"]}]}]""")
            .Holds("Firm", """[{"id":"f1","code":"F-1","shops":[null,{"id":"s2","sells":null}]},{"id":"f2","code":null,"shops":null}]"""));

    [Fact]
    public Task A_key_that_may_be_null_on_one_type_and_not_on_the_other() => _graph.Answers(
        "{ accounts { ... on Person { id name } ... on Firm { firm: id title } } }",
        """{"accounts":[{"id":"p1","name":"Lin"},{"firm":"f1","title":"Ferries"},{"firm":"f2","title":null}]}""",
        atMost: 1);

    [Fact]
    public Task Keys_of_both_types_lead_to_the_other_department() => _graph.Answers(
        "{ accounts { ... on Person { shops { id sells } } ... on Firm { places: shops { sells id } } } }",
        """{"accounts":[{"shops":[{"id":"s1","sells":["tea"]}]},{"places":[null,{"sells":null,"id":"s2"}]},{"places":null}]}""",
        atMost: 2);

    [Fact]
    public Task Fields_of_one_name_and_different_types_under_different_aliases() => _graph.Answers(
        "{ accounts { __typename ... on Person { number: code } ... on Firm { sign: code } } }",
        """{"accounts":[{"__typename":"Person","number":4},{"__typename":"Firm","sign":"F-1"},{"__typename":"Firm","sign":null}]}""",
        atMost: 2);

    [Fact]
    public Task What_the_caller_did_not_ask_for_must_not_clash_either() => _graph.Answers(
        "{ accounts { ... on Person { id: name } ... on Firm { id2: title code } } }",
        """{"accounts":[{"id":"Lin"},{"id2":"Ferries","code":"F-1"},{"id2":null,"code":null}]}""",
        atMost: 2);

    [Fact]
    public Task An_alias_may_hide_the_name_of_the_key() => _graph.Answers(
        "{ owners { id: code name: id shops { id } } }",
        """{"owners":[{"id":4,"name":"p1","shops":[{"id":"s1"}]}]}""",
        atMost: 2);

    [Fact]
    public Task An_alias_may_hide_the_type_name() => _graph.Answers(
        "{ accounts { ... on Person { kind: __typename shops { id } } ... on Firm { kind: __typename title } } }",
        """{"accounts":[{"kind":"Person","shops":[{"id":"s1"}]},{"kind":"Firm","title":"Ferries"},{"kind":"Firm","title":null}]}""");
}
