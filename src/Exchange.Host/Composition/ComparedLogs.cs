using Exchange.Storage;
using Exchange.Storage.Stores;

namespace Exchange.Host.Composition;

/// <summary>
/// Whether every access log of the store has been compared with it since any of its hubs last started. A store may have been restored before a start, and
/// only the log of the hub on which an approval was ended tells of that. Thread-safe.
/// </summary>
public sealed class ComparedLogs
{
    private const string Awaited = "yes";
    private const string Compared = "no";

    private readonly SettingStore _settings;
    private readonly string _own;
    private readonly Func<bool> _isWhole;

    // A store in a file has one log, which the start itself has compared; its fact names no replica.
    internal ComparedLogs(SettingStore settings, string logFact, Func<bool> isWhole) => (_settings, _own, _isWhole) = (settings, logFact, isWhole);

    /// <summary>Whether this hub's store lacks nothing that its log has, as far as that cannot be entered again.</summary>
    public bool IsOwnWhole => _isWhole();

    /// <summary>To be called in a start, once this hub's log was compared: the others' are awaited until their hubs say that theirs were.</summary>
    public async Task BeginAsync(CancellationToken cancellation)
    {
        foreach (var log in StoreIdentity.Logs(await _settings.ListAsync(StoreIdentity.LogPrefix, cancellation)).Append(_own))
        {
            await TrySetAsync(log, Awaited, cancellation);
        }
    }

    /// <summary>Says that this hub's log was compared, where it is whole; and gives the ids of the hubs whose logs were not.</summary>
    public async Task<IReadOnlyList<string>> AwaitedAsync(CancellationToken cancellation)
    {
        var facts = await _settings.ListAsync(StoreIdentity.LogPrefix, cancellation);
        if (IsOwnWhole && IsAwaited(facts, _own) && await TrySetAsync(_own, Compared, cancellation))
        {
            facts = await _settings.ListAsync(StoreIdentity.LogPrefix, cancellation);
        }

        return [.. StoreIdentity.Logs(facts).Where(log => IsAwaited(facts, log)).Select(log => log[StoreIdentity.LogPrefix.Length..])];
    }

    private static bool IsAwaited(IReadOnlyDictionary<string, string> facts, string log) =>
        facts.GetValueOrDefault(StoreIdentity.AwaitedFact(log)) == Awaited;

    private async Task<bool> TrySetAsync(string log, string value, CancellationToken cancellation)
    {
        try
        {
            await _settings.SetAsync(StoreIdentity.AwaitedFact(log), value, cancellation);
            return true;
        }
        catch (StorageConflictException)
        {
            // Another hub starts too and awaits it, or the hub itself said at this moment that it was compared.
            return false;
        }
    }
}
