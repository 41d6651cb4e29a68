using Exchange.Storage.Stores;

namespace Exchange.Host.Composition;

/// <summary>The id of a store: ties its database to its access log.</summary>
internal static class StoreIdentity
{
    private const string Setting = "store-id";
    private const string LogBegun = "access-log-begun";

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

    /// <summary>Refuses a store whose access log was there once and is not any more: removing the log must not give a clean one.</summary>
    public static async Task RefuseLostLogAsync(SettingStore settings, string folder, CancellationToken cancellation)
    {
        var isThere = Directory.Exists(folder) && Directory.EnumerateFiles(folder, "*.seg").Any();
        if (!isThere && await settings.FindAsync(LogBegun, cancellation) is not null)
        {
            throw new HubException($"{folder}: the access log of this store is gone; restore it from a copy.");
        }
    }

    /// <summary>Remembers that the log has its first records.</summary>
    public static async Task NoteLogBegunAsync(SettingStore settings, CancellationToken cancellation)
    {
        if (await settings.FindAsync(LogBegun, cancellation) is null)
        {
            await settings.SetAsync(LogBegun, "yes", cancellation);
        }
    }
}
