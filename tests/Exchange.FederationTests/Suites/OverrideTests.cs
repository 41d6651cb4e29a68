using Exchange.FederationTests.Suites.Subgraphs;

namespace Exchange.FederationTests.Suites;

/// <summary>A field that moved: who had it before is not asked for it any more, on no path.</summary>
public sealed class OverrideTests
{
    private readonly FederatedGraph _graph = new(
        new MemorySubgraph("old", """
            type Query { feed: [Post] notes: [Note!] newest: Entry }
            interface Post { id: ID! text: String created: String }
            union Entry = Photo | Note
            type Photo implements Post @key(fields: "id") { id: ID! text: String created: String size: Int }
            type Note implements Post @key(fields: "id") { id: ID! text: String created: String likes: Int }
            """)
            .Answers("""
            {"feed":[{"__typename":"Photo","id":"1"},null,{"__typename":"Note","id":"2"}],"notes":[{"id":"2"}],"newest":{"__typename":"Photo","id":"1"}}
            """)
            .Holds("Photo", """[{"id":"1","text":"Harbour","size":9}]""")
            .Holds("Note", """[{"id":"2","text":"Rain","created":"2020"}]""")
            .Refuses("Photo.created").Refuses("Note.likes"),
        new MemorySubgraph("new", """
            type Query { photos: [Photo!]! }
            interface Post { id: ID! created: String }
            type Photo implements Post @key(fields: "id") { id: ID! created: String @override(from: "old") }
            type Note @key(fields: "id") { id: ID! likes: Int @override(from: "old") }
            """)
            .Answers("""{"photos":[{"id":"1"}]}""")
            .Holds("Photo", """[{"id":"1","created":"2024"}]""")
            .Holds("Note", """[{"id":"2","likes":3}]"""));

    [Fact]
    public Task On_the_interface_the_field_is_taken_from_the_new_department_for_that_type() => _graph.Answers(
        "{ feed { id created } }", """{"feed":[{"id":"1","created":"2024"},null,{"id":"2","created":"2020"}]}""", atMost: 2);

    [Fact]
    public Task Fields_that_did_not_move_stay() => _graph.Answers(
        "{ feed { id text } }", """{"feed":[{"id":"1","text":"Harbour"},null,{"id":"2","text":"Rain"}]}""", atMost: 1);

    [Fact]
    public Task In_a_fragment_on_the_type() => _graph.Answers(
        "{ feed { ... on Photo { created size } ... on Note { created likes } } }",
        """{"feed":[{"created":"2024","size":9},null,{"created":"2020","likes":3}]}""",
        atMost: 2);

    [Fact]
    public Task In_a_union() => _graph.Answers(
        "{ newest { ... on Post { created text } } }", """{"newest":{"created":"2024","text":"Harbour"}}""", atMost: 2);

    [Fact]
    public Task Where_the_new_department_begins_it_is_local() => _graph.Answers(
        "{ photos { created } }", """{"photos":[{"created":"2024"}]}""", atMost: 1);

    [Fact]
    public Task The_object_itself() => _graph.Answers("{ notes { likes created } }", """{"notes":[{"likes":3,"created":"2020"}]}""", atMost: 2);

    [Fact]
    public Task Only_the_type_that_moved_is_asked_for_elsewhere() => _graph.Answers(
        "{ newest { __typename ... on Note { created } } feed { ... on Note { created } } }",
        """{"newest":{"__typename":"Photo"},"feed":[{},null,{"created":"2020"}]}""",
        atMost: 1);
}
