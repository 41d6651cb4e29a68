using Exchange.FederationTests.Suites.Subgraphs;

namespace Exchange.FederationTests.Suites;

/// <summary>Fields that moved and require something, and fields that require what moved.</summary>
public sealed class OverrideRequiresTests
{
    private readonly FederatedGraph _graph = new(
        new MemorySubgraph("old", """
            type Query { user: User users: [User!] }
            type User @key(fields: "id") { id: ID! first: String last: String full: String initials: String }
            """)
            .Answers("""{"user":{"id":"1"},"users":[{"id":"1"},{"id":"2"}]}""")
            .Holds("User", """[{"id":"1","first":"Lin","last":"Wei"},{"id":"2","first":null,"last":"Bo"}]""")
            .Refuses("User.full").Refuses("User.initials"),
        new MemorySubgraph("names", """
            type User @key(fields: "id") {
              id: ID! first: String @external last: String @external
              full: String @requires(fields: "first last") @override(from: "old")
            }
            """)
            .Resolves("User.full", (user, _) => $"{user.Text("first") ?? "?"} {user.Text("last")}"),
        new MemorySubgraph("cards", """
            type User @key(fields: "id") {
              id: ID! full: String @external first: String @external
              card: String @requires(fields: "full")
              initials: String @override(from: "old") @requires(fields: "full first")
            }
            """)
            .Resolves("User.card", (user, _) => $"[{user.Text("full")}]")
            .Resolves("User.initials", (user, _) => $"{user.Text("full")![..1]}{user.Text("first")?[..1]}"));

    [Fact]
    public Task A_field_that_moved_gets_what_it_requires_from_where_it_was() => _graph.Answers(
        "{ user { full } }", """{"user":{"full":"Lin Wei"}}""", atMost: 2);

    [Fact]
    public Task A_field_that_requires_what_moved_waits_for_the_new_department() => _graph.Answers(
        "{ users { card } }", """{"users":[{"card":"[Lin Wei]"},{"card":"[? Bo]"}]}""", atMost: 3);

    [Fact]
    public Task A_field_that_moved_and_requires_what_moved() => _graph.Answers(
        "{ users { initials } }", """{"users":[{"initials":"LL"},{"initials":"?"}]}""", atMost: 3);

    [Fact]
    public Task All_of_them_in_as_few_requests_as_one_of_them() => _graph.Answers(
        "{ users { id initials card full first last } }",
        """
        {"users":[{"id":"1","initials":"LL","card":"[Lin Wei]","full":"Lin Wei","first":"Lin","last":"Wei"},
                  {"id":"2","initials":"?","card":"[? Bo]","full":"? Bo","first":null,"last":"Bo"}]}
        """,
        atMost: 3);
}
