using System.Collections.Concurrent;
using Exchange.Federation.Authorization;
using Exchange.Federation.Planning;
using Exchange.GraphQL.Execution;
using Exchange.Pipeline.Stages;

namespace Exchange.Pipeline;

/// <summary>
/// What one snapshot remembers: documents by hash, grants by operation and caller class, plans by grants. Each has a bound on its entries; when one is
/// full all are emptied, so that strangers can make the cache useless but never large.
/// </summary>
internal sealed class SnapshotCaches
{
    private const int MaxDocuments = 2_000;
    private const long MaxDocumentBytes = 32 * 1024 * 1024;
    private const int MaxGrants = 4_000;

    private readonly ConcurrentDictionary<string, ParsedDocument> _documents = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(Operation Operation, string CallerClass), (Grants Grants, DateTimeOffset? ValidUntil)> _grants = new();
    private readonly ConcurrentDictionary<Grants, QueryPlan> _plans = new();
    private long _documentBytes;

    /// <summary>How many documents are remembered.</summary>
    public int DocumentCount => _documents.Count;

    /// <summary>How many grants are remembered.</summary>
    public int GrantedCount => _grants.Count;

    /// <summary>The plans that are remembered, by grants.</summary>
    public IEnumerable<KeyValuePair<Grants, QueryPlan>> Planned => _plans;

    public ParsedDocument? Document(string hash) => _documents.GetValueOrDefault(hash);

    /// <summary>Remembers a document of this size in bytes.</summary>
    public void Add(string hash, ParsedDocument document, int bytes)
    {
        EmptyWhenFull();
        _documents[hash] = document;
        Interlocked.Add(ref _documentBytes, bytes);
    }

    public Grants? Grants(Operation operation, string callerClass, DateTimeOffset now) =>
        _grants.TryGetValue((operation, callerClass), out var entry) && (entry.ValidUntil is not { } until || now < until) ? entry.Grants : null;

    public void Add(Operation operation, string callerClass, Grants grants, DateTimeOffset? validUntil)
    {
        EmptyWhenFull();
        _grants[(operation, callerClass)] = (grants, validUntil);
    }

    public QueryPlan? Plan(Grants grants) => _plans.GetValueOrDefault(grants);

    public void Add(Grants grants, QueryPlan plan) => _plans[grants] = plan;

    private void EmptyWhenFull()
    {
        if (_documents.Count >= MaxDocuments
            || Interlocked.Read(ref _documentBytes) >= MaxDocumentBytes
            || _grants.Count >= MaxGrants || _plans.Count >= MaxGrants)
        {
            _documents.Clear();
            Interlocked.Exchange(ref _documentBytes, 0);
            _grants.Clear();
            _plans.Clear();
        }
    }
}
