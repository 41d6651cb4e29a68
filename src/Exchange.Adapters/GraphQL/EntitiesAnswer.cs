using System.Globalization;
using Exchange.Federation.Sources;
using Exchange.GraphQL.Values;

namespace Exchange.Adapters.GraphQL;

/// <summary>
/// Reads the answer to an <see cref="EntitiesQuery"/> back into what was asked: only asked fields are taken, by position; a cell that the
/// department nulled with an error of its own is <see cref="Failed"/>. Throws <see cref="InvalidDataException"/> where the shape is another.
/// </summary>
internal static class EntitiesAnswer
{
    private const int MaxDepth = 16;

    /// <summary>Stands where an error of the department stands. It fits no field, so nobody takes the cell for an empty one.</summary>
    public static Datum Failed { get; } = Datum.FromEnum("");

    /// <summary>The records, parallel to the selections and their keys.</summary>
    public static DatumObject?[][] Read(Datum answer, IReadOnlyList<EntitySelection> selections)
    {
        if (answer.Kind != DatumKind.Object || answer.AsObject()["data"] is not { Kind: DatumKind.Object } content)
        {
            throw new InvalidDataException("The department's answer has no 'data'.");
        }

        var errors = ErrorPaths.Of(answer.AsObject()["errors"]);
        return
        [
            .. selections.Select((selection, index) =>
                Records(content.AsObject()[Alias('s', index)], selection, errors.Below(Datum.From(Alias('s', index))))),
        ];
    }

    private static DatumObject?[] Records(Datum list, EntitySelection selection, ErrorPaths errors) =>
        list.Kind == DatumKind.List && list.AsList().Length == selection.Keys.Count
            ? [.. list.AsList().Select((entity, index) => Entity(entity, selection, errors.Below(Datum.From(index))))]
            : throw new InvalidDataException("The department's answer does not have one entity for every representation.");

    private static DatumObject? Entity(Datum entity, EntitySelection selection, ErrorPaths errors)
    {
        if (entity.IsNull)
        {
            return errors.Any ? Fields(new DatumObject([], []), selection.Fields, 0, errors) : null;
        }

        return entity.Kind == DatumKind.Object && entity.AsObject()["__typename"].Equals(Datum.From(selection.Type))
            ? Fields(entity.AsObject(), selection.Fields, 0, errors)
            : throw new InvalidDataException("The department answered with an entity of another type.");
    }

    private static DatumObject Fields(DatumObject delivered, IReadOnlyList<RequestedField> fields, int depth, ErrorPaths errors)
    {
        var names = new string[fields.Count];
        var values = new Datum[fields.Count];
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = fields[i].ResponseName;
            values[i] = Cell(delivered[Alias('f', i)], fields[i].Children, depth, errors.Below(Datum.From(Alias('f', i))));
        }

        return new DatumObject(names, values);
    }

    private static Datum Cell(Datum cell, IReadOnlyList<RequestedField> children, int depth, ErrorPaths errors)
    {
        if (depth > MaxDepth)
        {
            throw new InvalidDataException("The department's answer is nested too deep.");
        }

        return cell.Kind switch
        {
            DatumKind.Null when errors.Any => Failed,
            DatumKind.Object when children.Count > 0 => Datum.From(Fields(cell.AsObject(), children, depth + 1, errors)),
            DatumKind.List when children.Count > 0 || errors.Any => Datum.From(
                cell.AsList().Select((item, index) => Cell(item, children, depth + 1, errors.Below(Datum.From(index)))).ToArray()),
            _ => cell,
        };
    }

    private static string Alias(char kind, int index) => string.Create(CultureInfo.InvariantCulture, $"{kind}{index}");
}
