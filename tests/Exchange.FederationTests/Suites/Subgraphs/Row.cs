using System.Text;
using Exchange.GraphQL.Values;

namespace Exchange.FederationTests.Suites.Subgraphs;

/// <summary>An object of a test's data: names and values, where a value is null, a leaf, a list or another record.</summary>
internal sealed class Row : Dictionary<string, object?>
{
    public Row()
        : base(StringComparer.Ordinal)
    {
    }

    public Row(Row other)
        : base(other, StringComparer.Ordinal)
    {
    }

    /// <summary>The name of its type, where it says so.</summary>
    public string? TypeName => TryGetValue("__typename", out var name) ? (name as Datum?)?.AsString() ?? name as string : null;

    /// <summary>The text of a leaf; null where there is none.</summary>
    public string? Text(string name) => (this[name] as Datum?)?.AsString();

    /// <summary>The number of a leaf.</summary>
    public double Number(string name) => ((Datum)this[name]!).AsFloat();

    /// <summary>The object under a name; null where there is none.</summary>
    public Row? Object(string name) => this[name] as Row;

    /// <summary>The list under a name; empty where there is none.</summary>
    public IReadOnlyList<object?> List(string name) => this[name] as IReadOnlyList<object?> ?? [];

    /// <summary>Reads JSON: an object, a list or a leaf.</summary>
    public static object? Read(string json) => Of(DatumReader.Read(Encoding.UTF8.GetBytes(json)));

    /// <summary>Turns a value into records and lists.</summary>
    public static object? Of(Datum value) => value.Kind switch
    {
        DatumKind.Null => null,
        DatumKind.List => value.AsList().Select(Of).ToList(),
        DatumKind.Object => Of(value.AsObject()),
        _ => value,
    };

    /// <summary>Turns an object into a record.</summary>
    public static Row Of(DatumObject value)
    {
        var record = new Row();
        for (var i = 0; i < value.Count; i++)
        {
            record[value.Names[i]] = Of(value.Values[i]);
        }

        return record;
    }

    /// <summary>Whether two values of records are the same.</summary>
    public static bool AreEqual(object? left, object? right) => (left, right) switch
    {
        (null, null) => true,
        (Datum one, Datum other) => Text(one) == Text(other),
        (Row one, Row other) => one.Count == other.Count && one.All(pair => other.TryGetValue(pair.Key, out var value) && AreEqual(pair.Value, value)),
        (IReadOnlyList<object?> one, IReadOnlyList<object?> other) => one.Count == other.Count && one.Zip(other).All(pair => AreEqual(pair.First, pair.Second)),
        _ => false,
    };

    // WHY: an ID may arrive as a number and be kept as text.
    private static string Text(Datum leaf) => leaf.Kind switch
    {
        DatumKind.Boolean => leaf.AsBoolean() ? "true" : "false",
        DatumKind.Integer or DatumKind.Float => leaf.AsFloat().ToString("R", System.Globalization.CultureInfo.InvariantCulture),
        _ => leaf.AsString(),
    };
}
