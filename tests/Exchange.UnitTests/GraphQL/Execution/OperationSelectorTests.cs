using Exchange.GraphQL;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Language;

namespace Exchange.UnitTests.GraphQL.Execution;

public sealed class OperationSelectorTests
{
    [Theory]
    [InlineData("{ a }", null, null)]
    [InlineData("{ a }", "", null)]
    [InlineData("query A { a }", null, "A")]
    [InlineData("query A { a } query B { b }", "B", "B")]
    public void The_operation_meant_is_selected(string document, string? name, string? selected) =>
        Assert.Equal(selected, OperationSelector.Select(GraphQLParser.Parse(document), name).Name);

    [Theory]
    [InlineData("query A { a } query B { b }", null)]
    [InlineData("query A { a }", "C")]
    [InlineData("fragment F on T { a }", null)]
    public void What_cannot_be_told_is_refused(string document, string? name)
    {
        var exception = Assert.Throws<GraphQLException>(() => OperationSelector.Select(GraphQLParser.Parse(document), name));
        Assert.Equal(ErrorCodes.OperationResolutionFailed, exception.Errors[0].Code);
    }
}
