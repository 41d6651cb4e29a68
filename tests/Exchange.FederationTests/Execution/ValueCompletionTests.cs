namespace Exchange.FederationTests.Execution;

/// <summary>GraphQL September 2025, section 6.4.3 and 6.4.4: values that do not fit their type.</summary>
public sealed class ValueCompletionTests
{
    [Theory]
    [InlineData("price", "7", "7")]
    [InlineData("price", "20.0", "20")]
    [InlineData("price", "2e1", "20")]
    [InlineData("price", "2147483647", "2147483647")]
    [InlineData("price", "-2147483648", "-2147483648")]
    [InlineData("price", "2147483648", null)]
    [InlineData("price", "99999999999999999999999999", null)]
    [InlineData("price", "1.5", null)]
    [InlineData("price", "\"7\"", null)]
    [InlineData("price", "true", null)]
    [InlineData("price", "[7]", null)]
    [InlineData("price", "{\"a\":7}", null)]
    [InlineData("weight", "1", "1")]
    [InlineData("weight", "1.5e3", "1.5e3")]
    [InlineData("weight", "1e999", null)]
    [InlineData("weight", "\"1\"", null)]
    [InlineData("note", "\"a\\u00e9\\n\\ud83d\\ude00\"", "\"a\\u00e9\\n\\ud83d\\ude00\"")]
    [InlineData("note", "1", null)]
    [InlineData("inStock", "false", "false")]
    [InlineData("inStock", "0", null)]
    [InlineData("maker", "\"m\"", "\"m\"")]
    [InlineData("maker", "12345678901234567890", "\"12345678901234567890\"")]
    [InlineData("maker", "-3", "\"-3\"")]
    [InlineData("maker", "3.0", "\"3\"")]
    [InlineData("maker", "3.5", null)]
    [InlineData("maker", "true", null)]
    [InlineData("kind", "\"TOY\"", "\"TOY\"")]
    [InlineData("kind", "\"HIDDEN\"", null)]
    [InlineData("kind", "1", null)]
    [InlineData("json", "{\"a\":[1,{\"b\":null}], \"c\":\"}\"}", "{\"a\":[1,{\"b\":null}], \"c\":\"}\"}")]
    [InlineData("json", "[[1],2]", "[[1],2]")]
    [InlineData("json", "1", "1")]
    [InlineData("tags", "[]", "[]")]
    [InlineData("tags", "[ \"a\" , \"b\" ]", "[\"a\",\"b\"]")]
    [InlineData("tags", "\"a\"", null)]
    [InlineData("tags", "{}", null)]
    [InlineData("matrix", "[[1,null],null,[]]", "[[1,null],null,[]]")]
    public async Task A_leaf_is_given_as_its_type_wants_it_or_is_null(string field, string sent, string? given)
    {
        var plan = new PlanSketch(Executions.Sdl, $"{{ strict {{ upc {field} }} }}").Root(0, $"{{strict{{upc {field}}}}}").Build();
        var text = await plan.Run(new ScriptedSubgraph("one", $$$$"""{"data":{"strict":{"upc":"1","{{{{field}}}}":{{{{sent}}}}}}}"""));

        var lines = text.Split('\n');
        Assert.Equal($$$"""{"strict":{"upc":"1","{{{field}}}":{{{given ?? "null"}}}}}""", lines[0]);
        Assert.Equal(given is null ? $"note strict/{field}: The value of Product.{field} does not fit its type" : null, lines.ElementAtOrDefault(1)?.Split(" (")[0]);
    }

    [Theory]
    [InlineData("""{"upc":"1","tags":["a",null]}""", """{"strict":{"upc":"1","tags":null,"size":null}}""", "strict/tags/1")]
    [InlineData("""{"upc":"1","tags":["a",1]}""", """{"strict":{"upc":"1","tags":null,"size":null}}""", "strict/tags/1")]
    [InlineData("""{"upc":"1","size":{"height":1}}""", """{"strict":{"upc":"1","tags":null,"size":null}}""", "strict/size/width")]
    [InlineData("""{"upc":null}""", "null", "strict/upc")]
    [InlineData("""{"upc":1}""", "null", "strict/upc")]
    [InlineData("""null""", "null", "strict")]
    [InlineData("""[]""", "null", "strict")]
    public async Task A_refused_null_goes_up_to_what_may_be_null_and_is_noted_once(string strict, string data, string path)
    {
        var plan = new PlanSketch(Executions.Sdl, "{ strict { upc tags size { height width } } }")
            .Root(0, "{strict{upc tags size{height width}}}")
            .Build();
        var lines = (await plan.Run(new ScriptedSubgraph("one", $$$"""{"data":{"strict":{{{strict}}}}}"""))).Split('\n');

        Assert.Equal(data, lines[0]);
        Assert.StartsWith($"note {path}: ", Assert.Single(lines[1..]));
    }

    [Fact]
    public async Task An_object_of_a_type_that_callers_do_not_see_is_null()
    {
        var plan = new PlanSketch(Executions.Sdl, "{ search { __typename ... on User { name } } }")
            .Root(0, "{search{__typename ... on User{name}}}")
            .Build();
        var subgraph = new ScriptedSubgraph(
            "one", """{"data":{"search":[{"__typename":"Hidden","name":"x"},{"name":"y"},{"__typename":"Product"},{"__typename":"User","name":"z"}]}}""");

        Assert.Equal("""{"search":[null,null,{"__typename":"Product"},{"__typename":"User","name":"z"}]}""", await plan.Run(subgraph));
    }
}
