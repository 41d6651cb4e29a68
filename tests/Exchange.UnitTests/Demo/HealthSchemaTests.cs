using Exchange.Demo.Health;
using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;
using Exchange.Policy.Standard;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.Demo;

public sealed class HealthSchemaTests
{
    [Fact]
    public void The_schema_builds_with_the_machinery_of_the_federation_specification()
    {
        var schema = HealthSchema.Build();

        Assert.Equal(["events", "_service", "_entities"], schema.QueryType.Fields.Select(field => field.Name));
        Assert.Equal(
            ["Person", "Place", "OutbreakArea"], Assert.IsType<UnionType>(schema.Type("_Entity")).Members.Select(member => member.Name));
    }

    [Fact]
    public void Beside_its_list_the_service_speaks_the_data_standard_and_nothing_else()
    {
        var expected = SchemaBuilder.Build(SubgraphSdl.For(CityStandard.Standard, "health"), SchemaBuildOptions.Subgraph);
        var actual = SchemaBuilder.Build(HealthSchema.Sdl, SchemaBuildOptions.Subgraph);

        Assert.Equal(Lines(expected).Where(line => !IsOfList(line)), Lines(actual).Where(line => !IsOfList(line)));
    }

    private static bool IsOfList(string line) => line.Split([' ', '.']) is var words
        && (words.Contains("Query") || words.Contains("EventConnection") || words.Contains("EventEdge") || words.Contains("PageInfo"));

    private static IReadOnlyList<string> Lines(Schema schema) => [.. schema.Types.SelectMany(Lines).Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Lines(NamedType type) => type switch
    {
        ObjectType value => value.Fields.Select(field => Line(value, field))
            .Append($"type {value.Name} {string.Join('&', value.Interfaces.Select(parent => parent.Name))} {Keys(value)}"),
        InterfaceType value => value.Fields.Select(field => Line(value, field)),
        EnumType value => value.Values.Select(name => $"{value.Name}.{name.Name}"),
        _ => [$"{type.GetType().Name} {type.Name}"],
    };

    private static string Line(NamedType type, FieldDefinition field) =>
        $"{type.Name}.{field.Name}({Arguments(field)}): {field.Type}";

    private static string Arguments(FieldDefinition field) =>
        string.Join(",", field.Arguments.Select(argument => $"{argument.Name}:{argument.Type}"));

    private static string Keys(ObjectType type) => string.Join(" ", type.Directives.Where(directive => directive.Name == "key")
        .Select(directive => ((StringNode)directive.Arguments.First(argument => argument.Name == "fields").Value).Value));
}
