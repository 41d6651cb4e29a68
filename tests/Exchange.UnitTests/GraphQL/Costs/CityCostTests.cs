using Exchange.Federation.Composition;
using Exchange.Federation.Governed.Composition;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Language;
using Exchange.Policy.Standard;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.GraphQL.Costs;

/// <summary>What the data standard of the city says of cost: work that officers do passes, and lists inside lists do not.</summary>
public sealed class CityCostTests
{
    private static readonly GovernedGraph City = GovernedComposer.Compose(
        [.. SubgraphSdl.Subgraphs(CityStandard.Standard).Select(name => new Subgraph(name, SubgraphSdl.For(CityStandard.Standard, name)))]).Graph!;

    private static readonly string Hundred = string.Join(',', Enumerable.Repeat("\"990102195803120429\"", 100));

    public static TheoryData<string, int> Allowed => new()
    {
        { "{ me { client department { code name } roles } }", 0 },
        { "{ person(citizenNo: \"1\") { alive household { memberCount members { pid alive } } pension { receives } property { owns } } }", 6 },
        { $"{{ people(citizenNos: [{Hundred}]) {{ alive lowIncome {{ kind }} disability {{ kind }} pension {{ receives }} careNeed {{ oxygen }} }} }}", 100 },
        { $"{{ people(citizenNos: [{Hundred}]) {{ household {{ members {{ alive }} }} }} }}", 600 },
        { "{ places(first: 20) { nodes { fullText organizations { name } events { nodes { kind } } } pageInfo { hasNextPage } } }", 20 * 31 },
        { "{ places(first: 100) { edges { cursor node { fullText grid { name worker { post } } } } } }", 200 },
        { "{ events(first: 50) { nodes { kind place { fullText } ... on DisputeEvent { parties { person { pid } } } } } }", 50 * 6 },
    };

    [Theory]
    [MemberData(nameof(Allowed))]
    public void Work_that_officers_do_costs_the_records_that_it_reads(string text, int expected)
    {
        var cost = Cost(text);

        Assert.Equal(expected, cost);
        Assert.InRange(cost, 0, OperationLimits.Default.Cost);
    }

    [Theory]
    [InlineData("{ places(first: 100) { nodes { events(first: 100) { nodes { kind } } } } }")]
    [InlineData("{ grid(code: \"1\") { places(first: 1001) { nodes { fullText } } } }")]
    [InlineData("{ events(first: 1000000) { nodes { kind } } }")]
    [InlineData("{ person(citizenNo: \"1\") { household { members { household { members { household { members { household { members { household { members { pid } } } } } } } } } } } }")]
    public void Lists_inside_lists_cost_more_than_the_limit(string text) =>
        Assert.True(Cost(text) > OperationLimits.Default.Cost, $"{Cost(text)}");

    private static int Cost(string text)
    {
        var document = GraphQLParser.Parse(text);
        var operation = OperationCompiler.Compile(
            City.Schema, document, OperationSelector.Select(document, null), VariableValues.Empty, OperationLimits.Default);
        return City.Costs.Of(operation, VariableValues.Empty);
    }
}
