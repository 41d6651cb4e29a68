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
        var expected = SortedLines(SchemaBuilder.Build(GraphQLFixture.City), _ => true);
        var actual = SubgraphSdl.Subgraphs(Standard)
            .SelectMany(subgraph => SortedLines(Build(subgraph), field => field.Directives.All(directive => directive.Name != "external")))
            .Distinct();
        Assert.Equal(string.Join('\n', expected), string.Join('\n', actual.Order(StringComparer.Ordinal)));
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

    /// <summary>One line for every fact of a schema: types, interfaces, values, fields with arguments, defaults and descriptions.</summary>
    private static IReadOnlyList<string> SortedLines(Schema schema, Func<FieldDefinition, bool> counts)
    {
        var lines = new List<string>();
        foreach (var type in schema.Types.Where(type => !type.Name.StartsWith("__", StringComparison.Ordinal) && type is not ScalarType { IsBuiltIn: true }))
        {
            var fields = type is FieldsType composite ? composite.Fields.Where(counts).ToList() : [];
            if (type is FieldsType && fields.Count == 0)
            {
                continue;
            }

            lines.Add($"{type.GetType().Name} {type.Name}: {type.Description}");
            lines.AddRange((type as EnumType)?.Values.Select(value => $"{type.Name}.{value.Name}") ?? []);
            lines.AddRange((type as FieldsType)?.Interfaces.Select(parent => $"{type.Name} implements {parent.Name}") ?? []);
            lines.AddRange(fields.Select(field => $"{type.Name}.{field.Name}({Arguments(field)}): {field.Type} {field.Description}"));
        }

        return [.. lines.Order(StringComparer.Ordinal)];
    }

    private static string Arguments(FieldDefinition field) =>
        string.Join(", ", field.Arguments.Select(a => $"{a.Name}: {a.Type} = {(a.DefaultLiteral is null ? "" : a.Default.AsInteger())}"));
}
