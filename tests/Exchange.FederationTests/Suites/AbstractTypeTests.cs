using Exchange.FederationTests.Suites.Subgraphs;

namespace Exchange.FederationTests.Suites;

public sealed class AbstractTypeTests
{
    private readonly FederatedGraph _graph = new(
        new MemorySubgraph("catalogue", """
            type Query { items: [Item!]! found(word: String!): [Found] }
            interface Item { id: ID! title: String! }
            union Found = Book | Film | Branch
            type Book implements Item @key(fields: "id") { id: ID! title: String! pages: Int }
            type Film implements Item @key(fields: "id") { id: ID! title: String! minutes: Int! }
            type Branch { street: String }
            """)
            .Answers("""
            {"items":[{"__typename":"Book","id":"b1"},{"__typename":"Film","id":"f1"},{"__typename":"Book","id":"b2"}],
             "found":[{"__typename":"Film","id":"f1"},null,{"__typename":"Branch","street":"Hill"},{"__typename":"Book","id":"b1"}]}
            """)
            .Holds("Book", """[{"id":"b1","title":"Rivers","pages":300},{"id":"b2","title":"Roads","pages":null}]""")
            .Holds("Film", """[{"id":"f1","title":"Harbour","minutes":90}]"""),
        new MemorySubgraph("loans", """
            type Query { topLoan: Lendable }
            interface Lendable { id: ID! due: String lender: Lender }
            type Book implements Lendable @key(fields: "id") { id: ID! due: String lender: Lender shelf: String }
            type Film implements Lendable @key(fields: "id") { id: ID! due: String lender: Lender }
            interface Lender { name: String }
            type Reader implements Lender { name: String card: ID }
            type School implements Lender { name: String grade: Int }
            """)
            .Answers("""{"topLoan":{"__typename":"Film","id":"f1"}}""")
            .Holds("Book", """
            [{"id":"b1","due":"May","shelf":"A3","lender":{"__typename":"School","name":"No. 5","grade":4}},{"id":"b2","due":null,"shelf":"B1","lender":null}]
            """)
            .Holds("Film", """[{"id":"f1","due":"June","lender":{"__typename":"Reader","name":"Lin","card":"77"}}]"""));

    [Fact]
    public Task Fields_of_the_interface_are_one_request() => _graph.Answers(
        "{ items { id title } }",
        """{"items":[{"id":"b1","title":"Rivers"},{"id":"f1","title":"Harbour"},{"id":"b2","title":"Roads"}]}""",
        atMost: 1);

    [Fact]
    public Task Fields_of_each_implementation_come_from_where_they_are() => _graph.Answers(
        "{ items { title ... on Book { pages shelf due } ... on Film { minutes due } } }",
        """
        {"items":[{"title":"Rivers","pages":300,"shelf":"A3","due":"May"},{"title":"Harbour","minutes":90,"due":"June"},
                  {"title":"Roads","pages":null,"shelf":"B1","due":null}]}
        """,
        atMost: 2);

    [Fact]
    public Task An_interface_that_only_the_other_department_knows_can_be_asked_for() => _graph.Answers(
        "{ items { __typename ... on Lendable { due lender { __typename name ... on School { grade } } } } }",
        """
        {"items":[{"__typename":"Book","due":"May","lender":{"__typename":"School","name":"No. 5","grade":4}},
                  {"__typename":"Film","due":"June","lender":{"__typename":"Reader","name":"Lin"}},
                  {"__typename":"Book","due":null,"lender":null}]}
        """,
        atMost: 2);

    [Fact]
    public Task From_one_interface_to_the_other_departments() => _graph.Answers(
        "{ topLoan { due ... on Item { title } ... on Film { minutes } } }",
        """{"topLoan":{"due":"June","title":"Harbour","minutes":90}}""",
        atMost: 2);

    [Fact]
    public Task Members_of_a_union_and_nulls_between_them() => _graph.Answers(
        """{ found(word: "r") { __typename ... on Item { title } ... on Branch { street } ... on Lendable { due } } }""",
        """
        {"found":[{"__typename":"Film","title":"Harbour","due":"June"},null,{"__typename":"Branch","street":"Hill"},
                  {"__typename":"Book","title":"Rivers","due":"May"}]}
        """,
        atMost: 2);

    [Fact]
    public Task Each_type_gives_what_was_asked_of_it() => _graph.Answers(
        "{ items { ... on Book { size: pages } ... on Film { length: minutes id } } }",
        """{"items":[{"size":300},{"length":90,"id":"f1"},{"size":null}]}""");

    [Fact]
    public Task A_fragment_on_a_type_that_is_not_there_gives_nothing() => _graph.Answers(
        "{ topLoan { id ... on Book { shelf pages } } }", """{"topLoan":{"id":"f1"}}""");

    [Fact]
    public Task Fragments_inside_fragments_narrow_the_type() => _graph.Answers(
        "{ items { ... on Lendable { ... on Item { ... on Book { shelf title } } } } }",
        """{"items":[{"shelf":"A3","title":"Rivers"},{},{"shelf":"B1","title":"Roads"}]}""");
}
