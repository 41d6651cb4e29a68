using Exchange.Federation.Composition;
using Exchange.Federation.Governed.Composition;
using Exchange.GraphQL.TypeSystem;
using Exchange.Policy.Standard;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.Policy.Standard;

public sealed class SubgraphSdlTests
{
    private static DataStandard Standard => CityStandard.Standard;

    public static TheoryData<string> Subgraphs => [.. SubgraphSdl.Subgraphs(Standard)];

    [Theory]
    [MemberData(nameof(Subgraphs))]
    public void The_schema_of_a_subgraph_is_valid(string subgraph)
    {
        Assert.NotEmpty(Build(subgraph).Types);
    }

    [Fact]
    public void All_subgraphs_together_are_the_public_graph()
    {
        var composed = Compose();
        Assert.Empty(composed.Errors.Select(error => error.ToString()));
        var changes = SchemaComparer.Compare(SchemaBuilder.Build(GraphQLFixture.City), composed.Graph!.Schema);
        Assert.Empty(changes.Select(change => change.ToString()));
    }

    [Fact]
    public void Composition_finds_the_owner_and_the_home_that_the_standard_names()
    {
        var supergraph = Compose().Graph!;
        foreach (var type in Standard.Types.Where(type => type.Kind == StandardTypeKind.Entity))
        {
            var entity = supergraph.Entity(type.Name);
            Assert.Equal((type.Key, type.Home?.Value), (entity?.KeyField, entity?.Home));
            Assert.All(type.Properties, property => Assert.Equal(property.Owner?.Value, supergraph.Owner(type.Name, property.Name)));
        }
    }

    [Fact]
    public void A_field_of_an_entity_is_in_one_subgraph_only()
    {
        var fields = SubgraphSdl.Subgraphs(Standard)
            .SelectMany(subgraph => Build(subgraph).Types.OfType<ObjectType>()
                .Where(type => Standard.IsEntity(type.Name))
                .SelectMany(type => type.Fields
                    .Where(field => field.Directives.All(directive => directive.Name != "external"))
                    .Select(field => $"{type.Name}.{field.Name}")))
            .ToList();
        Assert.Equal(fields.Distinct().Count(), fields.Count);
    }

    [Fact]
    public void Every_entity_has_one_home()
    {
        var homes = SubgraphSdl.Subgraphs(Standard)
            .SelectMany(subgraph => Build(subgraph).Types
                .Where(type => type.Directives.Any(directive => directive.Name == "home"))
                .Select(type => (type.Name, Home: subgraph)))
            .ToDictionary(pair => pair.Name, pair => pair.Home);
        Assert.Equal("public-security", homes["Person"]);
        Assert.Equal("public-security", homes["Place"]);
        Assert.Equal("market-regulation", homes["Organization"]);
        Assert.Equal("grid-centre", homes["Grid"]);
        Assert.Equal("hotline", homes["HotlineCase"]);
        Assert.Equal(Standard.Types.Count(type => type.Kind == StandardTypeKind.Entity), homes.Count);
    }

    [Fact]
    public void The_schema_of_health_reads_as_reviewed()
    {
        Assert.Equal(GraphQLFixture.HealthSubgraph, SubgraphSdl.For(Standard, "health"));
    }

    [Fact]
    public void A_subgraph_that_the_standard_does_not_know_is_refused()
    {
        var fault = Assert.Throws<ArgumentException>(() => SubgraphSdl.For(Standard, "tax-office"));
        Assert.Contains("tax-office", fault.Message, StringComparison.Ordinal);
    }

    private static Schema Build(string subgraph) => SchemaBuilder.Build(SubgraphSdl.For(Standard, subgraph), SchemaBuildOptions.Subgraph);

    private static GovernedComposition Compose() => GovernedComposer.Compose(
        [.. SubgraphSdl.Subgraphs(Standard).Select(name => new Subgraph(name, SubgraphSdl.For(Standard, name)))]);
}
