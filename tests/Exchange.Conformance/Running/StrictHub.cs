using Exchange.Conformance.Running;
using Exchange.Gateway;
using Exchange.Gateway.Streams;
using Exchange.Host.Composition;

[assembly: AssemblyFixture(typeof(StrictHub))]

namespace Exchange.Conformance.Running;

/// <summary>
/// A second hub: it answers by the edition of 2026, and its patience with open connections is short, so that scenarios see it end.
/// </summary>
public sealed class StrictHub : RunningHub
{
    /// <inheritdoc/>
    protected override HubOptions Set(HubOptions options) => options with
    {
        HttpProfile = HttpProfile.Edition2026,
        Streams = new ConnectionLimits { Init = TimeSpan.FromSeconds(5), Ping = TimeSpan.FromSeconds(2) },
    };
}
