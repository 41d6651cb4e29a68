using Exchange.GraphQL.Values;
using Exchange.Policy.Standard;

namespace Exchange.IntegrationTests.NonInterference;

/// <summary>Reads what departments have to be told of one record, and notes what is asked and told on the way.</summary>
internal sealed class InputReading(
    CanaryCity city, DataStandard standard, JoinedSchemas schemas, Expectation expected, string entity, string key)
{
    /// <summary>Whether all that the field's department has to be told is there; if so it may be told.</summary>
    public bool AreThere(string field)
    {
        var inputs = schemas.Inputs(entity, field);
        var missing = inputs.Where(input => !Read(input)).ToList();
        if (missing.Count > 0)
        {
            return false;
        }

        var owner = standard.Type(entity)!.Properties.First(property => property.Name == field).Owner!.Value.Value;
        foreach (var input in inputs)
        {
            Texts(Held(input), text => expected.Told.Add((owner, key, text)));
        }

        return true;
    }

    private bool Read(GovernedField input)
    {
        if (!AreThere(input.Coordinate.Value.Split('.')[1]))
        {
            return false;
        }

        expected.Asks.Add(new AskedCell(input.Owner.Value, entity, key, input.Coordinate.Value, "full"));
        if (entity == "Person")
        {
            expected.Joined.Add((key, input.Coordinate.Value));
        }

        var isRevealing = input.Reveals == Revelation.Residence && entity == "Person";
        if (isRevealing && city.Facts(key) is not { IsProtected: false })
        {
            return false;
        }

        var (isWhole, values) = (true, 0);
        Texts(Held(input), text => (isWhole, values) = (isWhole && text.Length > 0, values + 1));

        // What could be cut is nothing where it holds nothing.
        return isWhole && (values > 0 || !isRevealing);
    }

    // Every place that the path of the input leads to; of a link the key.
    private IReadOnlyList<Datum> Held(GovernedField input)
    {
        IReadOnlyList<Datum> held = [city.Record(entity, key) is { } record ? Datum.From(record) : Datum.Null];
        foreach (var name in input.Coordinate.Value.Split('.').Skip(1))
        {
            held = [.. held.SelectMany(holder => Items(holder.Kind == DatumKind.Object ? holder.AsObject()[name] : Datum.Null))];
        }

        return [.. held.Select(value => value.Kind == DatumKind.Object ? value.AsObject().Values[0] : value)];
    }

    private static IEnumerable<Datum> Items(Datum value) => value.Kind == DatumKind.List ? value.AsList() : [value];

    private static void Texts(IEnumerable<Datum> values, Action<string> take)
    {
        foreach (var value in values)
        {
            take(Text(value));
        }
    }

    /// <summary>A told value as text; empty for nothing.</summary>
    public static string Text(Datum value) => value.Kind switch
    {
        DatumKind.Null => "",
        DatumKind.String or DatumKind.Enum => value.AsString(),
        DatumKind.Boolean => value.AsBoolean() ? "true" : "false",
        DatumKind.Integer => FormattableString.Invariant($"{value.AsInteger()}"),
        _ => FormattableString.Invariant($"{value.AsFloat():R}"),
    };
}
