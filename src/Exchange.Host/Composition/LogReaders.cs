using Exchange.Audit.Reading;
using Exchange.Audit.Records;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Exchange.Host.Composition;

/// <summary>What the hub knows of its access log without reading it again: the last hour, and the accesses that wait for a review. Thread-safe.</summary>
internal sealed class LogReaders(string folder)
{
    /// <summary>The last hour.</summary>
    public RecentAccess Recent { get; } = new();

    /// <summary>What waits for a review.</summary>
    public ReviewBook Reviews { get; } = new();

    /// <summary>The log, read from its end.</summary>
    public AccessLogPages Pages { get; } = new(folder);

    /// <summary>Takes note of a durable entry.</summary>
    public void Note(AuditEntry entry)
    {
        Recent.Note(entry);
        Reviews.Note(entry);
    }

    /// <summary>Takes note of what the log held before; returns when the last hour is known, while older reviews are still looked for.</summary>
    public async Task FillAsync(IServiceProvider services, DateTimeOffset now, CancellationToken cancellation)
    {
        await Recent.FillAsync(Pages, now, cancellation);

        // WHY beside the start: it reads the whole log, and nothing that is answered hangs on it; until then the page says that it is not complete.
        var logger = services.GetRequiredService<ILoggerFactory>().CreateLogger("Exchange");
        var stopping = services.GetService<IHostApplicationLifetime>()?.ApplicationStopping ?? CancellationToken.None;
        _ = Reviews.FillAsync(Pages, stopping).ContinueWith(
            filling => FaultLog.Write(logger, "", filling.Exception!.GetBaseException()),
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted,
            TaskScheduler.Default);
    }
}
