using Exchange.Consent;
using Exchange.Consent.Records;
using Exchange.Identity.Keys;
using Exchange.Storage;
using Exchange.Storage.Replicas;
using Exchange.Storage.Sealed;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Exchange.Host.Composition;

/// <summary>
/// Keeps the index of consents in a file, so that the next start goes on from there instead of reading every consent. The store stays the truth: what
/// does not prove to be an earlier state of this very store is left aside (decision 0021). One caller at a time.
/// </summary>
public sealed partial class ConsentIndexKeeper
{
    // WHY: well within the hour for which the feed keeps its entries; a hub that is killed goes on from the last file.
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(20);

    private readonly KeptIndexFile _file;
    private readonly ReplicaFollower _follower;
    private readonly ChangeHistory _history;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly IReadOnlyList<FeedChange>? _missed;
    private FeedChange? _written;
    private long _since;

    private ConsentIndexKeeper(IServiceProvider services, KeptIndexFile file, KeptIndex? kept, IReadOnlyList<FeedChange>? missed)
    {
        _file = file;
        _follower = services.GetRequiredService<ReplicaFollower>();
        _history = services.GetRequiredService<ChangeHistory>();
        _time = services.GetRequiredService<TimeProvider>();
        _logger = Logger(services);
        (_missed, _written, _since) = (missed, missed is null ? null : kept?.Until, _time.GetTimestamp());
        Index = missed is null ? new ConsentIndex() : kept!.Index;
    }

    /// <summary>The index; whole after <see cref="LoadAsync"/>.</summary>
    public ConsentIndex Index { get; }

    /// <summary>Whether the index goes on from the file: then only what has changed since is read from the store.</summary>
    public bool IsContinued => _missed is not null;

    /// <summary>Reads the file, where there is one that the store continues. To be called after the hub has joined those on its store.</summary>
    internal static async Task<ConsentIndexKeeper> OpenAsync(
        IServiceProvider services, KeyLedger ledger, string folder, Guid storeId, CancellationToken cancellation)
    {
        var key = await ledger.GetOrCreateAsync("consent-index", SealingStream.KeyBytes, cancellation);
        var file = new KeptIndexFile(folder, key, storeId);
        var kept = TryRead(file, Logger(services));
        if (kept is null)
        {
            return new ConsentIndexKeeper(services, file, null, null);
        }

        var missed = await services.GetRequiredService<ChangeHistory>().ReadAsync(kept.From, kept.Until, cancellation);
        if (missed is null)
        {
            Apart(Logger(services), file.Path);
        }

        return new ConsentIndexKeeper(services, file, kept, missed);
    }

    /// <summary>Brings the index to where the store is: by what has changed since it was kept, or by every consent.</summary>
    public async Task LoadAsync(Consents consents, CancellationToken cancellation)
    {
        var changed = _missed?.Where(change => change.Kind == ChangeKind.Consent).Select(change => change.Subject).Distinct().ToList();
        if (changed is null || changed.Contains(FeedChange.Many))
        {
            await consents.LoadAsync(cancellation);
            return;
        }

        foreach (var subject in changed)
        {
            await consents.RefreshAsync(
                ConsentId.TryParse(subject, out var id) ? id : throw new StorageException("The change feed names no consent; restore a backup."), cancellation);
        }
    }

    /// <summary>Writes the file where it is time to, or where the hub stops; nothing where the store has not changed. A failure is logged.</summary>
    public async Task KeepAsync(bool isLast)
    {
        if (!isLast && _time.GetElapsedTime(_since) < Period)
        {
            return;
        }

        try
        {
            _since = _time.GetTimestamp();

            // INVARIANT: before the index is written. All up to here is in it then.
            if (_follower.Applied is { } from && from != _written)
            {
                _written = await _file.WriteAsync(Index, from, () => _history.NewestAsync(CancellationToken.None));
            }
        }
        catch (Exception fault)
        {
            // WHY every fault: the hub runs as well without the file, and its next start is slower and no worse.
            NotKept(_logger, _file.Path, fault.GetType().Name);
        }
    }

    private static KeptIndex? TryRead(KeptIndexFile file, ILogger logger)
    {
        try
        {
            return file.Read();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidDataException or FormatException or ArgumentException)
        {
            NotRead(logger, file.Path, fault.GetType().Name);
            return null;
        }
    }

    private static ILogger Logger(IServiceProvider services) => services.GetRequiredService<ILoggerFactory>().CreateLogger("Exchange");

    [LoggerMessage(Level = LogLevel.Information, Message = "{File} is not of this store as it is now: every consent is read from the store.")]
    private static partial void Apart(ILogger logger, string file);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{File} cannot be read ({Fault}): every consent is read from the store.")]
    private static partial void NotRead(ILogger logger, string file, string fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{File} could not be written ({Fault}): the next start may read every consent from the store.")]
    private static partial void NotKept(ILogger logger, string file, string fault);
}
