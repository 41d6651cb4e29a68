using Exchange.Audit.Segments;

namespace Exchange.Audit.Writing;

/// <summary>Where the durable log ends.</summary>
/// <param name="Segment">The file.</param>
/// <param name="Length">Its durable bytes.</param>
/// <param name="Sequence">The last durable record; 0 before the first.</param>
/// <param name="Hash">That record's hash, or the hash of the segment's header before the segment's first.</param>
internal readonly record struct LogTail(string Segment, long Length, long Sequence, ChainHash Hash);
