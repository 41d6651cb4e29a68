using Exchange.GraphQL.Values;

namespace Exchange.Adapters.Mapping;

/// <summary>Puts the cells of one record together into the object that the hub asked for.</summary>
internal static class RecordAssembler
{
    private const string Full = "full";

    /// <summary>
    /// Builds the object; <paramref name="cell"/> gives the converted value of a leaf, or the key (or list of keys) of a link.
    /// A value object none of whose asked cells holds anything is null.
    /// </summary>
    /// <param name="fields">What is asked.</param>
    /// <param name="cell">The value of one cell.</param>
    /// <param name="items">For a list of value objects, what gives the cells of each; null where the source has none.</param>
    public static DatumObject Assemble(
        IReadOnlyList<MappedField> fields, Func<MappedField, Datum> cell, Func<MappedField, IEnumerable<Func<MappedField, Datum>>?>? items = null)
    {
        var names = new string[fields.Count];
        var values = new Datum[fields.Count];
        for (var i = 0; i < fields.Count; i++)
        {
            names[i] = fields[i].Requested.ResponseName;
            values[i] = Value(fields[i], cell, items);
        }

        return new DatumObject(names, values);
    }

    private static Datum Value(
        MappedField field, Func<MappedField, Datum> cell, Func<MappedField, IEnumerable<Func<MappedField, Datum>>?>? items)
    {
        if (field.Mapping is null)
        {
            return Datum.Null;
        }

        if (field.IsItems)
        {
            return items?.Invoke(field) is { } held ? Datum.From([.. held.Select(item => Datum.From(Assemble(field.Children, item)))]) : Datum.Null;
        }

        if (field.IsObject)
        {
            var inner = Assemble(field.Children, cell, items);
            return HoldsNothing(inner) ? Datum.Null : Datum.From(inner);
        }

        if (field.Mapping.Link is null)
        {
            return field.Mapping.IsObject ? Datum.Null : cell(field);
        }

        // INVARIANT: a link below full level never delivers the key; a level without a mapping of its own delivers nothing.
        return field.IsKeyLink && field.Requested.LevelName == Full ? Link(field, cell(field)) : Datum.Null;
    }

    private static Datum Link(MappedField field, Datum key)
    {
        if (key.Kind == DatumKind.List)
        {
            return Datum.From(Array.ConvertAll(key.AsList(), item => Link(field, item)));
        }

        return key.IsNull ? Datum.Null : Datum.From(new DatumObject([field.Requested.Children[0].ResponseName], [key]));
    }

    private static bool HoldsNothing(DatumObject inner)
    {
        foreach (var value in inner.Values)
        {
            if (!value.IsNull)
            {
                return false;
            }
        }

        return true;
    }
}
