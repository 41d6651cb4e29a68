using System.Globalization;
using Exchange.FederationTests.Suites.Subgraphs;
using Exchange.GraphQL.Values;

namespace Exchange.FederationTests.Splits;

/// <summary>Gives a world its data, by chance and by its types.</summary>
internal sealed class WorldFiller(World world, Random random)
{
    private const int EntitiesOfAType = 4;
    private int _text;

    public void Fill()
    {
        foreach (var type in world.Of(WorldKind.Entity))
        {
            world.Entities[type.Name] = [.. Enumerable.Range(0, EntitiesOfAType).Select(number => Identity(type, number))];
        }

        foreach (var type in world.Of(WorldKind.Entity))
        {
            foreach (var row in world.Entities[type.Name])
            {
                foreach (var field in type.Fields.Where(field => !field.IsKey && field.Requires is null))
                {
                    row[field.Name] = Value(field.Wrapping, field.Named);
                }
            }
        }

        foreach (var root in world.Roots)
        {
            world.RootValues[root.Name] = Value(root.Wrapping, root.Named);
        }
    }

    private static Row Identity(WorldType type, int number) => new()
    {
        ["__typename"] = Datum.From(type.Name),
        ["id"] = Datum.From($"{type.Name}-{number}"),
        ["code"] = Datum.From($"c{number}"),
        ["position"] = new Row { ["__typename"] = Datum.From("Position"), ["a"] = Datum.From(number / 2), ["b"] = Datum.From(number % 2 == 0 ? "x" : "y") },
    };

    private object? Value(string wrapping, string named)
    {
        if (wrapping.EndsWith('!'))
        {
            return NonNull(wrapping[..^1], named);
        }

        return random.NextDouble() < 0.15 ? null : NonNull(wrapping, named);
    }

    private object? NonNull(string wrapping, string named) => wrapping.StartsWith('[')
        ? Enumerable.Range(0, random.Next(0, 4)).Select(_ => Value(wrapping[1..^1], named)).ToList()
        : Single(named);

    private object? Single(string named) => named switch
    {
        "String" => Datum.From($"t{_text++} \"é\"\n"),
        "Int" => Datum.From(random.Next(-100, 100)),
        "Boolean" => Datum.From(random.Next(2) == 0),
        "Float" => Datum.From(random.Next(-100, 100) + 0.5),
        "ID" => Datum.From((random.Next(2) == 0 ? "" : "k") + random.Next(100).ToString(CultureInfo.InvariantCulture)),
        _ => Single(world.Types[named]),
    };

    private object Single(WorldType type)
    {
        switch (type.Kind)
        {
            case WorldKind.Enum:
                return Datum.FromEnum(type.Members[random.Next(type.Members.Count)]);
            case WorldKind.Entity:
                var entity = world.Entities[type.Name][random.Next(EntitiesOfAType)];
                return new Row { ["__typename"] = entity["__typename"], ["id"] = entity["id"] };
            case WorldKind.Value:
                var row = new Row { ["__typename"] = Datum.From(type.Name) };
                type.Fields.ForEach(field => row[field.Name] = Value(field.Wrapping, field.Named));
                return row;
            default:
                return Single(world.Types[type.Members[random.Next(type.Members.Count)]]);
        }
    }
}
