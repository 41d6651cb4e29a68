using Exchange.Audit.Segments;

namespace Exchange.Audit.Writing;

/// <summary>Where the durable log ends.</summary>
/// <param name="Segment">The file.</param>
/// <param name="Length">Its durable bytes.</param>
/// <param name="Sequence">The last durable record; 0 before the first.</param>
/// <param name="Hash">What the next frame is chained to: the last record's hash, or the header's hash in a new segment.</param>
/// <param name="RecordHash">What the anchor names: the last record's hash; the first segment's header hash before the first record.</param>
internal readonly record struct LogTail(string Segment, long Length, long Sequence, ChainHash Hash, ChainHash RecordHash);
