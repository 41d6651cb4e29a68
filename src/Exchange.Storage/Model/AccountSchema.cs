using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Exchange.Storage.Model;

/// <summary>Fixes which version of ASP.NET Core Identity's tables the model has, whatever the composition root configures.</summary>
internal static class AccountSchema
{
    // WHY: IdentityDbContext reads the version and the key length from these options and from nowhere else.
    private static readonly IServiceProvider Choice = new ServiceCollection()
        .Configure<IdentityOptions>(options =>
        {
            options.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
            options.Stores.MaxLengthForKeys = 128;
        })
        .BuildServiceProvider();

    public static DbContextOptionsBuilder<TContext> UseAccountSchema<TContext>(this DbContextOptionsBuilder<TContext> options)
        where TContext : DbContext =>
        options.UseApplicationServiceProvider(Choice);
}
