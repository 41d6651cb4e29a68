using System.Reflection;
using Exchange.SqlServerTests.Binding;
using Exchange.SqlServerTests.Capture;
using Exchange.Storage;
using Exchange.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace Exchange.SqlServerTests;

/// <summary>Every command that the stores write for SQL Server binds to the tables that the migrations make.</summary>
public sealed class CommandTests
{
    [Fact]
    public async Task Every_command_of_every_store_parses_and_binds()
    {
        var commands = await ComplianceRun.CommandsAsync();
        var distinct = commands.DistinctBy(command => (command.Text, string.Join(' ', command.Parameters))).ToList();
        var catalogue = MigrationSql.Catalogue();
        var statements = 0;
        foreach (var command in distinct)
        {
            var outcome = ScriptBinder.Bind(catalogue, command.Text, command.Parameters);
            statements += outcome.Statements;
            Assert.True(outcome.Findings.Count == 0, $"{string.Join('\n', outcome.Findings)}\nin a command of {command.Callers.FirstOrDefault()}:\n{command.Text}");
        }

        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{commands.Count} commands, {distinct.Count} distinct, of {statements} statements bind to {catalogue.Tables.Count()} tables.");
        Assert.Empty(StoreMethods().Except(commands.SelectMany(command => command.Callers)));
        Assert.True(distinct.Count > 60, $"Only {distinct.Count} distinct commands were recorded.");
    }

    [Fact]
    public void Every_compliance_class_runs_on_this_provider() =>
        Assert.All(ComplianceRun.Promises, promise => Assert.Contains(ComplianceRun.Runs, run => promise.IsAssignableFrom(run)));

    // A store takes contexts and answers later: each of its methods has to have written something.
    private static List<string> StoreMethods() =>
        [.. typeof(StorageSetup).Assembly.GetTypes()
            .Where(type => type.Name.EndsWith("Store", StringComparison.Ordinal) || type.Name == "ConsentImport")
            .Where(type => type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
                .Any(made => made.GetParameters().Any(p => p.ParameterType == typeof(IDbContextFactory<ExchangeContext>))))
            .SelectMany(type => type.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)
                .Where(method => method.Name.EndsWith("Async", StringComparison.Ordinal)).Select(method => $"{type.Name}.{method.Name}"))];
}
