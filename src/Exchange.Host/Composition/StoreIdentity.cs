using Exchange.Storage;
using Exchange.Storage.Stores;

namespace Exchange.Host.Composition;

/// <summary>The id of a store, which ties its database to its access logs: one of each hub that takes part in it.</summary>
internal static class StoreIdentity
{
    private const string Setting = "store-id";
    private const string LogBegun = "access-log-begun";

    /// <summary>How the facts of logs begin that are one of several.</summary>
    public const string LogPrefix = $"{LogBegun}:";

    public static async Task<Guid> GetOrCreateAsync(SettingStore settings, TimeProvider time, CancellationToken cancellation)
    {
        var text = await settings.GetOrAddAsync(Setting, Guid.CreateVersion7(time.GetUtcNow()).ToString("D"), cancellation);
        return Guid.TryParse(text, out var id)
            ? id
            : throw new HubException("The store's id cannot be read; restore the store from a backup.");
    }

    /// <summary>
    /// The fact that says that a hub's log has begun. WHY not one for all: a hub that joins a shared store with an empty folder begins a log
    /// of its own. A store in a file has one hub and one log, whatever folder the hub is started on.
    /// </summary>
    public static string LogFact(StorageProvider provider, string replica) =>
        provider == StorageProvider.Sqlite ? LogBegun : $"{LogPrefix}{replica}";

    /// <summary>Of the facts that begin so, those that say that a log has begun.</summary>
    public static IEnumerable<string> Logs(IReadOnlyDictionary<string, string> facts) =>
        facts.Keys.Where(name => Guid.TryParseExact(name.AsSpan(LogPrefix.Length), "D", out _));

    /// <summary>The fact that says how far a log was compared with the store.</summary>
    public static string ComparedFact(string logFact) => $"{logFact}:compared";

    /// <summary>The fact that says that a log is not known to have been compared since a hub last started.</summary>
    public static string AwaitedFact(string logFact) => $"{logFact}:awaited";

    /// <summary>Refuses a hub whose access log was there once and is not any more: removing the log must not give a clean one.</summary>
    public static async Task RefuseLostLogAsync(SettingStore settings, string logFact, string folder, CancellationToken cancellation)
    {
        var isThere = Directory.Exists(folder) && Directory.EnumerateFiles(folder, "*.seg").Any();
        if (!isThere && await settings.FindAsync(logFact, cancellation) is not null)
        {
            throw new HubException($"{folder}: the access log of this store is gone; restore it from a copy.");
        }
    }

    /// <summary>Remembers that the log has its first records.</summary>
    public static Task NoteLogBegunAsync(SettingStore settings, string logFact, CancellationToken cancellation) =>
        settings.GetOrAddAsync(logFact, "yes", cancellation);
}
