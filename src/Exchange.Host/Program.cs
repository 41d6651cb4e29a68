using Exchange.Host.Commands;

return await CommandLine.RunAsync(args, System.Console.Out, System.Console.Error);
