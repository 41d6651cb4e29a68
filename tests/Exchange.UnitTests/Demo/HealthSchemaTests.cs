using Exchange.Demo.Health;
using Exchange.GraphQL.TypeSystem;
using Exchange.Policy.Standard;

namespace Exchange.UnitTests.Demo;

public sealed class HealthSchemaTests
{
    [Fact]
    public void The_schema_builds_with_the_machinery_of_the_federation_specification()
    {
        var schema = HealthSchema.Build();

        Assert.Equal(["_service", "_entities"], schema.QueryType.Fields.Select(field => field.Name));
        Assert.Equal(
            ["Person", "Place", "OutbreakArea"], Assert.IsType<UnionType>(schema.Type("_Entity")).Members.Select(member => member.Name));
    }

    [Fact]
    public void The_service_speaks_the_data_standard()
    {
        var standard = DataStandardLoader.Load(SchemasPath()).Standard!;

        var expected = SchemaBuilder.Build(SubgraphSdl.For(standard, "health"), SchemaBuildOptions.Subgraph);
        var actual = SchemaBuilder.Build(HealthSchema.Sdl, SchemaBuildOptions.Subgraph);

        Assert.Equal(Lines(expected), Lines(actual));
    }

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
        $"{type.Name}.{field.Name}({string.Join(",", field.Arguments.Select(argument => $"{argument.Name}:{argument.Type}"))}): {field.Type}";

    private static string Keys(ObjectType type) => string.Join(" ", type.AppliedDirectives.Where(directive => directive.Name == "key")
        .Select(directive => directive.Arguments.First(argument => argument.Name == "fields").Value.ToString()));

    private static string SchemasPath()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Exchange.sln")))
            {
                return Path.Combine(folder.FullName, "schemas");
            }
        }

        throw new DirectoryNotFoundException("The tests do not run below the repository.");
    }
}
