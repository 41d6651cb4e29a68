using Exchange.Audit.Records;

namespace Exchange.Storage;

/// <summary>What was closed, of which the access log may not have the record.</summary>
public enum OwedKind : byte
{
    /// <summary>A consent, by its id and the version that the closing event made.</summary>
    Consent,

    /// <summary>A client, by its id and the version that the change made.</summary>
    Client,

    /// <summary>A session, by the hash of its token.</summary>
    Session,

    /// <summary>The policies before a version, by the number of that version.</summary>
    Policies,

    /// <summary>A trusted document, by what <see cref="Stores.TrustedDocumentStore"/> names its registration.</summary>
    Document,

    /// <summary>What a brake closed, by the brake's id.</summary>
    Brake,
}

/// <summary>
/// A record that the access log is owed for a change that did not wait for it. It is written in the change's own transaction and struck off
/// when the record is durable, so that no end of a hub between the two can lose it; at worst it is on record twice.
/// </summary>
/// <param name="Kind">What was closed.</param>
/// <param name="Subject">Which one.</param>
/// <param name="Version">The version that the change made; 1 where there is none.</param>
/// <param name="Entry">The record; null where the store itself can tell what happened.</param>
public sealed record OwedRecord(OwedKind Kind, string Subject, int Version, AuditEntry? Entry);

/// <summary>Kinds as they are stored.</summary>
internal static class OwedKinds
{
    private static readonly string[] Codes = ["consent", "client", "session", "policies", "document", "brake"];

    public static string Code(this OwedKind kind) => Codes[(int)kind];
}
