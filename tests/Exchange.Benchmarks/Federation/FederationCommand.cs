using System.Globalization;
using Exchange.Benchmarks.Beside;

namespace Exchange.Benchmarks.Federation;

/// <summary>Our half of <c>federation.sh</c>: serves the subgraphs, sends the load, prints the table.</summary>
internal sealed class FederationCommand(TextWriter output)
{
    /// <summary>The first argument of the command line that leads here.</summary>
    public const string Command = "federation";

    /// <summary>
    /// <c>serve URL</c>, <c>bare URL SUBGRAPHS-URL</c>, <c>subgraphs URL</c>, <c>supergraph URL</c>, <c>load NAME URL PID CONNECTIONS
    /// SECONDS QUERY-FILE</c>, <c>table FILE</c>, <c>plan</c>, <c>engine</c>.
    /// </summary>
    public async Task RunAsync(string[] arguments)
    {
        switch (arguments)
        {
            case ["serve", var url]:
                ShopServer.Run(url);
                break;
            case ["bare", var url, var subgraphs]:
                new BareGateway(subgraphs).Run(url);
                break;
            case ["subgraphs", var url]:
                output.WriteLine(ShopServer.List(url));
                break;
            case ["supergraph", var url]:
                output.WriteLine(ShopServer.Supergraph(url));
                break;
            case ["load", var name, var url, var process, var connections, var seconds, var query]:
                var load = new GatewayLoad(new Uri(url), Number(process), Number(connections), File.ReadAllText(query));
                var duration = TimeSpan.FromSeconds(Number(seconds));
                output.WriteLine(await load.RunAsync(name, duration, duration));
                break;
            case ["table", var file]:
                foreach (var row in GatewayLoad.Table(File.ReadLines(file)))
                {
                    output.WriteLine(row);
                }

                break;
            case ["plan"]:
                output.WriteLine(Executed().Print());
                break;
            case ["engine"]:
                MeasureEngine();
                break;
            default:
                throw new ArgumentException("There is no such command, or not with these arguments.", nameof(arguments));
        }
    }

    // In processor time, because a machine that does other things makes any clock worthless.
    private void MeasureEngine()
    {
        var execution = Executed();
        output.WriteLine("| Work | CPU us | Allocated |");
        output.WriteLine("|---|--:|--:|");
        Row("execute the shop's plan", Measurement.Of(() => execution.Execute().GetAwaiter().GetResult()));
        foreach (var (fields, departments) in new[] { (5, 4), (5, 8), (50, 4), (50, 8), (200, 4), (200, 8) })
        {
            var planning = new FetchPlanning { Fields = fields, Departments = departments };
            planning.Prepare();
            Row($"plan {fields} fields over {departments} departments, cold", Measurement.Of(planning.Cold));
            Row($"plan {fields} fields over {departments} departments, warm", Measurement.Of(planning.Warm));
        }
    }

    private void Row(string work, Measurement measured) => output.WriteLine(
        string.Create(CultureInfo.InvariantCulture, $"| {work} | {measured.Microseconds:F1} | {measured.Allocated:N0} B |"));

    private static FetchPlanExecution Executed()
    {
        var execution = new FetchPlanExecution();
        execution.Prepare();
        return execution;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
