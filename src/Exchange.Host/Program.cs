using System.Globalization;
using Exchange.Host.Commands;

// WHY: a build with SQL Server's client knows the machine's cultures, and nothing that the hub writes may depend on them.
CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;

return await CommandLine.RunAsync(args, System.Console.Out, System.Console.Error);
