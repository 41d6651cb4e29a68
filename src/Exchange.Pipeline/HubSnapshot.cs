using System.Collections.Frozen;
using Exchange.Federation.Governed.Composition;
using Exchange.Federation.Governed.Execution;
using Exchange.Federation.Sources;
using Exchange.GraphQL.Execution;
using Exchange.Pipeline.Documents;
using Exchange.Pipeline.Gates;
using Exchange.Pipeline.Guards;
using Exchange.Pipeline.Visibility;
using Exchange.Policy.Decisions;
using Exchange.Policy.Documents;
using Exchange.Policy.Standard;

namespace Exchange.Pipeline;

/// <summary>
/// Everything a request is judged by, loaded, validated and compiled before it is swapped in. A request keeps the snapshot it started with.
/// Immutable but for its caches.
/// </summary>
public sealed class HubSnapshot
{
    private DecisionTable _decisions = null!;

    /// <summary>The policy version's number as text, for the record and the answer.</summary>
    public required string PolicyVersion { get; init; }

    /// <summary>The data standard.</summary>
    public required DataStandard Standard { get; init; }

    /// <summary>The policies as written: vocabulary and rules.</summary>
    public required PolicySet Policies { get; init; }

    /// <summary>The compiled policies, under <see cref="Brakes"/>.</summary>
    public required DecisionTable Decisions
    {
        get => _decisions;
        init => _decisions = value;
    }

    /// <summary>The ids of the brakes that close something in it.</summary>
    public IReadOnlySet<string> Brakes { get; init; } = FrozenSet<string>.Empty;

    /// <summary>The composed graph.</summary>
    public required GovernedGraph Graph { get; init; }

    /// <summary>How root fields are resolved.</summary>
    public required IReadOnlyList<RootField> RootFields { get; init; }

    /// <summary>Executes plans against the departments.</summary>
    public required PlanExecutor Executor { get; init; }

    /// <summary>The departments that push events, by code; none by default.</summary>
    public IReadOnlyDictionary<string, IEventSource> EventSources { get; init; } = new Dictionary<string, IEventSource>();

    /// <summary>The coercion of the graph's scalars.</summary>
    public required ScalarSet Scalars { get; init; }

    /// <summary>Parsed documents and plans of this snapshot.</summary>
    internal SnapshotCaches Caches { get; private set; } = new();

    /// <summary>
    /// The same for a hub that may have missed a brake: only what is unconditional is open, all else is closed for SOURCE_UNAVAILABLE.
    /// </summary>
    internal HubSnapshot CutOff => field ??= Suspended();

    /// <summary>The documents of <c>policies/documents/</c> that clients call by id.</summary>
    internal PolicyDocuments Documents => field ??= new PolicyDocuments(Policies.Documents);

    /// <summary>The values that thresholds take.</summary>
    internal ThresholdTable Thresholds => field ??= new ThresholdTable(Policies, Standard);

    /// <summary>By the coordinate of every field in a list of counts, that of its count.</summary>
    internal IReadOnlyDictionary<string, string> Counted => field ??= CountedSources.Coordinates(Standard);

    /// <summary>By the path of a list of value objects, the link that says whom each item is about, where it says where she lives.</summary>
    internal IReadOnlyDictionary<string, GovernedField> AboutPersons => field ??= Standard.Fields.Concat(Standard.OutsideGraph)
        .Where(link => link is { LinksTo: SubjectFacts.PersonType, Reveals: Revelation.Residence }
            && link.Coordinate.Value.Split('.') is [not SubjectFacts.PersonType, _, _, ..])
        .ToDictionary(link => link.Coordinate.Value[..link.Coordinate.Value.LastIndexOf('.')], StringComparer.Ordinal);

    /// <summary>The coordinates of the root fields that look up a person.</summary>
    internal IReadOnlySet<string> PersonLookups => field ??= RootFields
        .Where(root => root is { Kind: RootKind.Lookup, Entity: SubjectFacts.PersonType })
        .Select(root => $"{Graph.Schema.QueryType.Name}.{root.Name}").ToFrozenSet(StringComparer.Ordinal);

    /// <summary>By entity type, the key that is open with its records: where it is closed, there is no record to whoever asks.</summary>
    internal IReadOnlyDictionary<string, GovernedField> ObjectKeys => field ??= Standard.Types
        .Where(type => type is { Kind: StandardTypeKind.Entity, Key: not null })
        .SelectMany(type => Standard.Fields.Where(key => key.OpenWithObject && key.Coordinate.Value == $"{type.Name}.{type.Key}"), KeyValuePair.Create)
        .ToDictionary(pair => pair.Key.Name, pair => pair.Value, StringComparer.Ordinal);

    /// <summary>What classes of clients may know of the graph.</summary>
    internal VisibleSchemas Visible { get; } = new();

    private HubSnapshot Suspended()
    {
        var suspended = (HubSnapshot)MemberwiseClone();
        suspended._decisions = Decisions.Suspended(ReasonCode.SourceUnavailable);
        suspended.Caches = new SnapshotCaches();
        return suspended;
    }
}

/// <summary>The one reference that is swapped when policies, schemas or departments change. Thread-safe.</summary>
public sealed class CurrentSnapshot(HubSnapshot first)
{
    private HubSnapshot _current = first;

    /// <summary>The snapshot that new requests start with.</summary>
    public HubSnapshot Value => Volatile.Read(ref _current);

    /// <summary>Whether something was closed by a brake that <paramref name="snapshot"/> does not know of, so that no answer may stand on it.</summary>
    public bool IsBraked(HubSnapshot snapshot) => Value.Brakes is { Count: > 0 } brakes && brakes.Any(id => !snapshot.Brakes.Contains(id));

    /// <summary>Makes <paramref name="next"/> current; running requests keep theirs.</summary>
    public void Swap(HubSnapshot next) => Volatile.Write(ref _current, next);
}
