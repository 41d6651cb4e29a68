using System.Diagnostics;
using Exchange.EndToEnd.Running;
using Exchange.Fixtures;
using Npgsql;

namespace Exchange.EndToEnd.Stores;

/// <summary>What <c>serve</c> tells its operator about the connection to the store.</summary>
public sealed class ServeWarningTests(PostgresServer server) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Serve_warns_of_a_connection_to_another_machine_that_is_not_verified()
    {
        // The first of two servers is here and answers; the second, elsewhere, is what is warned of.
        var connection = new NpgsqlConnectionStringBuilder(await server.CreateDatabaseAsync("serve"));
        connection.Host = $"127.0.0.1:{server.Port},db.example:5432";
        var start = ExchangeProgram.Start(_folder.Location, ["serve", "--data", _folder.Of("data"), "--urls", "http://127.0.0.1:0"]);
        start.Environment["Exchange__Storage__Provider"] = "PostgreSql";
        start.Environment["Exchange__Storage__Connection"] = connection.ToString();
        using var hub = Process.Start(start)!;
        try
        {
            var said = await UntilAsync(hub.StandardError, "warning: the keys lie beside the data");

            var warning = Assert.Single(said, line => line.StartsWith("warning: the connection to ", StringComparison.Ordinal));
            Assert.Contains("SSL Mode=VerifyFull", warning, StringComparison.Ordinal);
            Assert.DoesNotContain(connection.Password!, warning, StringComparison.Ordinal);
        }
        finally
        {
            hub.Kill();
            await hub.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
    }

    private static async Task<List<string>> UntilAsync(StreamReader lines, string last)
    {
        var said = new List<string>();
        while (await lines.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            said.Add(line);
            if (line.StartsWith(last, StringComparison.Ordinal))
            {
                break;
            }
        }

        return said;
    }
}
