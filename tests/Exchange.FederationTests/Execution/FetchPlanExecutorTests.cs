using Exchange.Federation.Execution;
using Exchange.Federation.Planning;
using Exchange.GraphQL.Execution;

namespace Exchange.FederationTests.Execution;

/// <summary>What is sent to whom, and where the answers go.</summary>
public sealed class FetchPlanExecutorTests
{
    private const string Entities = "query($r:[_Any!]!){_entities(representations:$r)";

    [Fact]
    public async Task Fields_of_the_root_are_answered_in_the_callers_order()
    {
        var plan = new PlanSketch(Executions.Sdl, "{ b: me { n: name __typename id } a: __typename }").Root(0, "{me{id name}}").Build();
        var subgraph = new ScriptedSubgraph("users", """ { "data" : { "me" : { "id" : "1" , "name" : "Ann" } } } """);

        Assert.Equal("""{"b":{"n":"Ann","__typename":"User","id":"1"},"a":"Query"}""", await plan.Run(subgraph));
        Assert.Equal(["""{"query":"{me{id name}}","variables":{}}"""], subgraph.Bodies);
    }

    [Fact]
    public async Task Equal_representations_are_sent_once_and_answered_everywhere()
    {
        var plan = new PlanSketch(Executions.Sdl, "{ topProducts { name price } }")
            .Root(0, "{topProducts{upc}}")
            .Entities(1, Entities + "{... on Product{name price}}}", [0], new EntitySketch("topProducts", ["Product"], "upc"))
            .Build();
        var products = new ScriptedSubgraph("products", """{"data":{"topProducts":[{"upc":"1"},{"upc":"2"},null,{"upc":"1"}]}}""");
        var prices = new ScriptedSubgraph("prices", """{"data":{"_entities":[{"name":"A","price":1},{"name":"B","price":null}]}}""");

        Assert.Equal(
            """{"topProducts":[{"name":"A","price":1},{"name":"B","price":null},null,{"name":"A","price":1}]}""",
            await plan.Run(products, prices));
        Assert.EndsWith(
            ""","variables":{"r":[{"__typename":"Product","upc":"1"},{"__typename":"Product","upc":"2"}]}}""", prices.Bodies[0]);
    }

    [Fact]
    public async Task Many_different_representations_keep_their_order()
    {
        var plan = new PlanSketch(Executions.Sdl, "{ topProducts { price } }")
            .Root(0, "{topProducts{upc}}")
            .Entities(1, Entities + "{... on Product{price}}}", [0], new EntitySketch("topProducts", ["Product"], "upc"))
            .Build();
        var numbers = Enumerable.Range(0, 700).Select(i => i % 300).ToList();
        var products = new ScriptedSubgraph(
            "products", $$$"""{"data":{"topProducts":[{{{string.Join(',', numbers.Select(i => $"{{\"upc\":\"{i}\"}}"))}}}]}}""");
        var prices = new ScriptedSubgraph(
            "prices", $$$"""{"data":{"_entities":[{{{string.Join(',', Enumerable.Range(0, 300).Select(i => $"{{\"price\":{i}}}"))}}}]}}""");

        Assert.Equal(
            $$$"""{"topProducts":[{{{string.Join(',', numbers.Select(i => $"{{\"price\":{i}}}"))}}}]}""", await plan.Run(products, prices));
    }

    [Fact]
    public async Task Objects_that_share_an_entity_are_asked_for_once_below_it()
    {
        var plan = new PlanSketch(Executions.Sdl, "{ users { reviews { product { price } } } }")
            .Root(0, "{users{id}}")
            .Entities(1, Entities + "{... on User{reviews{product{upc}}}}}", [0], new EntitySketch("users", ["User"], "id"))
            .Entities(2, Entities + "{... on Product{price}}}", [1], new EntitySketch("users.reviews.product", ["Product"], "upc"))
            .Build();
        var users = new ScriptedSubgraph("users", """{"data":{"users":[{"id":"1"},{"id":"1"}]}}""");
        var reviews = new ScriptedSubgraph("reviews", """{"data":{"_entities":[{"reviews":[{"product":{"upc":"7"}},{"product":null}]}]}}""");
        var prices = new ScriptedSubgraph("prices", """{"data":{"_entities":[{"price":3}]}}""");

        const string User = """{"reviews":[{"product":{"price":3}},{"product":null}]}""";
        Assert.Equal($$"""{"users":[{{User}},{{User}}]}""", await plan.Run(users, reviews, prices));
    }

