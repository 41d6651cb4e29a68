using Exchange.SqlServerTests.Binding;
using Exchange.SqlServerTests.StandIn;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Exchange.SqlServerTests;

/// <summary>What the migrations say in T-SQL.</summary>
internal static class MigrationScript
{
    /// <summary>Each migration once; for a database that has none of them.</summary>
    public static string Plain { get; } = Write(MigrationsSqlGenerationOptions.Default);

    /// <summary>Each migration where it is missing: what <c>exchange migrate --script</c> prints.</summary>
    public static string Idempotent { get; } = Write(MigrationsSqlGenerationOptions.Idempotent);

    /// <summary>The tables of a database that is up to date.</summary>
    public static Catalogue Catalogue()
    {
        var catalogue = new Catalogue();
        Assert.Empty(ScriptBinder.Bind(catalogue, Plain).Findings);
        return catalogue;
    }

    private static string Write(MigrationsSqlGenerationOptions options)
    {
        using var store = new StandInStore();
        using var context = store.CreateDbContext();
        return context.GetService<IMigrator>().GenerateScript(options: options);
    }
}
