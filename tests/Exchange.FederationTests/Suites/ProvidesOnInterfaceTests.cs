using Exchange.FederationTests.Suites.Subgraphs;

namespace Exchange.FederationTests.Suites;

public sealed class ProvidesOnInterfaceTests
{
    private readonly FederatedGraph _graph = new(
        new MemorySubgraph("shelters", """
            type Query { best: Reading @shareable more: [Reading] @provides(fields: "animals { id name }") }
            interface Reading { id: ID! animals: [Animal] }
            interface Animal { id: ID! name: String }
            type Book implements Reading @key(fields: "id") { id: ID! animals: [Animal] @shareable }
            type Dog implements Animal @key(fields: "id") { id: ID! @external name: String @external }
            type Cat implements Animal @key(fields: "id") { id: ID! @external name: String @external }
            """)
            .Answers("""
            {"best":{"__typename":"Book","id":"b1"},
             "more":[{"__typename":"Book","id":"b1","animals":[{"__typename":"Dog","id":"a1","name":"Doudou"},null,{"__typename":"Cat","id":"a2","name":"Mimi"}]},null]}
            """)
            .Holds("Book", """[{"id":"b1","animals":[{"__typename":"Dog","id":"a1"},null,{"__typename":"Cat","id":"a2"}]}]"""),
        new MemorySubgraph("books", """
            type Query { best: Reading @shareable }
            interface Reading { id: ID! animals: [Animal] }
            interface Animal { id: ID! }
            type Book implements Reading @key(fields: "id") { id: ID! title: String animals: [Animal] @shareable }
            type Dog implements Animal @key(fields: "id") { id: ID! }
            type Cat implements Animal @key(fields: "id") { id: ID! }
            """)
            .Answers("""{"best":{"__typename":"Book","id":"b1"}}""")
            .Holds("Book", """[{"id":"b1","title":"Pets","animals":[{"__typename":"Dog","id":"a1"},null,{"__typename":"Cat","id":"a2"}]}]"""),
        new MemorySubgraph("animals", """
            interface Animal { id: ID! name: String }
            type Dog implements Animal @key(fields: "id") { id: ID! name: String @shareable age: Int }
            type Cat implements Animal @key(fields: "id") { id: ID! name: String @shareable age: Int lives: Int! }
            """)
            .Holds("Dog", """[{"id":"a1","name":"Doudou","age":3}]""")
            .Holds("Cat", """[{"id":"a2","name":"Mimi","age":5,"lives":9}]"""));

    [Fact]
    public Task Provided_on_the_interface_is_provided_on_every_implementation() => _graph.Answers(
        "{ more { animals { id name } } }",
        """{"more":[{"animals":[{"id":"a1","name":"Doudou"},null,{"id":"a2","name":"Mimi"}]},null]}""",
        atMost: 1);

    [Fact]
    public Task Under_a_fragment_on_the_implementation_too() => _graph.Answers(
        "{ more { ... on Book { animals { __typename ... on Dog { name } ... on Cat { n: name } } } } }",
        """{"more":[{"animals":[{"__typename":"Dog","name":"Doudou"},null,{"__typename":"Cat","n":"Mimi"}]},null]}""",
        atMost: 1);

    [Fact]
    public Task What_is_not_provided_is_fetched_by_type() => _graph.Answers(
        "{ more { animals { name ... on Cat { lives } ... on Dog { age } } } }",
        """{"more":[{"animals":[{"name":"Doudou","age":3},null,{"name":"Mimi","lives":9}]},null]}""",
        atMost: 2);

    [Fact]
    public Task On_a_path_that_provides_nothing_all_is_fetched() => _graph.Answers(
        "{ best { id animals { id name } } }",
        """{"best":{"id":"b1","animals":[{"id":"a1","name":"Doudou"},null,{"id":"a2","name":"Mimi"}]}}""",
        atMost: 2);

    [Fact]
    public Task Fields_of_the_reading_from_elsewhere() => _graph.Answers(
        "{ more { ... on Book { title } animals { name } } }",
        """{"more":[{"title":"Pets","animals":[{"name":"Doudou"},null,{"name":"Mimi"}]},null]}""",
        atMost: 2);
}
