using Exchange.Pipeline.Records;
using Exchange.Storage;
using Exchange.Storage.Stores;

namespace Exchange.Host.Composition;

/// <summary>The justifications of emergencies in the hub's store, sealed under a key of its own. Thread-safe.</summary>
internal sealed class StoredJustifications(JustificationStore store, TextSeal seal) : IJustificationStore
{
    public async ValueTask KeepAsync(string accessId, string text, DateTimeOffset at, CancellationToken cancellation) =>
        await store.KeepAsync(accessId, text, at, seal, cancellation);
}
