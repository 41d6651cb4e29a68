using Exchange.SqlServerTests.Binding;
using Exchange.SqlServerTests.StandIn;
using Exchange.Storage;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Exchange.SqlServerTests;

/// <summary>What the migrations say in T-SQL.</summary>
internal static class MigrationSql
{
    /// <summary>Each migration once; for a database that has none of them.</summary>
    public static string Plain { get; } = Write();

    /// <summary>Each migration where it is missing: what <c>exchange migrate --script</c> prints.</summary>
    public static string Idempotent { get; } = MigrationScript.For(StorageProvider.SqlServer)!;

    /// <summary>The tables of a database that is up to date.</summary>
    public static Catalogue Catalogue()
    {
        var catalogue = new Catalogue();
        Assert.Empty(ScriptBinder.Bind(catalogue, Plain).Findings);
        return catalogue;
    }

    private static string Write()
    {
        using var store = new StandInStore();
        using var context = store.CreateDbContext();
        return context.GetService<IMigrator>().GenerateScript();
    }
}
