using Exchange.Audit.Writing;
using Exchange.Consent;
using Exchange.Consent.Replicas;
using Exchange.Federation.Sources;
using Exchange.Pipeline.Callers;
using Exchange.Pipeline.Documents;
using Exchange.Pipeline.Guards;
using Exchange.Pipeline.Records;
using Exchange.Policy.People;

namespace Exchange.Pipeline;

/// <summary>The ports and settings that the composition root gives to <see cref="RequestPipeline"/>.</summary>
public sealed record PipelineParts
{
    /// <summary>The snapshot that new requests start with.</summary>
    public required CurrentSnapshot Snapshot { get; init; }

    /// <summary>Verifies bearer tokens.</summary>
    public required ITokenVerifier Tokens { get; init; }

    /// <summary>Consents in force.</summary>
    public required ConsentIndex Consents { get; init; }

    /// <summary>The hub's lease on the change feed; without it no gated cell is answered.</summary>
    public required ReplicaLease Lease { get; init; }

    /// <summary>Pseudonyms for departments and for the store.</summary>
    public required Pseudonyms Pseudonyms { get; init; }

    /// <summary>The access log.</summary>
    public required IAccessLog Log { get; init; }

    /// <summary>Proves case numbers; null where the city has no case source, and then their form alone counts.</summary>
    public ICaseSource? Cases { get; init; }

    /// <summary>Keeps the justifications of declared emergencies, apart from the log.</summary>
    public required IJustificationStore Justifications { get; init; }

    /// <summary>Counts the persons that clients read in a day, for all hubs; by default for this one alone.</summary>
    public IPersonReadings Readings { get; init; } = new MemoryReadings();

    /// <summary>Sums up refused unauthenticated requests.</summary>
    public required Refusals Refusals { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>Makes access ids: UUIDv7 text.</summary>
    public required Func<DateTimeOffset, string> NewAccessId { get; init; }

    /// <summary>The key of the operation hash, 32 bytes; the key that seals cursors is derived from it.</summary>
    public required byte[] OperationHashKey { get; init; }

    /// <summary>The named limits.</summary>
    public PipelineLimits Limits { get; init; } = new();

    /// <summary>Which documents clients without a setting of their own may send (<c>GraphQL:TrustedDocuments</c>).</summary>
    public DocumentMode Documents { get; init; } = DocumentMode.Allow;

    /// <summary>Finds what was registered for a client, beside what stands in <c>policies/documents/</c>.</summary>
    public TrustedDocumentLookup RegisteredDocument { get; init; } = static (_, _) => null;

    /// <summary>Whether clients may register documents by sending them once (<c>GraphQL:AutomaticPersistedQueries</c>).</summary>
    public bool AutomaticPersistedQueries { get; init; }

    /// <summary>Told of a fault of the hub's own, by access id; for the operator's log.</summary>
    public Action<string, Exception> Fault { get; init; } = static (_, _) => { };
}
