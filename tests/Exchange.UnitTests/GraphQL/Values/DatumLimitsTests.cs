using System.Text;
using System.Text.Json;
using Exchange.GraphQL;
using Exchange.GraphQL.Values;

namespace Exchange.UnitTests.GraphQL.Values;

public sealed class DatumLimitsTests
{
    [Theory]
    [InlineData("[1,2,3]", 4)]
    [InlineData("""{"a":{"b":[]}}""", 3)]
    [InlineData("[[],[],[]]", 4)]
    public void Every_value_counts_lists_and_objects_included(string json, int values)
    {
        var text = Encoding.UTF8.GetBytes(json);
        DatumReader.Read(text, maxValues: values);

        var error = Assert.Single(Assert.Throws<GraphQLException>(() => DatumReader.Read(text, maxValues: values - 1)).Errors);
        Assert.Equal((ErrorCodes.LimitExceeded, "values"), (error.Code, error.Limit));
    }

    [Fact]
    public void What_a_caller_sends_is_bounded_and_what_a_department_answers_is_not()
    {
        var json = $"[{string.Join(',', Enumerable.Repeat("0", DatumReader.MaxCallerValues))}]";
        using var document = JsonDocument.Parse(json);

        Assert.Equal("values", Assert.Single(Assert.Throws<GraphQLException>(() => DatumReader.Read(document.RootElement)).Errors).Limit);
        Assert.Equal(DatumReader.MaxCallerValues, DatumReader.Read(Encoding.UTF8.GetBytes(json)).AsList().Length);
    }

    [Fact]
    public void Nesting_is_given_back_where_it_ends()
    {
        var text = Encoding.UTF8.GetBytes("[[[]],[[]],[[]]]");

        DatumReader.Read(text, maxDepth: 3);
        Assert.Equal("valueDepth", Assert.Single(Assert.Throws<GraphQLException>(() => DatumReader.Read(text, maxDepth: 2)).Errors).Limit);
    }
}
