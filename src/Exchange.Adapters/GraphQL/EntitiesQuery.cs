using System.Globalization;
using System.Text;
using System.Text.Json;
using Exchange.Federation.Sources;
using Exchange.GraphQL.Values;

namespace Exchange.Adapters.GraphQL;

/// <summary>
/// Writes the one query of a request: an aliased <c>_entities</c> per selection, its representations as a variable. Aliases are positions
/// (<c>s0</c>, <c>f0</c>): what a caller named a field is nobody's business but the caller's.
/// </summary>
internal static class EntitiesQuery
{
    private const int MaxDepth = 16;

    /// <summary>The body of the POST: <c>query</c> and <c>variables</c>.</summary>
    public static byte[] Body(IReadOnlyList<EntitySelection> selections)
    {
        var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("query", Text(selections));
            json.WriteStartObject("variables");
            for (var i = 0; i < selections.Count; i++)
            {
                WriteRepresentations(json, string.Create(CultureInfo.InvariantCulture, $"r{i}"), selections[i]);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    /// <summary>The query's text.</summary>
    public static string Text(IReadOnlyList<EntitySelection> selections)
    {
        var text = new StringBuilder("query(");
        for (var i = 0; i < selections.Count; i++)
        {
            text.Append(i == 0 ? "" : ", ").Append(CultureInfo.InvariantCulture, $"$r{i}: [_Any!]!");
        }

        text.Append(") {");
        for (var i = 0; i < selections.Count; i++)
        {
            text.Append(CultureInfo.InvariantCulture,
                $" s{i}: _entities(representations: $r{i}) {{ __typename ... on {selections[i].Type}");
            WriteSelection(text, selections[i].Fields, 0, empty: selections[i].KeyField);
            text.Append(" }");
        }

        return text.Append(" }").ToString();
    }

    private static void WriteRepresentations(Utf8JsonWriter json, string name, EntitySelection selection)
    {
        json.WriteStartArray(name);
        for (var i = 0; i < selection.Keys.Count; i++)
        {
            json.WriteStartObject();
            json.WriteString("__typename", selection.Type);
            if (selection.Representations is { } told)
            {
                WriteFields(json, told[i]);
            }
            else
            {
                json.WriteString(selection.KeyField, selection.Keys[i]);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteFields(Utf8JsonWriter json, DatumObject told)
    {
        for (var i = 0; i < told.Count; i++)
        {
            json.WritePropertyName(told.Names[i]);
            DatumWriter.Write(json, told.Values[i]);
        }
    }

    private static void WriteSelection(StringBuilder text, IReadOnlyList<RequestedField> fields, int depth, string? empty = null)
    {
        if (depth > MaxDepth)
        {
            throw new ArgumentException($"A selection is nested deeper than {MaxDepth} levels.", nameof(fields));
        }

        text.Append(" {");
        if (fields.Count == 0 && empty is not null)
        {
            text.Append(' ').Append(empty);
        }

        for (var i = 0; i < fields.Count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $" f{i}: {fields[i].Name}");
            WriteArguments(text, fields[i].Arguments);
            if (fields[i].Children.Count > 0)
            {
                WriteSelection(text, fields[i].Children, depth + 1);
            }
        }

        text.Append(" }");
    }

    /// <summary>Appends arguments as literals; nothing where there are none.</summary>
    public static void WriteArguments(StringBuilder text, DatumObject arguments)
    {
        for (var i = 0; i < arguments.Count; i++)
        {
            text.Append(i == 0 ? "(" : ", ").Append(arguments.Names[i]).Append(": ");
            WriteLiteral(text, arguments.Values[i], 0);
        }

        text.Append(arguments.Count == 0 ? "" : ")");
    }

    private static void WriteLiteral(StringBuilder text, Datum value, int depth)
    {
        switch (value.Kind)
        {
            case DatumKind.Boolean:
                text.Append(value.AsBoolean() ? "true" : "false");
                break;
            case DatumKind.Integer:
                text.Append(CultureInfo.InvariantCulture, $"{value.AsInteger()}");
                break;
            case DatumKind.Float:
                text.Append(value.AsFloat().ToString("R", CultureInfo.InvariantCulture));
                break;
            case DatumKind.String:
                text.Append('"').Append(JsonEncodedText.Encode(value.AsString())).Append('"');
                break;
            case DatumKind.Enum:
                text.Append(value.AsString());
                break;
            case DatumKind.List when depth < MaxDepth:
                WriteList(text, value.AsList(), depth);
                break;
            case DatumKind.Object when depth < MaxDepth:
                WriteObject(text, value.AsObject(), depth);
                break;
            default:
                text.Append("null");
                break;
        }
    }

    private static void WriteList(StringBuilder text, Datum[] items, int depth)
    {
        text.Append('[');
        foreach (var item in items)
        {
            WriteLiteral(text, item, depth + 1);
            text.Append(' ');
        }

        text.Append(']');
    }

    private static void WriteObject(StringBuilder text, DatumObject value, int depth)
    {
        text.Append('{');
        for (var i = 0; i < value.Count; i++)
        {
            text.Append(value.Names[i]).Append(": ");
            WriteLiteral(text, value.Values[i], depth + 1);
            text.Append(' ');
        }

        text.Append('}');
    }
}
