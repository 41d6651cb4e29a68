using Exchange.FederationTests.Suites.Subgraphs;

namespace Exchange.FederationTests.Suites;

/// <summary>Unions whose members' fields lie in different departments, nested in each other.</summary>
public sealed class DistributedUnionTests
{
    private readonly FederatedGraph _graph = new(
        new MemorySubgraph("ledger", """
            type Query { actions: [Action!]! log: Log! results: [[Result]] }
            union Action = Paid | Refused | Moved
            type Paid @key(fields: "id") { id: ID! }
            type Refused @key(fields: "id") { id: ID! reason: Reason }
            type Moved { from: String to: Result }
            union Reason = Rule | Note
            type Rule @key(fields: "number") { number: Int! }
            type Note { text: String }
            type Log { last: Action page: Page }
            type Page @key(fields: "id") { id: ID! first: Action }
            union Result = Paid | Note
            """)
            .Answers("""
            {"actions":[{"__typename":"Paid","id":"1"},{"__typename":"Refused","id":"2","reason":{"__typename":"Rule","number":7}},
                        {"__typename":"Moved","from":"a","to":{"__typename":"Paid","id":"3"}},
                        {"__typename":"Refused","id":"4","reason":{"__typename":"Note","text":"late"}}],
             "log":{"last":{"__typename":"Paid","id":"3"},"page":{"id":"p","first":{"__typename":"Paid","id":"1"}}},
             "results":[[{"__typename":"Paid","id":"1"},null],null,[{"__typename":"Note","text":"n"}]]}
            """),
        new MemorySubgraph("bank", """
            type Paid @key(fields: "id") { id: ID! amount: Int next: Reason }
            type Refused @key(fields: "id") { id: ID! amount: Int }
            union Reason = Rule
            type Rule @key(fields: "number") { number: Int! }
            type Page @key(fields: "id") { id: ID! sum: Int }
            """)
            .Holds("Paid", """[{"id":"1","amount":10,"next":{"__typename":"Rule","number":8}},{"id":"3","amount":30,"next":null}]""")
            .Holds("Refused", """[{"id":"2","amount":20},{"id":"4","amount":null}]""")
            .Holds("Page", """[{"id":"p","sum":60}]"""),
        new MemorySubgraph("law", """
            type Rule @key(fields: "number") { number: Int! title: String }
            """)
            .Holds("Rule", """[{"number":7,"title":"Seven"},{"number":8,"title":"Eight"}]"""));

    [Fact]
    public Task Each_member_from_where_its_fields_are() => _graph.Answers(
        "{ actions { __typename ... on Paid { amount } ... on Refused { amount } ... on Moved { from } } }",
        """
        {"actions":[{"__typename":"Paid","amount":10},{"__typename":"Refused","amount":20},{"__typename":"Moved","from":"a"},
                    {"__typename":"Refused","amount":null}]}
        """,
        atMost: 2);

    [Fact]
    public Task A_union_inside_a_member() => _graph.Answers(
        "{ actions { ... on Refused { reason { ... on Rule { title } ... on Note { text } } } } }",
        """{"actions":[{},{"reason":{"title":"Seven"}},{},{"reason":{"text":"late"}}]}""",
        atMost: 2);

    [Fact]
    public Task The_same_union_reached_in_the_other_department() => _graph.Answers(
        "{ actions { ... on Paid { next { ... on Rule { title number } ... on Note { text } } } } }",
        """{"actions":[{"next":{"title":"Eight","number":8}},{},{},{}]}""",
        atMost: 3);

    [Fact]
    public Task A_member_that_holds_another_union() => _graph.Answers(
        "{ actions { ... on Moved { to { ... on Paid { amount } ... on Note { text } } } ... on Paid { amount } } }",
        """{"actions":[{"amount":10},{},{"to":{"amount":30}},{}]}""",
        atMost: 3);

    [Fact]
    public Task Lists_in_lists_of_members() => _graph.Answers(
        "{ results { ... on Paid { id amount } ... on Note { text } } }",
        """{"results":[[{"id":"1","amount":10},null],null,[{"text":"n"}]]}""",
        atMost: 2);

    [Fact]
    public Task Members_at_several_places_are_asked_for_together() => _graph.Answers(
        "{ log { last { ... on Paid { amount } } page { sum first { ... on Paid { amount } } } } }",
        """{"log":{"last":{"amount":30},"page":{"sum":60,"first":{"amount":10}}}}""",
        atMost: 2);
}
