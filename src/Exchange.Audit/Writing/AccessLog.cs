using System.Threading.Channels;
using Exchange.Audit.Records;
using Exchange.Audit.Segments;

namespace Exchange.Audit.Writing;

/// <summary>
/// The access log on disk: one writer a folder, entries of many callers made durable together. Thread safe. Dispose of it to close the
/// log in good order; a log that was not is taken up again by the next <see cref="OpenAsync(AccessLogOptions, CancellationToken)"/>.
/// </summary>
public sealed class AccessLog : IAccessLog, IAsyncDisposable
{
    private const int LargestQueue = 8192;

    private readonly Channel<PendingEntry> _queue = Channel.CreateBounded<PendingEntry>(
        new BoundedChannelOptions(LargestQueue) { SingleReader = true });

    private readonly TimeProvider _time;
    private readonly Action<AuditEntry> _durable;
    private readonly IDisposable _lock;
    private readonly GroupCommit _commit;
    private readonly Task _loop;
    private readonly ITimer _anchoring;
    private int _disposed;

    private AccessLog(AccessLogOptions options, ILogFolder folder, IDisposable folderLock, LogTail tail)
    {
        _time = options.TimeProvider;
        _durable = options.Durable;
        _lock = folderLock;
        _commit = new GroupCommit(options, folder, tail);
        _loop = Task.Run(RunAsync);
        _anchoring = _time.CreateTimer(_ => _commit.Anchor(isLast: false), null, options.AnchorInterval, options.AnchorInterval);
    }

    /// <summary>What this writer has done so far.</summary>
    public AccessLogCounters Counters => _commit.Counters;

    /// <summary>The sequence of the last entry that is durable; 0 where there is none.</summary>
    public long LastSequence => _commit.LastSequence;

    /// <summary>Opens the log, making it if the folder is empty, and puts <see cref="LogOpened"/> on record.</summary>
    /// <exception cref="AuditFolderInUseException">Another writer holds the folder.</exception>
    /// <exception cref="AuditDamagedException">The log was changed since it was written.</exception>
    /// <exception cref="AuditUnavailableException">The folder cannot be used.</exception>
    public static ValueTask<AccessLog> OpenAsync(AccessLogOptions options, CancellationToken cancellationToken) =>
        OpenAsync(options, new DiskFolder(options.Folder), cancellationToken);

    internal static async ValueTask<AccessLog> OpenAsync(AccessLogOptions options, ILogFolder folder, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.SegmentBytes, 4096);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.SegmentBytes, AccessLogOptions.LargestSegmentBytes);
        IDisposable? folderLock = null;
        try
        {
            folderLock = folder.TryLock() ?? throw new AuditFolderInUseException(
                $"Another hub holds the access log in '{folder.Place}'. Stop it, or give this one a --data folder of its own.");
            var recovery = new LogRecovery(folder, options.StoreId);
            var tail = await recovery.RunAsync(cancellationToken).ConfigureAwait(false);
            var log = new AccessLog(options, folder, folderLock, tail);
            folderLock = null;
            await log.AppendOpenedAsync(options, recovery).ConfigureAwait(false);
            return log;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new AuditUnavailableException($"The access log in '{folder.Place}' cannot be used: {failure.Message}", failure);
        }
        finally
        {
            folderLock?.Dispose();
        }
    }

    /// <inheritdoc/>
    public ValueTask<AccessReceipt> AppendAsync(AuditEntry entry, CancellationToken cancellationToken) =>
        Volatile.Read(ref _disposed) == 0
            ? HandOverAsync(entry, cancellationToken)
            : throw new AuditUnavailableException("The access log is closed.");

    /// <inheritdoc/>
    public bool CanTakeEntries => Volatile.Read(ref _disposed) == 0 && _commit.CanTakeEntries;

    /// <summary>Makes everything handed over durable, puts <see cref="LogClosed"/> on record and lets go of the folder.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        var isOrderly = true;
        try
        {
            await HandOverAsync(new LogClosed { Time = _time.GetUtcNow() }, CancellationToken.None).ConfigureAwait(false);
        }
        catch (AuditUnavailableException)
        {
            // WHY: the disk refuses the closing words. What was acknowledged is durable; the next start finds the log as after a crash.
            isOrderly = false;
        }

        await StopAsync(isOrderly).ConfigureAwait(false);
    }

    private async ValueTask<AccessReceipt> HandOverAsync(AuditEntry entry, CancellationToken cancellationToken)
    {
        var pending = new PendingEntry(entry);
        try
        {
            await _queue.Writer.WriteAsync(pending, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            pending.Dispose();
            if (failure is ChannelClosedException)
            {
                throw new AuditUnavailableException("The access log is closed.");
            }

            throw;
        }

        // INVARIANT: from here the loop owns the entry and always completes it, so the caller learns what became of it even if it gave up.
        return await pending.Completion.ConfigureAwait(false);
    }

    private async ValueTask AppendOpenedAsync(AccessLogOptions options, LogRecovery recovery)
    {
        var opened = new LogOpened
        {
            Time = _time.GetUtcNow(),
            HubVersion = options.HubVersion,
            Replica = options.Replica,
            DiscardedBytes = recovery.DiscardedBytes,
            DiscardedHash = recovery.DiscardedHash,
        };
        try
        {
            await HandOverAsync(opened, CancellationToken.None).ConfigureAwait(false);
        }
        catch
        {
            await StopAsync(isOrderly: false).ConfigureAwait(false);
            throw;
        }
    }

    private async ValueTask StopAsync(bool isOrderly)
    {
        _queue.Writer.TryComplete();
        await _anchoring.DisposeAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(false);

        // INVARIANT: an anchor that says "closed" is written when nothing can follow it any more.
        _commit.Anchor(isLast: isOrderly);
        _commit.Dispose();
        _lock.Dispose();
    }

    private async Task RunAsync()
    {
        var batch = new List<PendingEntry>();
        while (await _queue.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            while (batch.Count < LargestQueue && _queue.Reader.TryRead(out var pending))
            {
                batch.Add(pending);
            }

            _commit.Commit(batch);
            Tell(batch);
            batch.Clear();
        }
    }

    // WHY after the commit: whoever waits for a receipt has it, and does not wait for who listens.
    private void Tell(List<PendingEntry> batch)
    {
        foreach (var pending in batch)
        {
            try
            {
                if (pending.Completion.IsCompletedSuccessfully)
                {
                    _durable(pending.Entry);
                }
            }
            catch (Exception)
            {
                // WHY: a loop that ended here would leave every later caller without a receipt, and the entry is on record.
            }
        }
    }
}
