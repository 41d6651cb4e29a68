using Exchange.Pipeline.Records;

namespace Exchange.Benchmarks.Scene;

/// <summary>The measured requests declare no emergency: one that did would be a mistake of the benchmark.</summary>
internal sealed class NoEmergency : IJustificationStore
{
    public ValueTask KeepAsync(string accessId, string text, DateTimeOffset at, CancellationToken cancellation) =>
        throw new InvalidOperationException("A measured request declares an emergency.");
}
