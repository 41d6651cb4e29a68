using Exchange.Federation.Sources;
using Exchange.GraphQL.Values;

namespace Exchange.IntegrationTests.Adapters;

/// <summary>Writes requests to sources in one line.</summary>
internal static class Ask
{
    public static DatumObject NoArguments { get; } = new([], []);

    public static RequestedField Leaf(string parent, string name, DatumObject? arguments = null, string? alias = null) =>
        new($"{parent}.{name}", name, alias ?? name, arguments ?? NoArguments, "full", []);

    public static RequestedField Object(string parent, string name, params string[] children) =>
        new($"{parent}.{name}", name, name, NoArguments, "full", [.. children.Select(child => Leaf($"{parent}.{name}", child))]);

    public static RequestedField Link(string parent, string name, string targetKey, string level = "full", params string[] implied)
    {
        var (target, key) = (targetKey.Split('.')[0], targetKey.Split('.')[1]);
        var children = level == "full" ? [key] : implied;
        return new($"{parent}.{name}", name, name, NoArguments, level, [.. children.Select(child => Leaf(target, child))]);
    }

    public static EntitySelection Persons(IReadOnlyList<string> keys, params RequestedField[] fields) =>
        new("Person", "citizenNo", keys, fields);

    public static EntitySelection Places(IReadOnlyList<string> keys, params RequestedField[] fields) =>
        new("Place", "addressCode", keys, fields);

    public static SourceRequest Request(params EntitySelection[] selections) => new("access-1", selections);

    public static DatumObject Arguments(string name, Datum value) => new([name], [value]);
}
