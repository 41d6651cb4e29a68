using Exchange.Adapters.Http;
using Exchange.Adapters.Mapping;

namespace Exchange.Adapters.Configuration;

/// <summary>
/// The <c>source:</c> part of a department's file: which kind of source it has and where the fields of the graph stand in it.
/// Addresses and secrets are not in it, see <see cref="SourceEndpoint"/>. Immutable.
/// </summary>
public abstract record SourceConfiguration
{
    private protected SourceConfiguration()
    {
    }

    /// <summary>The department's code.</summary>
    public required string Department { get; init; }

    /// <summary>The longest that one request may take, retries included.</summary>
    public required TimeSpan Timeout { get; init; }

    internal IReadOnlyDictionary<string, EntityMapping> Entities { get; init; } = new Dictionary<string, EntityMapping>();
}

/// <summary>A database with views.</summary>
public sealed record SqlSourceConfiguration : SourceConfiguration
{
    /// <summary>The most keys in one query.</summary>
    public required int BatchSize { get; init; }

    /// <summary>The city's offset from UTC: the day on which an age is reached begins there.</summary>
    public required TimeSpan UtcOffset { get; init; }

    /// <summary>Whether the department answers subject facts.</summary>
    public bool HasFacts => Facts.Count > 0;

    internal IReadOnlyDictionary<string, EntityMapping> Facts { get; init; } = new Dictionary<string, EntityMapping>();
}

/// <summary>A JSON service with batch endpoints.</summary>
public sealed record RestSourceConfiguration : SourceConfiguration
{
    /// <summary>The number of keys and records on one page.</summary>
    public required int PageSize { get; init; }

    /// <summary>The most bytes that one response may have.</summary>
    public required int MaxResponseBytes { get; init; }

    /// <summary>Whether it can be asked for rows.</summary>
    public bool HasLists => Entities.Values.Any(entity => entity.List is not null);

    /// <summary>How often a read that failed in transit is tried again.</summary>
    public required int Retries { get; init; }
}

/// <summary>A folder into which a file with a checksum is dropped every night.</summary>
public sealed record CsvSourceConfiguration : SourceConfiguration
{
    /// <summary>The age of the delivered data at which the source is closed.</summary>
    public required TimeSpan MaxAge { get; init; }

    /// <summary>The city's offset from UTC, for the date of the delivered data.</summary>
    public required TimeSpan UtcOffset { get; init; }

    /// <summary>The most bytes that one file may have.</summary>
    public required int MaxFileBytes { get; init; }
}

/// <summary>An Apollo Federation subgraph: one that speaks the city's data standard, or one with a schema of its own.</summary>
public sealed record GraphQLSourceConfiguration : SourceConfiguration
{
    /// <summary>The most bytes that one response may have, or one message of a stream.</summary>
    public required int MaxResponseBytes { get; init; }

    /// <summary>
    /// The file beside the department's own that holds the schema it serves; null where it serves the standard's subgraph as it is.
    /// </summary>
    public string? SchemaFile { get; init; }

    /// <summary>Whether its query root has the lists of the data standard.</summary>
    public bool HasLists { get; init; }

    /// <summary>Whether it tells of its events, by <c>graphql-transport-ws</c> at the same address.</summary>
    public bool HasEvents { get; init; }
}

/// <summary>Where a source is reached, and with what secret: settings of the installation, never in the schemas folder.</summary>
public sealed record SourceEndpoint
{
    /// <summary>The root address of a REST source, or the whole address of a GraphQL source.</summary>
    public Uri? Url { get; init; }

    /// <summary>The bearer token of an HTTP source; null for none.</summary>
    public string? Token { get; init; }

    /// <summary>The connection string of a database.</summary>
    public string? Connection { get; init; }

    /// <summary>The folder of dropped files.</summary>
    public string? Folder { get; init; }

    /// <summary>How an HTTP source is spoken to.</summary>
    public HttpSourceOptions Http { get; init; } = new();

    /// <summary>
    /// The address of an HTTP service; throws <see cref="ArgumentException"/> that names <paramref name="owner"/> where it is none.
    /// </summary>
    internal Uri HttpAddress(string owner) => Url is { IsAbsoluteUri: true, Scheme: "http" or "https" } address
        ? address
        : throw new ArgumentException($"{owner} needs an address (http or https).");

    /// <summary>A fixed text: endpoints hold secrets and end up in messages.</summary>
    public override string ToString() => "<endpoint>";
}
