using Exchange.Federation.Execution;
using Exchange.Federation.Planning;
using Exchange.GraphQL.Execution;

namespace Exchange.FederationTests.Execution;

/// <summary>Whatever a subgraph answers costs only its own fields.</summary>
public sealed class HostileAnswerTests
{
    private const string Entities = "query($r:[_Any!]!){_entities(representations:$r)";

    private static FetchPlan Plan() => new PlanSketch(Executions.Sdl, "{ topProducts { upc price json } }")
        .Root(0, "{topProducts{upc}}")
        .Entities(1, Entities + "{... on Product{price json}}}", [0], new EntitySketch("topProducts", ["Product"], "upc"))
        .Build();

    private static ScriptedSubgraph Products() => new("products", """{"data":{"topProducts":[{"upc":"1"},{"upc":"2"}]}}""");

    public static TheoryData<string> Answers() =>
    [
        "",
        "   ",
        "null",
        "[]",
        "{",
        "{}",
        "\u00ef\u00bb\u00bf{}",
        """{"data":null}""",
        """{"data":7}""",
        """{"data":[]}""",
        """{"data":{}}""",
        """{"data":{"_entities":null}}""",
        """{"data":{"_entities":{}}}""",
        """{"data":{"_entities":[]}}""",
        """{"data":{"_entities":[{"price":1}]}}""",
        """{"data":{"_entities":[{"price":1},{"price":2},{"price":3}]}}""",
        """{"data":{"_entities":[1,"2"]}}""",
        """{"data":{"_entities":[[],[]]}}""",
        """{"data":{"_entities":[{"price":1,"price":2},{"price":2}]}}""",
        """{"data":{"_entities":[{"price":1},{"price":2}]},"data":{}}""",
        """{"data":{"_entities":[{"price":1},{"price":2}]}}x""",
        """{"data":{"_entities":[{"price":1},{"price":2}]}""",
        """{"data":{"_entities":[{"price":1},{"price":2},]}}""",
        """{"data":{"_entities":[{"price":01},{"price":2}]}}""",
        """{"data":{"_entities":[{"price":+1},{"price":2}]}}""",
        """{"data":{"_entities":[{"price":NaN},{"price":2}]}}""",
        """{"data":{"_entities":[{price:1},{"price":2}]}}""",
        """{"data":{"_entities":[{"json":"\ud800"},{"price":2}]}}""",
        """{"data":{"_entities":[{"json":"\x"},{"price":2}]}}""",
        "{\"data\":{\"_entities\":[{\"json\":\"\u00ff\"},{\"price\":2}]}}",
        "{\"data\":{\"_entities\":[{\"json\":\"\u00c0\u0080\"},{\"price\":2}]}}",
        "{\"data\":{\"_entities\":[{\"json\":\"a\nb\"},{\"price\":2}]}}",
        "{\"data\":{\"_entities\":[{\"json\":" + new string('[', 5000) + new string(']', 5000) + "},{\"price\":2}]}}",
        "{\"data\":{\"_entities\":[{\"more\":" + string.Concat(Enumerable.Repeat("{\"a\":", 5000)) + "1" + new string('}', 5000) + "},null]}}",
        "{\"data\":{\"_entities\":[" + string.Join(',', Enumerable.Repeat("{}", 1_000_000)) + "]}}",
        "<html>Ann</html>",
    ];

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task An_answer_that_is_none_costs_its_own_fields(string hostile)
    {
        var text = (await Plan().Run(Products(), new ScriptedSubgraph("prices", hostile))).Split('\n');

        Assert.Equal(
            "INVALID_SOURCE_DATA topProducts: The subgraph \"prices\" gave an answer that cannot be used.", Assert.Single(text[1..]));
        Assert.Equal("""{"topProducts":[{"upc":"1","price":null,"json":null},{"upc":"2","price":null,"json":null}]}""", text[0]);
    }

    [Fact]
    public async Task What_was_not_asked_for_is_dropped()
    {
        var prices = new ScriptedSubgraph(
            "prices",
            """{"x":{"y":[{}]},"data":{"z":1,"_entities":[{"upc":"9","more":[1,{"a":"}"}],"json":1,"price":1},{"price":2,"json":null}]},"errors":[]}""");

        Assert.Equal(
            """{"topProducts":[{"upc":"1","price":1,"json":1},{"upc":"2","price":2,"json":null}]}""", await Plan().Run(Products(), prices));
    }

    [Fact]
    public async Task What_was_asked_of_another_subgraph_is_not_overwritten()
    {
        var plan = new PlanSketch(Executions.Sdl, "{ me { id name } }")
            .Root(0, "{me{id name}}")
            .Entities(1, Entities + "{... on User{name}}}", [0], new EntitySketch("me", ["User"], "id"))
            .Build();

        Assert.Equal(
            """{"me":{"id":"1","name":"Ann"}}""",
            await plan.Run(
                new ScriptedSubgraph("one", """{"data":{"me":{"id":"1","name":"Ann"}}}"""),
                new ScriptedSubgraph("two", """{"data":{"_entities":[{"id":"2","name":"Mallory"}]}}""")));
    }

    [Fact]
    public async Task A_number_of_a_million_digits_is_only_a_value_that_does_not_fit()
    {
        var prices = new ScriptedSubgraph(
            "prices", "{\"data\":{\"_entities\":[{\"price\":" + new string('9', 1_000_000) + "},{\"price\":2}]}}");
        var text = await Plan().Run(Products(), prices);

        Assert.StartsWith("""{"topProducts":[{"upc":"1","price":null,"json":null},{"upc":"2","price":2,"json":null}]}""", text);
    }

    [Fact]
    public async Task An_answer_beyond_the_limit_is_refused_by_name()
    {
        var executor = new FetchPlanExecutor(
            [Products(), new ScriptedSubgraph("prices", """{"data":{"_entities":[null,null]}}""")], new FetchLimits { MaxAnswerBytes = 10 });

        var refused = await Assert.ThrowsAsync<GraphQL.GraphQLException>(
            () => executor.ExecuteAsync(Plan(), new FetchCall(VariableValues.Empty, "id"), TestContext.Current.CancellationToken));
        Assert.Equal("answerBytes", refused.Errors[0].Limit);
    }
}
