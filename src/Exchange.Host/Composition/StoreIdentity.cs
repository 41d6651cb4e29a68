using Exchange.Storage.Stores;

namespace Exchange.Host.Composition;

/// <summary>The id of a store: ties its database to its access log.</summary>
internal static class StoreIdentity
{
    private const string Setting = "store-id";

    public static async Task<Guid> GetOrCreateAsync(SettingStore settings, TimeProvider time, CancellationToken cancellation)
    {
        if (await settings.FindAsync(Setting, cancellation) is { } known)
        {
            return Guid.TryParse(known, out var id)
                ? id
                : throw new HubException("The store's id cannot be read; restore the store from a backup.");
        }

        var made = Guid.CreateVersion7(time.GetUtcNow());
        await settings.SetAsync(Setting, made.ToString("D"), cancellation);
        return made;
    }
}
