namespace Exchange.Audit.Writing;

/// <summary>What a writer has done since it was opened.</summary>
/// <param name="Entries">Entries made durable, its own <see cref="Records.LogOpened"/> included.</param>
/// <param name="Flushes">Flushes that made them so; far fewer than entries under load.</param>
/// <param name="Bytes">Bytes of frames made durable.</param>
/// <param name="FailedEntries">Entries that were refused because the disk failed.</param>
/// <param name="FailedAnchors">Times the anchor could not be brought up to date.</param>
public readonly record struct AccessLogCounters(long Entries, long Flushes, long Bytes, long FailedEntries, long FailedAnchors);
