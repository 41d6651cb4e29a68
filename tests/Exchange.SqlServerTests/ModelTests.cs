using Exchange.SqlServerTests.StandIn;
using Microsoft.EntityFrameworkCore;

namespace Exchange.SqlServerTests;

public sealed class ModelTests
{
    [Fact]
    public void The_migrations_make_exactly_the_model()
    {
        using var store = new StandInStore();
        using var context = store.CreateDbContext();

        Assert.False(context.Database.HasPendingModelChanges());
    }
}
