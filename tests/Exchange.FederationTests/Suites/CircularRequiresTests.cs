using Exchange.FederationTests.Suites.Subgraphs;

namespace Exchange.FederationTests.Suites;

/// <summary>Two departments that require fields of each other, field by field and never in a ring.</summary>
public sealed class CircularRequiresTests
{
    private readonly FederatedGraph _graph = new(
        new MemorySubgraph("trade", """
            type Query { feed: [Post] post: Post }
            type Post @key(fields: "id") {
              id: ID!
              base: Int
              share: Int @external
              total: Int @requires(fields: "share")
              audit: Int @external
              closed: String @requires(fields: "audit share")
            }
            """)
            .Answers("""{"feed":[{"id":"1"},null,{"id":"2"}],"post":{"id":"2"}}""")
            .Holds("Post", """[{"id":"1","base":10},{"id":"2","base":null}]""")
            .Resolves("Post.total", (post, _) => post["share"] is null ? null : post.Number("share") + 1)
            .Resolves("Post.closed", (post, _) => $"{(post["audit"] is null ? "-" : post.Number("audit"))}/{(post["share"] is null ? "-" : post.Number("share"))}"),
        new MemorySubgraph("tax", """
            type Query { taxed: Post }
            type Post @key(fields: "id") {
              id: ID!
              base: Int @external
              share: Int @requires(fields: "base")
              total: Int @external
              audit: Int @requires(fields: "total")
            }
            """)
            .Answers("""{"taxed":{"id":"1"}}""")
            .Resolves("Post.share", (post, _) => post["base"] is null ? null : post.Number("base") / 2)
            .Resolves("Post.audit", (post, _) => post["total"] is null ? null : post.Number("total") * 100));

    [Fact]
    public Task One_step() => _graph.Answers("{ feed { share } }", """{"feed":[{"share":5},null,{"share":null}]}""", atMost: 2);

    [Fact]
    public Task Back_to_the_first() => _graph.Answers("{ feed { total } }", """{"feed":[{"total":6},null,{"total":null}]}""", atMost: 3);

    [Fact]
    public Task And_over_again() => _graph.Answers("{ feed { audit } }", """{"feed":[{"audit":600},null,{"audit":null}]}""", atMost: 4);

    [Fact]
    public Task Once_more() => _graph.Answers("{ post { closed } feed { closed } }",
        """{"post":{"closed":"-/-"},"feed":[{"closed":"600/5"},null,{"closed":"-/-"}]}""");

    [Fact]
    public Task All_of_the_chain_takes_no_more_than_its_end() => _graph.Answers(
        "{ feed { base share total audit closed } }",
        """
        {"feed":[{"base":10,"share":5,"total":6,"audit":600,"closed":"600/5"},null,{"base":null,"share":null,"total":null,"audit":null,"closed":"-/-"}]}
        """,
        atMost: 5);

    [Fact]
    public Task From_the_other_side() => _graph.Answers("{ taxed { audit share } }", """{"taxed":{"audit":600,"share":5}}""", atMost: 5);
}