    [Fact]
    public async Task A_joined_request_fills_every_place_and_sends_an_empty_list_where_nobody_is()
    {
        var plan = new PlanSketch(Executions.Sdl, "{ me { name } topProducts { price } search { ... on User { name } } }")
            .Root(0, "{me{id} topProducts{upc} search{__typename ... on User{id}}}")
            .Entities(
                1,
                "query($a:[_Any!]!,$b:[_Any!]!,$c:[_Any!]!){x:_entities(representations:$a){... on User{name}}"
                    + "y:_entities(representations:$b){... on Product{price}}z:_entities(representations:$c){... on User{name}}}",
                [0],
                new EntitySketch("me", ["User"], "id"),
                new EntitySketch("topProducts", ["Product"], "upc"),
                new EntitySketch("search", ["User"], "id"))
            .Build();
        var first = new ScriptedSubgraph(
            "first", """{"data":{"me":{"id":"1"},"topProducts":[],"search":[{"__typename":"Product"},{"__typename":"User","id":"2"}]}}""");
        var second = new ScriptedSubgraph("second", """{"data":{"x":[{"name":"Ann"}],"y":[],"z":[{"name":"Bob"}]}}""");

        Assert.Equal("""{"me":{"name":"Ann"},"topProducts":[],"search":[{},{"name":"Bob"}]}""", await plan.Run(first, second));
        Assert.EndsWith(
            ""","variables":{"a":[{"__typename":"User","id":"1"}],"b":[],"c":[{"__typename":"User","id":"2"}]}}""", second.Bodies[0]);
    }

