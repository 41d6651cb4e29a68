using System.Buffers;
using System.Text;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.TypeSystem;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.GraphQL.Execution;

public sealed class RequestExecutorTests
{
    private static readonly RequestExecutor Executor = new(
        SchemaBuilder.Build("type Query { twice(value: Int!): Int fail: [Int] }"),
        new ResolverMap
        {
            Fields = new Dictionary<string, FieldResolver>
            {
                ["Query.twice"] = context => new(context.Arguments["value"].AsInteger() * 2),
                ["Query.fail"] = _ => new(new object[] { 1, "x" }),
            },
        });

    [Theory]
    [InlineData("{ twice(value: 2) }", """{"data":{"twice":4}}""")]
    [InlineData("query Q($v: Int!) { twice(value: $v) }", """{"data":{"twice":14}}""")]
    [InlineData("{ fail }",
        """{"errors":[{"message":"Field \"Query.fail\" holds a value that is not of type Int.","locations":[{"line":1,"column":3}],"path":["fail",1],"extensions":{"code":"INTERNAL_SERVER_ERROR"}}],"data":{"fail":[1,null]}}""")]
    [InlineData("{ nothing }",
        """{"errors":[{"message":"There is no field \"nothing\" on type \"Query\".","locations":[{"line":1,"column":3}],"extensions":{"code":"GRAPHQL_VALIDATION_FAILED","rule":"FieldsOnCorrectType"}}]}""")]
    [InlineData("query A { fail } query B { fail }",
        """{"errors":[{"message":"The document has several operations; say in operationName which one to run.","extensions":{"code":"OPERATION_RESOLUTION_FAILURE"}}]}""")]
    public async Task A_request_is_answered_from_text_to_JSON(string query, string expected)
    {
        var request = new GraphQLRequest(query) { Variables = Json.Object("""{"v":7}""") };
        Assert.Equal(expected, Text(await Executor.ExecuteAsync(request, null, TestContext.Current.CancellationToken)));
    }

    [Theory]
    [InlineData("{", "\"code\":\"GRAPHQL_PARSE_FAILED\"")]
    [InlineData("query Q($v: Int!) { twice(value: $v) }", "\"code\":\"BAD_USER_INPUT\"")]
    [InlineData("{ twice(value: 1) @skip(if: true) @skip(if: true) @skip(if: true) @skip(if: true) @skip(if: true) }",
        "\"code\":\"LIMIT_EXCEEDED\",\"limit\":\"directives\"")]
    public async Task A_refused_request_has_no_data(string query, string expected)
    {
        var text = Text(await Executor.ExecuteAsync(new GraphQLRequest(query), null, TestContext.Current.CancellationToken));
        Assert.Contains(expected, text);
        Assert.DoesNotContain("\"data\"", text);
    }

    private static string Text(ExecutionResult result)
    {
        var buffer = new ArrayBufferWriter<byte>();
        ResultWriter.Write(buffer, result);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
