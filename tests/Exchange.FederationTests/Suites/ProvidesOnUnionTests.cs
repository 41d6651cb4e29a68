using Exchange.FederationTests.Suites.Subgraphs;

namespace Exchange.FederationTests.Suites;

public sealed class ProvidesOnUnionTests
{
    private readonly FederatedGraph _graph = new(
        new MemorySubgraph("news", """
            type Query {
              media: [Media] @provides(fields: "... on Book { title } ... on Film { title length { minutes } }")
              plain: [Media]
              lead: Story
            }
            union Media = Book | Film | Song
            type Book @key(fields: "id") { id: ID! title: String @external }
            type Film @key(fields: "id") { id: ID! title: String @external length: Length @external }
            type Length { minutes: Int @external }
            type Song @key(fields: "id") { id: ID! }
            type Story { text: String about: Media @provides(fields: "... on Film { title }") }
            """)
            .Answers("""
            {"media":[{"__typename":"Book","id":"m1","title":"Rivers"},{"__typename":"Film","id":"m2","title":"Harbour","length":{"minutes":90}},null,
                      {"__typename":"Song","id":"m3"}],
             "plain":[{"__typename":"Song","id":"m3"},{"__typename":"Film","id":"m2"}],
             "lead":{"text":"New","about":{"__typename":"Film","id":"m2","title":"Harbour"}}}
            """),
        new MemorySubgraph("library", """
            type Book @key(fields: "id") { id: ID! title: String @shareable pages: Int }
            type Film @key(fields: "id") { id: ID! title: String @shareable length: Length @shareable }
            type Length @shareable { minutes: Int seconds: Int }
            type Song @key(fields: "id") { id: ID! title: String }
            """)
            .Holds("Book", """[{"id":"m1","title":"Rivers","pages":300}]""")
            .Holds("Film", """[{"id":"m2","title":"Harbour","length":{"minutes":90,"seconds":5}}]""")
            .Holds("Song", """[{"id":"m3","title":"Rain"}]"""));

    [Fact]
    public Task What_is_provided_of_each_member() => _graph.Answers(
        "{ media { __typename ... on Book { title } ... on Film { title length { minutes } } } }",
        """
        {"media":[{"__typename":"Book","title":"Rivers"},{"__typename":"Film","title":"Harbour","length":{"minutes":90}},null,{"__typename":"Song"}]}
        """,
        atMost: 1);

    [Fact]
    public Task The_member_that_nothing_is_provided_of_is_fetched() => _graph.Answers(
        "{ media { ... on Book { title } ... on Song { title } } }",
        """{"media":[{"title":"Rivers"},{},null,{"title":"Rain"}]}""",
        atMost: 2);

    [Fact]
    public Task Beside_the_provided_fields() => _graph.Answers(
        "{ media { ... on Book { title pages } ... on Film { length { minutes seconds } } } }",
        """{"media":[{"title":"Rivers","pages":300},{"length":{"minutes":90,"seconds":5}},null,{}]}""",
        atMost: 2);

    [Fact]
    public Task Nothing_is_provided_on_the_other_path() => _graph.Answers(
        "{ plain { ... on Film { title } ... on Song { title } } }", """{"plain":[{"title":"Rain"},{"title":"Harbour"}]}""", atMost: 2);

    [Fact]
    public Task A_provision_below_an_object() => _graph.Answers(
        "{ lead { text about { ... on Film { title } } } }", """{"lead":{"text":"New","about":{"title":"Harbour"}}}""", atMost: 1);

    [Fact]
    public Task What_that_provision_leaves_out_is_fetched() => _graph.Answers(
        "{ lead { about { ... on Film { title length { seconds } } ... on Book { title } } } }",
        """{"lead":{"about":{"title":"Harbour","length":{"seconds":5}}}}""",
        atMost: 2);
}
