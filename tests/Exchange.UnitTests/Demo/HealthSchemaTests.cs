using Exchange.Demo.Health;
using Exchange.GraphQL.TypeSystem;

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
}
