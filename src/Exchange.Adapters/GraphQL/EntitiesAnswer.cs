using System.Globalization;
using System.Text.Json;
using Exchange.Adapters.Http;
using Exchange.Federation.Sources;
using Exchange.GraphQL.Values;

namespace Exchange.Adapters.GraphQL;

/// <summary>
/// Reads the answer to an <see cref="EntitiesQuery"/> back into what was asked: only asked fields are taken, by position; a cell that the
/// department nulled with an error of its own is null here. Throws <see cref="InvalidDataException"/> where the shape is another.
/// </summary>
internal static class EntitiesAnswer
{
    private const int MaxDepth = 16;

    /// <summary>The records, parallel to the selections and their keys.</summary>
    public static DatumObject?[][] Read(JsonElement root, IReadOnlyList<EntitySelection> selections)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("data", out var content) || content.ValueKind != JsonValueKind.Object)
        {
            throw new InvalidDataException("The department's answer has no 'data'.");
        }

        return [.. selections.Select((selection, index) => Records(content, index, selection))];
    }

    private static DatumObject?[] Records(JsonElement content, int index, EntitySelection selection)
    {
        if (!content.TryGetProperty(string.Create(CultureInfo.InvariantCulture, $"s{index}"), out var list)
            || list.ValueKind != JsonValueKind.Array || list.GetArrayLength() != selection.Keys.Count)
        {
            throw new InvalidDataException("The department's answer does not have one entity for every representation.");
        }

        return [.. list.EnumerateArray().Select(entity => Entity(entity, selection))];
    }

    private static DatumObject? Entity(JsonElement entity, EntitySelection selection)
    {
        if (entity.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        var isOfType = entity.ValueKind == JsonValueKind.Object && entity.TryGetProperty("__typename", out var type)
            && type.ValueKind == JsonValueKind.String && type.ValueEquals(selection.Type);
        return isOfType ? Fields(entity, selection.Fields, 0) : throw new InvalidDataException("The department answered with an entity of another type.");
    }

    private static DatumObject Fields(JsonElement entity, IReadOnlyList<RequestedField> fields, int depth)
    {
        var names = new string[fields.Count];
        var values = new Datum[fields.Count];
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = fields[i].ResponseName;
            values[i] = entity.TryGetProperty(string.Create(CultureInfo.InvariantCulture, $"f{i}"), out var cell)
                ? Cell(cell, fields[i].Children, depth)
                : Datum.Null;
        }

        return new DatumObject(names, values);
    }

    private static Datum Cell(JsonElement cell, IReadOnlyList<RequestedField> children, int depth)
    {
        if (children.Count == 0)
        {
            return JsonDatum.Read(cell);
        }

        if (depth > MaxDepth)
        {
            throw new InvalidDataException("The department's answer is nested too deep.");
        }

        return cell.ValueKind switch
        {
            JsonValueKind.Object => Datum.From(Fields(cell, children, depth + 1)),
            JsonValueKind.Array => Datum.From(cell.EnumerateArray().Select(item => Cell(item, children, depth + 1)).ToArray()),
            _ => JsonDatum.Read(cell),
        };
    }
}
