using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Running;
using Exchange.Benchmarks;
using Exchange.Benchmarks.Beside;

if (args is [BesideGraphQLJs.Command, .. var rest])
{
    new BesideGraphQLJs(Console.Out).Run(rest);
    return;
}

// WHY in process: BenchmarkDotNet would otherwise build the whole hub once more for every job.
BenchmarkSwitcher.FromAssembly(typeof(WarmRequests).Assembly)
    .Run(["--inProcess", .. args], DefaultConfig.Instance.AddDiagnoser(MemoryDiagnoser.Default));
