using Exchange.Audit.Records;
using Exchange.Audit.Segments;

namespace Exchange.Audit.Verification;

/// <summary>An entry as it stands in the log.</summary>
/// <param name="Sequence">Its number, from 1.</param>
/// <param name="Hash">The chain's hash over it and everything before it.</param>
/// <param name="Entry">The entry.</param>
/// <param name="Payload">Its canonical UTF-8 JSON, byte for byte what the hash covers.</param>
public sealed record LoggedEntry(long Sequence, ChainHash Hash, AuditEntry Entry, ReadOnlyMemory<byte> Payload);
