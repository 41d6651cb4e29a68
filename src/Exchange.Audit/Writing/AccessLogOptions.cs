using Exchange.Audit.Records;

namespace Exchange.Audit.Writing;

/// <summary>How a log is kept.</summary>
public sealed record AccessLogOptions
{
    /// <summary>The largest permitted <see cref="SegmentBytes"/>: 1 GiB.</summary>
    public const long LargestSegmentBytes = 1L << 30;

    /// <summary>The log's own folder, <c>&lt;data&gt;/audit</c>; made if missing.</summary>
    public required string Folder { get; init; }

    /// <summary>The store the log belongs to. A folder of another store is refused.</summary>
    public required Guid StoreId { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider TimeProvider { get; init; }

    /// <summary>The version that <see cref="Records.LogOpened"/> names.</summary>
    public string HubVersion { get; init; } = "unknown";

    /// <summary>The replica that <see cref="Records.LogOpened"/> names; null where there is only one.</summary>
    public string? Replica { get; init; }

    /// <summary>Bytes after which a new segment begins; between 4 KiB and <see cref="LargestSegmentBytes"/>.</summary>
    public long SegmentBytes { get; init; } = 64L << 20;

    /// <summary>How long entries may be on record before the anchor covers them.</summary>
    public TimeSpan AnchorInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long after a failure appends are refused at once before the disk is tried again.</summary>
    public TimeSpan RetryInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Told of every entry once it is durable, in the order of the log, by the one loop that writes: it must be quick, and a fault in it is
    /// swallowed, for the entry stands.
    /// </summary>
    public Action<AuditEntry> Durable { get; init; } = static _ => { };
}
