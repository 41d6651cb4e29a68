using System.Globalization;
using Exchange.Benchmarks.Beside;

namespace Exchange.Benchmarks.Federation;

/// <summary>Our half of <c>federation.sh</c>: serves the subgraphs, sends the load, prints the table.</summary>
internal sealed class FederationCommand(TextWriter output)
{
    /// <summary>The first argument of the command line that leads here.</summary>
    public const string Command = "federation";

    /// <summary>
    /// <c>serve URL</c>, <c>subgraphs URL</c>, <c>load NAME URL PID CONNECTIONS SECONDS QUERY-FILE</c>, <c>table FILE</c>, <c>plan</c>.
    /// </summary>
    public async Task RunAsync(string[] arguments)
    {
        switch (arguments)
        {
            case ["serve", var url]:
                ShopServer.Run(url);
                break;
            case ["subgraphs", var url]:
                output.WriteLine(ShopServer.List(url));
                break;
            case ["load", var name, var url, var process, var connections, var seconds, var query]:
                var load = new GatewayLoad(new Uri(url), Number(process), Number(connections), File.ReadAllText(query));
                var duration = TimeSpan.FromSeconds(Number(seconds));
                output.WriteLine(await load.RunAsync(name, duration / 2, duration));
                break;
            case ["table", var file]:
                foreach (var row in GatewayLoad.Table(File.ReadLines(file)))
                {
                    output.WriteLine(row);
                }

                break;
            case ["plan"]:
                var execution = new FetchPlanExecution();
                execution.Prepare();
                output.WriteLine(execution.Print());
                output.WriteLine(Measurement.Of(() => execution.Execute().GetAwaiter().GetResult()));
                break;
            default:
                throw new ArgumentException("serve, subgraphs, load, table or plan is expected.", nameof(arguments));
        }
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
