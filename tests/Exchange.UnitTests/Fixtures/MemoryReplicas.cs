using Exchange.Consent.Replicas;

namespace Exchange.UnitTests.Fixtures;

/// <summary>The other hubs, as somebody sees them who waits for them.</summary>
internal sealed class MemoryReplicas : IReplicas
{
    /// <summary>How often somebody waited.</summary>
    public int Waits { get; private set; }

    /// <summary>What happens while somebody waits.</summary>
    public Func<Task> During { get; set; } = () => Task.CompletedTask;

    public async ValueTask SettledAsync(CancellationToken cancellationToken)
    {
        Waits++;
        await During();
    }
}
