using Exchange.GraphQL.Values;

namespace Exchange.Federation.Sources;

/// <summary>
/// A department's source. Port: SQL, REST, file and GraphQL adapters implement it. Thread-safe.
/// A source is asked only for what is open to the caller for exactly those records, and delivers nothing else.
/// </summary>
public interface ISource
{
    /// <summary>The department's code.</summary>
    string Department { get; }

    /// <summary>
    /// Fetches entity fields. Throws <see cref="SourceException"/> when the department cannot answer or answered with something
    /// that cannot be understood as a whole; a single bad cell is delivered as is and judged by the hub.
    /// </summary>
    ValueTask<SourceResponse> FetchAsync(SourceRequest request, CancellationToken cancellation);
}

/// <summary>
/// Where subject facts come from. Port: the request carries no department, purpose or case of the asker.
/// Throws <see cref="SourceException"/> when the facts cannot be had.
/// </summary>
public interface IFactSource
{
    /// <summary>The facts of each key, parallel to <paramref name="keys"/>; null for a key that is unknown.</summary>
    ValueTask<DatumObject?[]> FetchAsync(
        string accessId, string type, IReadOnlyList<string> keys, IReadOnlyList<string> facts, CancellationToken cancellation);

    /// <summary>The department that the facts are asked of.</summary>
    string Department { get; }

    /// <summary>Whether a key without facts is one that does not exist; otherwise the type's home is asked whether it does.</summary>
    bool TellsExistence => true;
}

/// <summary>One request to one department: all selections of one level of the plan, one selection per mask of open fields.</summary>
/// <param name="AccessId">The id of the access record, for the source's own log.</param>
/// <param name="Selections">What is asked for which keys.</param>
public sealed record SourceRequest(string AccessId, IReadOnlyList<EntitySelection> Selections);

/// <summary>The same fields for a set of records of one type.</summary>
/// <param name="Type">The entity type.</param>
/// <param name="KeyField">The key field's name.</param>
/// <param name="Keys">The distinct keys.</param>
/// <param name="Fields">The fields that are open for exactly these keys.</param>
public sealed record EntitySelection(string Type, string KeyField, IReadOnlyList<string> Keys, IReadOnlyList<RequestedField> Fields)
{
    /// <summary>
    /// What a department with a schema of its own is told of each record in place of the key, parallel to <see cref="Keys"/>; null where the key is all
    /// that it needs, and for sources that the data standard describes.
    /// </summary>
    public IReadOnlyList<DatumObject>? Representations { get; init; }
}

/// <summary>One field asked of a source.</summary>
/// <param name="Coordinate">The governed coordinate, for the source's log; the object's own path for value objects.</param>
/// <param name="Name">The field's name in the graph.</param>
/// <param name="ResponseName">The name under which the value is delivered; unique among its siblings.</param>
/// <param name="Arguments">Coerced arguments.</param>
/// <param name="LevelName">The level to deliver at, a name of the field's ladder; sources that cannot reduce deliver more and the hub reduces.</param>
/// <param name="Children">
/// Fields of a value object; for a link at full level exactly the key field of the linked entity; for a link at a reduced level
/// what that level implies, never the key. Empty for leaves.
/// </param>
public sealed record RequestedField(
    string Coordinate, string Name, string ResponseName, DatumObject Arguments, string LevelName, IReadOnlyList<RequestedField> Children);

/// <summary>What a department delivered.</summary>
/// <param name="Selections">
/// Parallel to the request's selections and their keys: an object of response names and values, or null for a key it does not know.
/// </param>
/// <param name="AsOf">The age of what was delivered; null when it is live.</param>
public sealed record SourceResponse(IReadOnlyList<DatumObject?[]> Selections, DateTimeOffset? AsOf);

/// <summary>How a source failed.</summary>
public enum SourceFault : byte
{
    /// <summary>Not reachable, too slow, refused, or closed by the hub (stale file, open circuit).</summary>
    Unavailable,

    /// <summary>Answered, but not with what was asked.</summary>
    Invalid,
}

/// <summary>A department failed to answer. The message is for operators' logs and holds no personal value and no text of the department.</summary>
public sealed class SourceException(string department, SourceFault fault, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The department's code.</summary>
    public string Department { get; } = department;

    /// <summary>How it failed.</summary>
    public SourceFault Fault { get; } = fault;
}
