using BenchmarkDotNet.Attributes;
using Exchange.Benchmarks.Scene;
using Exchange.Policy.Comparison;
using Exchange.Policy.Documents;

namespace Exchange.Benchmarks;

/// <summary>Comparing two versions of the demo's policies over the whole space.</summary>
public class PolicyComparisons
{
    private readonly MemoryCity _city = new();

    /// <summary>With itself: every cell is looked at, none differs.</summary>
    [Benchmark(Baseline = true)]
    public PolicyDifference Equal() => Compare(_city.Snapshot.Policies, _city.Snapshot.Policies);

    /// <summary>With no rules at all: every opened cell is a difference, folded and put into words.</summary>
    [Benchmark]
    public PolicyDifference Everything() => Compare(_city.Snapshot.Policies with { Rules = [] }, _city.Snapshot.Policies);

    private PolicyDifference Compare(PolicySet before, PolicySet after) =>
        PolicyComparison.Compare(_city.Snapshot.Standard, before, after, MemoryCity.Now);
}
