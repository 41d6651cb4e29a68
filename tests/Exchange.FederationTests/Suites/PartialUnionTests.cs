using Exchange.FederationTests.Suites.Subgraphs;

namespace Exchange.FederationTests.Suites;

/// <summary>A union of which each department knows some of the members, behind fields that several departments resolve.</summary>
public sealed class PartialUnionTests
{
    private readonly FederatedGraph _graph = new(
        new MemorySubgraph("a", """
            type Query { media: Media @shareable shelf: Shelf boxes: [Box!] }
            union Media = Book | Song
            type Book @key(fields: "id") { id: ID! title: String @shareable }
            type Song @key(fields: "id") { id: ID! title: String @shareable artist: String }
            type Shelf @key(fields: "id") { id: ID! media: Media @shareable mixed: [Media] }
            type Box @key(fields: "id") { id: ID! content: Content }
            union Content = Book
            """)
            .Answers("""
            {"media":{"__typename":"Book","id":"m1"},"shelf":{"id":"s1"},
             "boxes":[{"id":"x1","content":{"__typename":"Book","id":"m1"}},{"id":"x2","content":null}]}
            """)
            .Holds("Book", """[{"id":"m1","title":"Rivers"}]""")
            .Holds("Song", """[{"id":"m2","title":"Rain","artist":"Lin"}]""")
            .Holds("Shelf", """[{"id":"s1","media":{"__typename":"Book","id":"m1"},"mixed":[{"__typename":"Song","id":"m2"},null,{"__typename":"Book","id":"m1"}]}]"""),
        new MemorySubgraph("b", """
            type Query { media: Media @shareable films: [Media!]! anything: Content }
            union Media = Book | Film
            union Content = Film | Book
            type Book @key(fields: "id") { id: ID! title: String @shareable pages: Int }
            type Film @key(fields: "id") { id: ID! title: String @shareable minutes: Int }
            type Shelf @key(fields: "id") { id: ID! media: Media @shareable keeper: String }
            """)
            .Answers("""
            {"media":{"__typename":"Book","id":"m1"},"films":[{"__typename":"Film","id":"m3"},{"__typename":"Book","id":"m1"}],
             "anything":{"__typename":"Film","id":"m3"}}
            """)
            .Holds("Book", """[{"id":"m1","title":"Rivers","pages":300}]""")
            .Holds("Film", """[{"id":"m3","title":"Harbour","minutes":90}]""")
            .Holds("Shelf", """[{"id":"s1","media":{"__typename":"Book","id":"m1"},"keeper":"Mo"}]"""));

    [Fact]
    public Task A_member_that_both_know() => _graph.Answers(
        "{ media { __typename ... on Book { title } ... on Song { artist } ... on Film { minutes } } }",
        """{"media":{"__typename":"Book","title":"Rivers"}}""");

    [Fact]
    public Task A_field_of_the_member_that_only_one_knows() => _graph.Answers(
        "{ media { ... on Book { title pages } ... on Film { title } } }", """{"media":{"title":"Rivers","pages":300}}""");

    [Fact]
    public Task A_list_that_only_one_department_has_is_not_asked_for_members_it_does_not_know() => _graph.Answers(
        "{ films { ... on Film { minutes } ... on Song { artist title } ... on Book { pages } } }",
        """{"films":[{"minutes":90},{"pages":300}]}""",
        atMost: 1);

    [Fact]
    public Task Members_and_nulls_in_a_list_of_an_entity() => _graph.Answers(
        "{ shelf { mixed { __typename ... on Song { artist } ... on Book { pages } ... on Film { minutes } } keeper } }",
        """{"shelf":{"mixed":[{"__typename":"Song","artist":"Lin"},null,{"__typename":"Book","pages":300}],"keeper":"Mo"}}""");

    [Fact]
    public Task A_union_field_of_an_entity_that_both_resolve() => _graph.Answers(
        "{ shelf { media { ... on Book { id title pages } } } }", """{"shelf":{"media":{"id":"m1","title":"Rivers","pages":300}}}""", atMost: 2);

    [Fact]
    public Task Another_union_of_the_same_members() => _graph.Answers(
        "{ boxes { content { ... on Book { title pages } ... on Film { minutes } } } anything { __typename ... on Film { minutes } } }",
        """{"boxes":[{"content":{"title":"Rivers","pages":300}},{"content":null}],"anything":{"__typename":"Film","minutes":90}}""",
        atMost: 3);

    [Fact]
    public Task Nothing_is_left_of_a_selection_on_unknown_members() => _graph.Answers(
        "{ films { ... on Song { title } } boxes { content { ... on Film { title } } } }",
        """{"films":[{},{}],"boxes":[{"content":{}},{"content":null}]}""",
        atMost: 2);
}
