using Exchange.GraphQL.TypeSystem;

namespace Exchange.FederationTests.Suites.Subgraphs;

/// <summary>The entities that a test's subgraph holds, by type and key.</summary>
internal sealed class SubgraphRecords(Schema schema, IReadOnlyDictionary<string, FederatedType> types)
{
    private readonly Dictionary<string, List<Row>> _tables = new(StringComparer.Ordinal);

    /// <summary>Takes the records of a type.</summary>
    public void Add(string type, string json)
    {
        var rows = ((List<object?>)Row.Read(json)!).Cast<Row>().ToList();
        rows.ForEach(row => row.TryAdd("__typename", type));
        _tables[type] = rows;
    }

    /// <summary>
    /// The entity that a representation names: what is held of it and what came with it. Null when it is unknown; as it came where nothing
    /// is held of its type at all.
    /// </summary>
    public Row? Find(Row representation)
    {
        var name = representation.TypeName!;
        var candidates = Candidates(name);
        return candidates.Count == 0 ? representation : Match(candidates, name, representation) is { } row ? Joined(row, representation) : null;
    }

    /// <summary>A value of a field, with what is held of the entities in it: a reference holds a key and what is provided there.</summary>
    public object? Complete(object? value, NamedType type) => value switch
    {
        Row record => Complete(record, type),
        List<object?> items => items.Select(item => Complete(item, type)).ToList(),
        _ => value,
    };

    private Row Complete(Row reference, NamedType type)
    {
        var name = reference.TypeName ?? type.Name;
        if (Match(Candidates(name), name, reference) is not { } row)
        {
            return reference;
        }

        var whole = new Row(row);
        foreach (var (field, value) in reference)
        {
            whole[field] = value;
        }

        return whole;
    }

    private List<Row> Candidates(string type) => schema.Type(type) switch
    {
        InterfaceType @interface => [.. schema.PossibleTypes(@interface).SelectMany(possible => _tables.GetValueOrDefault(possible.Name) ?? [])],
        _ => _tables.GetValueOrDefault(type) ?? [],
    };

    private Row? Match(List<Row> candidates, string type, Row reference) =>
        !types.TryGetValue(type, out var federated)
            ? null
            : candidates.FirstOrDefault(row =>
                federated.Keys.Any(key => Selections.IsWhole(key.Fields, reference) && Selections.AreEqual(key.Fields, row, reference)));

    private Row Joined(Row row, Row representation)
    {
        var joined = new Row(row);
        foreach (var (field, value) in representation)
        {
            if (field != "__typename" && !(types[representation.TypeName!].IsInKey(field) && row.ContainsKey(field)))
            {
                joined[field] = value;
            }
        }

        return joined;
    }
}
