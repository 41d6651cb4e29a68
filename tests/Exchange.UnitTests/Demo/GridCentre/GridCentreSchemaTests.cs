using Exchange.Demo.GridCentre;
using Exchange.GraphQL.TypeSystem;
using Exchange.Policy.Standard;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.Demo.GridCentre;

public sealed class GridCentreSchemaTests
{
    [Fact]
    public void Every_field_that_the_grid_centre_owns_is_served_as_the_data_standard_has_it()
    {
        var standard = SchemaBuilder.Build(SubgraphSdl.For(CityStandard.Standard, "grid-centre"), SchemaBuildOptions.Subgraph);
        var service = GridCentreSchema.Build();
        var owned = standard.Types.OfType<ObjectType>().SelectMany(type => type.Fields.Select(field => (type.Name, Field: field)))
            .Where(each => service.Type(each.Name) is not null).ToList();

        Assert.True(owned.Count > 30);
        Assert.All(owned, each =>
        {
            var served = ((ObjectType)service.Type(each.Name)!).Fields.SingleOrDefault(field => field.Name == each.Field.Name);
            Assert.True(served is not null, $"{each.Name}.{each.Field.Name} is not served.");
            Assert.Equal(each.Field.Type.ToString(), served.Type.ToString());
        });
    }

    [Fact]
    public void Its_one_subscription_is_that_of_the_city()
    {
        var subscription = GridCentreSchema.Build().SubscriptionType!.Fields.Single();

        Assert.Equal("eventReported", subscription.Name);
        Assert.Equal(["regionCode: RegionCode", "kinds: [EventKind!]"], subscription.Arguments.Select(argument => $"{argument.Name}: {argument.Type}"));
    }
}