    [Fact]
    public async Task Only_objects_of_the_types_of_a_step_are_followed()
    {
        var plan = new PlanSketch(Executions.Sdl, "{ search { ... on User { reviews { product { price } } } ... on Product { upc } } }")
            .Root(0, "{search{__typename ... on User{reviews{product{upc}}} ... on Product{upc reviews{product{upc}}}}}")
            .Entities(
                1, Entities + "{... on Product{price}}}", [0], new EntitySketch("search.reviews:User.product", ["Product"], "upc"))
            .Build();
        var first = new ScriptedSubgraph("first", """
            {"data":{"search":[{"__typename":"User","reviews":[{"product":{"upc":"1"}}]},
            {"__typename":"Product","upc":"2","reviews":[{"product":{"upc":"3"}}]}]}}
            """);
        var second = new ScriptedSubgraph("second", """{"data":{"_entities":[{"price":1}]}}""");

        Assert.Equal("""{"search":[{"reviews":[{"product":{"price":1}}]},{"upc":"2"}]}""", await plan.Run(first, second));
        Assert.Contains("""{"r":[{"__typename":"Product","upc":"1"}]}""", second.Bodies[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interface_that_is_an_object_elsewhere_tells_no_type()
    {
        const string Sdl = """
            type Query { media: [Media] }
            interface Media { id: ID! title: String }
            type Book implements Media { id: ID! title: String pages: Int }
            type Film implements Media { id: ID! title: String }
            """;
        var plan = new PlanSketch(Sdl, "{ media { __typename title ... on Book { pages } } }")
            .Root(0, "{media{__typename id}}")
            .Entities(1, Entities + "{... on Media{__typename title ... on Book{pages}}}}", [0], new EntitySketch("media", [""], "id", null, "Media"))
            .Build();
        var first = new ScriptedSubgraph("first", """{"data":{"media":[{"__typename":"Media","id":"1"},{"__typename":"Media","id":"2"}]}}""");
        var second = new ScriptedSubgraph(
            "second", """{"data":{"_entities":[{"__typename":"Book","title":"B","pages":9},{"__typename":"Film","title":"F"}]}}""");

        Assert.Equal(
            """{"media":[{"__typename":"Book","title":"B","pages":9},{"__typename":"Film","title":"F"}]}""", await plan.Run(first, second));
        Assert.Contains(
            """[{"__typename":"Media","id":"1"},{"__typename":"Media","id":"2"}]""", second.Bodies[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_with_nobody_to_ask_for_is_not_sent()
    {
        var plan = new PlanSketch(Executions.Sdl, "{ topProducts { price } }")
            .Root(0, "{topProducts{upc}}")
            .Entities(1, Entities + "{... on Product{price}}}", [0], new EntitySketch("topProducts", ["Product"], "upc"))
            .Build();
        var products = new ScriptedSubgraph("products", """{"data":{"topProducts":[null,{"upc":null},{}]}}""");
        var prices = new ScriptedSubgraph("prices");
        using var answer = await new FetchPlanExecutor([products, prices])
            .ExecuteAsync(plan, new FetchCall(VariableValues.Empty, "id"), TestContext.Current.CancellationToken);

        Assert.Equal("""{"topProducts":[null,{"price":null},{"price":null}]}""", Executions.Text(answer));
        Assert.Empty(prices.Bodies);
        Assert.Equal([(SubgraphState.Answered, 1), (SubgraphState.NotAsked, 0)], answer.Uses.Select(use => (use.State, use.Requests)));
    }

    [Theory]
    [InlineData("""{"city":"X","street":null}""", """{"city":"X","street":null}""")]
    [InlineData("""{"city":null,"street":null}""", null)]
    [InlineData("""{"city":"X"}""", null)]
    [InlineData("""null""", null)]
    public async Task A_key_may_be_null_in_part_and_never_as_a_whole(string address, string? sent)
    {
        var plan = new PlanSketch(Executions.Sdl, "{ me { name } }")
            .Root(0, "{me{address{city street}}}")
            .Entities(1, Entities + "{... on User{name}}}", [0], new EntitySketch("me", ["User"], "address{city street}"))
            .Build();
        var first = new ScriptedSubgraph("first", $$$$"""{"data":{"me":{"address":{{{{address}}}}}}}""");
        var second = new ScriptedSubgraph("second", """{"data":{"_entities":[{"name":"Ann"}]}}""");

        Assert.Equal(sent is null ? """{"me":{"name":null}}""" : """{"me":{"name":"Ann"}}""", await plan.Run(first, second));
        Assert.Equal(
            sent is null ? [] : [$$$"""[{"__typename":"User","address":{{{sent}}}}]"""],
            second.Bodies.Select(body => body[body.IndexOf("[{", StringComparison.Ordinal)..^2]));
    }

    [Fact]
    public async Task What_a_field_requires_is_sent_as_null_where_it_is_missing()
    {
        var plan = new PlanSketch(Executions.Sdl, "{ topProducts { shipping } }")
            .Root(0, "{topProducts{upc price size{height} tags matrix}}")
            .Entities(
                1,
                Entities + "{... on Product{shipping}}}",
                [0],
                new EntitySketch("topProducts", ["Product"], "upc", "price size { height width } tags matrix"))
            .Build();
        var products = new ScriptedSubgraph("products", """
            {"data":{"topProducts":[{"upc":"1","price":5,"size":{"height":2},"tags":["a","b"],"matrix":[[1,null],null]},{"upc":"2"}]}}
            """);
        var shipping = new ScriptedSubgraph("shipping", """{"data":{"_entities":[{"shipping":1},{"shipping":2}]}}""");

        Assert.Equal("""{"topProducts":[{"shipping":1},{"shipping":2}]}""", await plan.Run(products, shipping));
        Assert.Contains(
            """
            [{"__typename":"Product","upc":"1","price":5,"size":{"height":2,"width":null},"tags":["a","b"],"matrix":[[1,null],null]},
            """.Trim()
            + """{"__typename":"Product","upc":"2","price":null,"size":null,"tags":null,"matrix":null}]""",
            shipping.Bodies[0],
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Objects_that_two_requests_give_are_merged_and_lists_by_position()
    {
        var plan = new PlanSketch(Executions.Sdl, "{ me { name address { city street } reviews { id body } } grid { upc price } }")
            .Root(0, "{me{name address{city} reviews{id}} grid{upc}}")
            .Root(1, "{me{address{street} reviews{body}} grid{price}}")
            .Build();
        var one = new ScriptedSubgraph(
            "one", """{"data":{"me":{"name":"A","address":{"city":"C"},"reviews":[{"id":"1"},{"id":"2"}]},"grid":[[{"upc":"1"}],null]}}""");
        var two = new ScriptedSubgraph(
            "two", """{"data":{"me":{"address":{"street":"S"},"reviews":[{"body":"x"},{"body":"y"}]},"grid":[[{"price":1}],[]]}}""");

        Assert.Equal(
            """{"me":{"name":"A","address":{"city":"C","street":"S"},"reviews":[{"id":"1","body":"x"},{"id":"2","body":"y"}]},"""
                + """ "grid":[[{"upc":"1","price":1}],[]]}""".Trim(),
            await plan.Run(one, two));
    }

    [Theory]
    [InlineData(true, false, """{"me":{"name":"Ann"}}""", 2)]
    [InlineData(true, true, """{"me":{}}""", 1)]
    [InlineData(false, false, """{}""", 1)]
    public async Task Conditions_decide_what_is_sent_and_shown(bool me, bool skip, string data, int requests)
    {
        var sketch = new PlanSketch(
            Executions.Sdl, "query($me: Boolean!, $skip: Boolean!) { me @include(if: $me) { name @skip(if: $skip) } }");
        var condition = new SelectionCondition([new ConditionTerm([("me", true), ("skip", false)])]);
        var plan = sketch.Root(0, "query($me:Boolean!){me @include(if:$me){id}}").Build();
        sketch.NextCondition = condition;
        plan = sketch.Entities(1, Entities + "{... on User{name}}}", [0], new EntitySketch("me", ["User"], "id")).Build();
        var first = new ScriptedSubgraph("first", me ? """{"data":{"me":{"id":"1"}}}""" : """{"data":{}}""");
        var second = new ScriptedSubgraph("second", """{"data":{"_entities":[{"name":"Ann"}]}}""");
        var call = Executions.Call(plan, me ? skip ? Both(true, true) : Both(true, false) : Both(false, false));

        Assert.Equal(data, await plan.Run(call, first, second));
        Assert.Equal(requests, first.Bodies.Count + second.Bodies.Count);
        Assert.EndsWith($$$""","variables":{"me":{{{(me ? "true" : "false")}}}}}""", first.Bodies[0]);

        static string Both(bool me, bool skip) => $$"""{"me":{{(me ? "true" : "false")}},"skip":{{(skip ? "true" : "false")}}}""";
    }

    [Fact]
    public async Task Requests_that_do_not_wait_for_each_other_are_under_way_at_the_same_time()
    {
        var plan = new PlanSketch(Executions.Sdl, "{ me { name } topProducts { upc } }")
            .Root(0, "{me{name}}")
            .Root(1, "{topProducts{upc}}")
            .Build();
        var both = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var arrived = 0;
        Task Meet(CancellationToken cancellation)
        {
            if (Interlocked.Increment(ref arrived) == 2)
            {
                both.SetResult();
            }

            return both.Task.WaitAsync(TimeSpan.FromSeconds(60), cancellation);
        }

        var one = new ScriptedSubgraph("one", """{"data":{"me":{"name":"A"}}}""") { Before = Meet };
        var two = new ScriptedSubgraph("two", """{"data":{"topProducts":[]}}""") { Before = Meet };

        Assert.Equal("""{"me":{"name":"A"},"topProducts":[]}""", await plan.Run(one, two));
    }

    [Fact]
    public async Task Fields_of_a_mutation_run_one_after_the_other_also_when_one_fails()
    {
        var plan = new PlanSketch(Executions.Sdl, "mutation { first second }")
            .Root(0, "mutation{first}")
            .Root(1, "mutation{second}", 0)
            .Build();
        var second = new ScriptedSubgraph("second", """{"data":{"second":2}}""");

        Assert.Equal(
            """
            {"first":null,"second":2}
            SOURCE_UNAVAILABLE first: The subgraph "first" did not answer.
            """,
            await plan.Run(new ScriptedSubgraph("first"), second));
    }

    [Fact]
    public async Task Introspection_is_answered_beside_what_is_fetched_and_heeds_conditions()
    {
        var plan = new PlanSketch(
            Executions.Sdl, "query($k: Boolean!) { me { id } t: __type(name: \"Size\") { name kind @include(if: $k) fields { name } } }")
            .Root(0, "{me{id}}")
            .Build();

        Assert.Equal(
            """{"me":{"id":"1"},"t":{"name":"Size","fields":[{"name":"height"},{"name":"width"}]}}""",
            await plan.Run(Executions.Call(plan, """{"k":false}"""), new ScriptedSubgraph("one", """{"data":{"me":{"id":"1"}}}""")));
    }

    [Fact]
    public async Task The_rest_of_a_subscriptions_plan_runs_for_each_event()
    {
        var plan = new PlanSketch(Executions.Sdl, "subscription { reviewed { body product { price } } }")
            .Root(0, "subscription{reviewed{body product{upc}}}")
            .Entities(1, Entities + "{... on Product{price}}}", [0], new EntitySketch("reviewed.product", ["Product"], "upc"))
            .Build();
        var events = new ScriptedSubgraph(
            "events",
            """{"data":{"reviewed":{"body":"a","product":{"upc":"1"}}}}""",
            """{"data":{"reviewed":null}}""",
            """{"data":{"reviewed":{"body":"b","product":{"upc":"2"}}}}""");
        var prices = new ScriptedSubgraph("prices", """{"data":{"_entities":[{"price":1}]}}""", """{"data":{"_entities":[{"price":2}]}}""");
        var executor = new FetchPlanExecutor([events, prices]);
        var call = new FetchCall(VariableValues.Empty, "id");
        var given = new List<string>();

        await foreach (var first in await executor.SubscribeAsync(plan, call, TestContext.Current.CancellationToken))
        {
            using var answer = await executor.ExecuteEventAsync(plan, call, first, TestContext.Current.CancellationToken);
            given.Add(Executions.Text(answer));
        }

        Assert.Equal(
            [
                """{"reviewed":{"body":"a","product":{"price":1}}}""",
                """{"reviewed":null}""",
                """{"reviewed":{"body":"b","product":{"price":2}}}""",
            ],
            given);
    }

    [Fact]
    public async Task The_record_tells_what_each_subgraph_was_asked()
    {
        var plan = new PlanSketch(Executions.Sdl, "{ topProducts { price shipping } }")
            .Root(0, "{topProducts{upc}}")
            .Entities(1, Entities + "{... on Product{price}}}", [0], new EntitySketch("topProducts", ["Product"], "upc"))
            .Entities(1, Entities + "{... on Product{shipping}}}", [1], new EntitySketch("topProducts", ["Product"], "upc", "price"))
            .Build();
        var products = new ScriptedSubgraph("products", """{"data":{"topProducts":[{"upc":"1"},{"upc":"2"},{"upc":"1"}]}}""");
        var prices = new ScriptedSubgraph("prices", """{"data":{"_entities":[{"price":1},{"price":2}]}}""");
        using var answer = await new FetchPlanExecutor([products, prices])
            .ExecuteAsync(plan, new FetchCall(VariableValues.Empty, "id"), TestContext.Current.CancellationToken);

        Assert.Equal(
            [("products", SubgraphState.Answered, 1, 0, "0"), ("prices", SubgraphState.Unavailable, 2, 4, "1 2")],
            answer.Uses.Select(use => (use.Subgraph, use.State, use.Requests, use.Keys, string.Join(' ', use.Sent))));
    }
}
