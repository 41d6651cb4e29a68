using Exchange.Federation.Execution;
using Exchange.Federation.Planning;
using Exchange.GraphQL.Execution;

namespace Exchange.FederationTests.Execution;

/// <summary>Errors of subgraphs reach the caller with the caller's paths and without a word of the subgraph.</summary>
public sealed class SubgraphErrorTests
{
    private const string Entities = "query($r:[_Any!]!){_entities(representations:$r)";

    private static FetchPlan Joined() => new PlanSketch(Executions.Sdl, "{ top: topProducts { cost: price } me { name } }")
        .Root(0, "{topProducts{upc} me{name}}")
        .Entities(1, Entities + "{... on Product{price shipping}}}", [0], new EntitySketch("topProducts", ["Product"], "upc"))
        .Build();

    private static ScriptedSubgraph Products() =>
        new("products", """{"data":{"topProducts":[{"upc":"1"},null,{"upc":"2"},{"upc":"1"}],"me":{"name":"Ann"}}}""");

    [Fact]
    public async Task An_error_of_an_entity_stands_at_every_object_that_shares_it()
    {
        var prices = new ScriptedSubgraph(
            "prices",
            """
            {"errors":[{"message":"secret of Ann","path":["_entities",0,"price"],"extensions":{"code":"FORBIDDEN","who":"Ann"}}],
            "data":{"_entities":[{"price":null},{"price":2}]}}
            """);

        Assert.Equal(
            """
            {"top":[{"cost":null},null,{"cost":2},{"cost":null}],"me":{"name":"Ann"}}
            FORBIDDEN top/0/cost: The subgraph "prices" reported an error here.
            FORBIDDEN top/3/cost: The subgraph "prices" reported an error here.
            """,
            await Joined().Run(Products(), prices));
    }

    [Theory]
    [InlineData("""["_entities",1,"shipping"]""", "top/2")]
    [InlineData("""["_entities",1]""", "top/2")]
    [InlineData("""["_entities",1,"price",5,"x"]""", "top/2/cost/5")]
    [InlineData("""["_entities"]""", "top")]
    [InlineData("""["elsewhere"]""", "top")]
    [InlineData("""[]""", "top")]
    [InlineData("""null""", "top")]
    [InlineData("""[{"a":1}]""", "top")]
    public async Task A_path_ends_where_the_caller_selected_nothing_further(string path, string callers)
    {
        var prices = new ScriptedSubgraph(
            "prices", $$$"""{"errors":[{"path":{{{path}}},"extensions":{"code":"X-{{{path.Length}}}"}}],"data":{"_entities":[{"price":1},{"price":2}]}}""");

        Assert.Equal(
            $$$"""
            {"top":[{"cost":1},null,{"cost":2},{"cost":1}],"me":{"name":"Ann"}}
            SUBGRAPH_ERROR {{{callers}}}: The subgraph "prices" reported an error here.
            """,
            await Joined().Run(Products(), prices));
    }

    [Fact]
    public async Task An_error_of_the_root_keeps_its_indexes_and_takes_the_callers_names()
    {
        var plan = new PlanSketch(Executions.Sdl, "{ everyone: users { all: reviews { text: body } } }")
            .Root(0, "{users{reviews{body}}}")
            .Build();
        var users = new ScriptedSubgraph(
            "users", """{"data":{"users":[{"reviews":null},{"reviews":[]}]},"errors":[{"message":"m","path":["users",0,"reviews",3,"body"]}]}""");

        Assert.Equal(
            """
            {"everyone":[{"all":null},{"all":[]}]}
            SUBGRAPH_ERROR everyone/0/all/3/text: The subgraph "users" reported an error here.
            """,
            await plan.Run(users));
    }

    [Fact]
    public async Task A_subgraph_that_does_not_answer_costs_its_own_fields_and_is_one_error()
    {
        Assert.Equal(
            """
            {"top":[{"cost":null},null,{"cost":null},{"cost":null}],"me":{"name":"Ann"}}
            SOURCE_UNAVAILABLE top: The subgraph "prices" did not answer.
            """,
            await Joined().Run(Products(), new ScriptedSubgraph("prices")));
    }

    [Fact]
    public async Task A_root_that_does_not_answer_is_an_error_at_each_of_its_fields()
    {
        Assert.Equal(
            """
            {"top":null,"me":null}
            SOURCE_UNAVAILABLE me: The subgraph "products" did not answer.
            SOURCE_UNAVAILABLE top: The subgraph "products" did not answer.
            """,
            await Joined().Run(new ScriptedSubgraph("products"), new ScriptedSubgraph("prices")));
    }

    [Fact]
    public async Task At_the_deadline_what_is_there_is_answered()
    {
        using var deadline = new CancellationTokenSource();
        var prices = new ScriptedSubgraph("prices", "never")
        {
            Before = async cancellation =>
            {
                await deadline.CancelAsync();
                await Task.Delay(Timeout.Infinite, cancellation);
            },
        };

        Assert.Equal(
            """
            {"top":[{"cost":null},null,{"cost":null},{"cost":null}],"me":{"name":"Ann"}}
            SOURCE_UNAVAILABLE top: The subgraph "prices" did not answer.
            """,
            await Joined().Run(new FetchCall(VariableValues.Empty, "id") { Deadline = deadline.Token }, Products(), prices));
    }

    [Fact]
    public async Task More_errors_than_the_limit_are_left_out()
    {
        var error = """{"message":"m","path":["me","name"]}""";
        var products = new ScriptedSubgraph(
            "products", $$$"""{"errors":[{{{string.Join(',', Enumerable.Repeat(error, 500))}}}],"data":{"topProducts":[],"me":null}}""");
        using var answer = await new FetchPlanExecutor([products, new ScriptedSubgraph("prices")], new FetchLimits { MaxErrors = 7 })
            .ExecuteAsync(Joined(), new FetchCall(VariableValues.Empty, "id"), TestContext.Current.CancellationToken);

        Assert.Equal(7, answer.Errors.Count);
    }
}
