using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Exchange.Federation.Authorization;
using Exchange.Federation.Governed.Planning;
using Exchange.GraphQL.Execution;
using Exchange.Pipeline.Caching;
using Exchange.Pipeline.Stages;

namespace Exchange.Pipeline;

/// <summary>
/// What one snapshot remembers: valid documents by hash, and with each its compiled operations, their grants by caller class, and the plans
/// of these. All of it counts as the document's size and goes when the document goes. Only documents of authenticated callers get here.
/// Thread-safe.
/// </summary>
internal sealed class SnapshotCaches
{
    private const long Capacity = 32 * 1024 * 1024;
    private const int MaxClasses = 256;

    // What one selected field takes up at most in a compiled operation, in grants and in a plan.
    private const int OperationBytes = 512;
    private const int GrantBytes = 512;
    private const int PlanBytes = 1024;

    private readonly FairCache<ParsedDocument> _documents = new(Capacity);
    private readonly ConditionalWeakTable<Operation, OperationMemory> _operations = [];
    private readonly ConditionalWeakTable<Grants, Granted> _granted = [];

    /// <summary>How many documents are remembered.</summary>
    public int DocumentCount => _documents.Count;

    /// <summary>What the documents take up with everything derived from them.</summary>
    public long DocumentBytes => _documents.Bytes;

    /// <summary>How many grants are remembered.</summary>
    public int GrantedCount => _operations.Sum(entry => entry.Value.Classes.Count);

    /// <summary>The plans that are remembered, by grants.</summary>
    public IEnumerable<KeyValuePair<Grants, QueryPlan>> Planned =>
        _granted.Where(entry => entry.Value.Plan is not null).Select(entry => KeyValuePair.Create(entry.Key, entry.Value.Plan!));

    /// <summary>The document of that hash, used by <paramref name="client"/>; null when it is not remembered.</summary>
    public ParsedDocument? Document(string hash, string client) => _documents.TryGet(hash, client, out var document) ? document : null;

    /// <summary>Remembers a valid document that <paramref name="client"/> brought and that takes up so many bytes.</summary>
    public void Add(ParsedDocument document, long bytes, string client) => _documents.Add(document.Hash, document, bytes, client);

    /// <summary>Remembers which document an operation was compiled from.</summary>
    public void Add(ParsedDocument document, Operation operation)
    {
        _operations.AddOrUpdate(operation, new OperationMemory(document.Hash));
        _documents.Grow(document.Hash, Size(operation, OperationBytes));
    }

    public Grants? Grants(Operation operation, string callerClass, DateTimeOffset now) =>
        _operations.TryGetValue(operation, out var memory)
            && memory.Classes.TryGetValue(callerClass, out var entry)
            && !(entry.ValidUntil <= now)
            ? entry.Grants
            : null;

    public void Add(Operation operation, string callerClass, Grants grants, DateTimeOffset? validUntil)
    {
        // An operation that no document holds is used once.
        if (!_operations.TryGetValue(operation, out var memory))
        {
            return;
        }

        if (memory.Classes.Count >= MaxClasses)
        {
            memory.Classes.Clear();
        }

        var granted = new Granted(grants, validUntil, memory.DocumentHash);
        memory.Classes[callerClass] = granted;
        _granted.AddOrUpdate(grants, granted);
        _documents.Grow(memory.DocumentHash, Size(operation, GrantBytes));
    }

    public QueryPlan? Plan(Grants grants) => _granted.TryGetValue(grants, out var granted) ? granted.Plan : null;

    public void Add(Grants grants, QueryPlan plan)
    {
        if (_granted.TryGetValue(grants, out var granted))
        {
            granted.Plan = plan;
            _documents.Grow(granted.DocumentHash, Size(plan.Operation, PlanBytes));
        }
    }

    private static long Size(Operation operation, int bytesPerField) => (1L + operation.Fields.Count) * bytesPerField;

    private sealed class OperationMemory(string documentHash)
    {
        public string DocumentHash { get; } = documentHash;

        public ConcurrentDictionary<string, Granted> Classes { get; } = new(StringComparer.Ordinal);
    }

    // ValidUntil is null for: until the snapshot is swapped.
    private sealed class Granted(Grants grants, DateTimeOffset? validUntil, string documentHash)
    {
        private volatile QueryPlan? _plan;

        public Grants Grants { get; } = grants;

        public DateTimeOffset? ValidUntil { get; } = validUntil;

        public string DocumentHash { get; } = documentHash;

        public QueryPlan? Plan
        {
            get => _plan;
            set => _plan = value;
        }
    }
}
