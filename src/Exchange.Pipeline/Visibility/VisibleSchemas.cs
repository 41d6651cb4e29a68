using System.Collections.Concurrent;
using System.Globalization;
using Exchange.GraphQL.TypeSystem;
using Exchange.Pipeline.Callers;

namespace Exchange.Pipeline.Visibility;

/// <summary>
/// The part of one snapshot's graph that each class of clients may know of, made when it is first asked for. Bounded: when it is full it is
/// emptied. Thread-safe; at worst an equal part is made twice.
/// </summary>
internal sealed class VisibleSchemas
{
    private const int MaxClasses = 128;

    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>How many classes are remembered.</summary>
    public int Count => _entries.Count;

    /// <summary>The part for a client; null where nothing of the graph could ever be open to it.</summary>
    public Schema? Of(HubSnapshot snapshot, ClientIdentity client)
    {
        var key = KeyOf(client);
        if (_entries.TryGetValue(key, out var known))
        {
            return known.Schema;
        }

        var visible = VisibleFields.Of(snapshot, client);
        var schema = SchemaSubset.Take(snapshot.Graph.Schema, (type, field) => visible.Contains(type.Name, field.Name));
        if (_entries.Count >= MaxClasses)
        {
            _entries.Clear();
        }

        _entries[key] = new Entry(schema);
        return schema;
    }

    // WHY with lengths: codes come from a token, and another provider may write anything into them; so no text passes for two.
    private static string KeyOf(ClientIdentity client) => string.Concat(
        Parts(client).Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Length}:{part}|")));

    private static IEnumerable<string> Parts(ClientIdentity client) =>
    [
        client.Department.Value,
        .. client.Roles.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
        "/",
        .. client.Purposes.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
    ];

    private readonly record struct Entry(Schema? Schema);
}
