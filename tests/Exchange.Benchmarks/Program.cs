using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Running;
using Exchange.Benchmarks;
using Exchange.Benchmarks.Beside;
using Exchange.Benchmarks.Consents;
using Exchange.Benchmarks.Federation;
using Exchange.Benchmarks.Policy;

if (args is [BesideGraphQLJs.Command, .. var rest])
{
    new BesideGraphQLJs(Console.Out).Run(rest);
    return;
}

if (args is [FederationCommand.Command, .. var wanted])
{
    await new FederationCommand(Console.Out).RunAsync(wanted);
    return;
}

if (args is [ConsentIndexCommand.Command, .. var counts])
{
    new ConsentIndexCommand(Console.Out).Run(counts);
    return;
}

if (args is [ConsentLoadCommand.Command, .. var load])
{
    await new ConsentLoadCommand(Console.Out).RunAsync(load);
    return;
}

if (args is [PolicyCommand.Command, .. var asked])
{
    new PolicyCommand(Console.Out).Run(asked);
    return;
}

// WHY in process: BenchmarkDotNet would otherwise build the whole hub once more for every job.
BenchmarkSwitcher.FromAssembly(typeof(WarmRequests).Assembly)
    .Run(["--inProcess", .. args], DefaultConfig.Instance.AddDiagnoser(MemoryDiagnoser.Default));
