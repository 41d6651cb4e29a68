using Exchange.FederationTests.Suites;
using Exchange.FederationTests.Suites.Subgraphs;

namespace Exchange.FederationTests.Foreign;

/// <summary>
/// Departments that were not written for this hub join as they are: one on @apollo/subgraph and graphql-js, one on graphql-yoga, beside one of
/// ours; their SDL is what they tell of themselves.
/// </summary>
public sealed class ForeignDepartmentTests : IAsyncLifetime
{
    private readonly MemorySubgraph _people = new MemorySubgraph("people", """
        type Query { people: [Person!]! }
        type Person @key(fields: "id") { id: ID! name: String }
        """)
        .Answers("""{"people":[{"id":"p1"},{"id":"p2"}]}""")
        .Holds("Person", """[{"id":"p1","name":"Lin"},{"id":"p2","name":"Mo"}]""");

    private NodeDepartment? _library;
    private NodeDepartment? _loans;
    private FederatedGraph _graph = new();

    public async ValueTask InitializeAsync()
    {
        _library = await NodeDepartment.StartAsync("library", TestContext.Current.CancellationToken);
        _loans = await NodeDepartment.StartAsync("loans", TestContext.Current.CancellationToken);
        _graph = new FederatedGraph([(_library.Subgraph, _library.Source), (_loans.Subgraph, _loans.Source)], _people);
    }

    public async ValueTask DisposeAsync()
    {
        await (_library?.DisposeAsync() ?? default);
        await (_loans?.DisposeAsync() ?? default);
    }

    [Fact]
    public Task Their_entities_are_one_with_ours() => _graph.Answers(
        "{ books { title author { name } loans(first: 1) { due reader { name } } } }",
        """
        {"books":[{"title":"Rivers","author":{"name":"Lin"},"loans":[{"due":"2026-05-01","reader":{"name":"Mo"}}]},
                  {"title":"路","author":null,"loans":[{"due":"2026-06-01","reader":null}]}]}
        """);

    [Fact]
    public Task What_one_of_them_requires_comes_from_the_other() => _graph.Answers(
        "{ overdue { book { fee title } } }",
        """{"overdue":[{"book":{"fee":3,"title":"Rivers"}},{"book":{"fee":null,"title":"路"}},{"book":{"fee":3,"title":"Rivers"}}]}""");

    [Fact]
    public Task Interfaces_aliases_variables_and_conditions() => _graph.Answers(
        """
        query Ask($film: ID!, $no: Boolean!) {
          a: item(id: "b1") { __typename ...Book } b: item(id: $film) { title ... on Film { minutes id @include(if: $no) } } c: item(id: "x") { id }
        }
        fragment Book on Book { n: pages all: loans { due @skip(if: $no) } }
        """,
        """
        {"a":{"__typename":"Book","n":300,"all":[{"due":"2026-05-01"},{"due":"2026-07-01"}]},"b":{"title":"Harbour","minutes":90},"c":null}
        """,
        """{"film":"f1","no":false}""");

    [Fact]
    public Task A_mutation_of_theirs_and_what_follows_from_it() => _graph.Answers(
        """mutation { buy(title: "Bridges \"new\"", pages: 200) { id title fee loans { due } } }""",
        """{"buy":{"id":"b4","title":"Bridges \"new\"","fee":2,"loans":[]}}""");

    [Fact]
    public async Task Their_error_texts_stay_with_them()
    {
        var answer = await _graph.AskAsync("{ broken { due } people { name } }", "{}");

        Assert.Equal("""{"broken":null,"people":[{"name":"Lin"},{"name":"Mo"}]}""", answer.Data);
        var error = Assert.Single(answer.Errors);
        Assert.DoesNotContain("310104", error.Message, StringComparison.Ordinal);
        Assert.Contains("loans", error.Message, StringComparison.Ordinal);
    }
}
