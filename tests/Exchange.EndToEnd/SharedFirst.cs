using Exchange.EndToEnd;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(SharedFirst))]

namespace Exchange.EndToEnd;

/// <summary>
/// Begins with what shares one browser or one pair of hubs: those tests wait for one another, and all else goes on beside them. Last, they would leave a
/// processor idle for minutes.
/// </summary>
public sealed class SharedFirst : ITestCollectionOrderer
{
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderByDescending(collection => collection.TestCollectionClassName is not null)];
}
