using System.Text.Json;

namespace Exchange.Conformance.Running;

/// <summary>Compares two engines' words on one document; what the specification leaves open may differ.</summary>
internal static class AnswerComparison
{
    /// <summary>What differs, or null when nothing does.</summary>
    public static string? Difference(CorpusAnswer answer)
    {
        var (expected, actual) = (answer.Expected, answer.Actual);
        if (Flag(expected, "parsed") != Flag(actual, "parsed"))
        {
            return "whether it is GraphQL";
        }

        if (Text(expected, "printed") != Text(actual, "printed"))
        {
            return "how it is printed";
        }

        if (Flag(expected, "valid") != Flag(actual, "valid"))
        {
            return "whether it is valid";
        }

        if (!BrokenRules(expected).SetEquals(BrokenRules(actual)))
        {
            return "the rules that it breaks, or where";
        }

        return Text(expected, "operation") != Text(actual, "operation") ? "which operation runs" : ResultDifference(expected, actual);
    }

    private static string? ResultDifference(JsonElement expected, JsonElement actual)
    {
        if (!expected.TryGetProperty("result", out var wanted) || !actual.TryGetProperty("result", out var given))
        {
            return expected.TryGetProperty("result", out _) || actual.TryGetProperty("result", out _) ? "whether it runs" : null;
        }

        var (hasWanted, hasGiven) = (wanted.TryGetProperty("data", out var wantedData), given.TryGetProperty("data", out var givenData));
        if (hasWanted != hasGiven || (hasWanted && !HaveSameText(wantedData, givenData)))
        {
            return "the data";
        }

        var (wantedErrors, givenErrors) = (ErrorsByNulledPosition(wanted), ErrorsByNulledPosition(given));
        return wantedErrors.Count == givenErrors.Count
            && wantedErrors.All(position => givenErrors.TryGetValue(position.Key, out var errors) && errors.Overlaps(position.Value))
            ? null
            : "the errors of fields";
    }

    private static HashSet<string> BrokenRules(JsonElement side) =>
        side.TryGetProperty("errors", out var errors)
            ? [.. errors.EnumerateArray().Select(error => $"{error.GetProperty("rule").GetString()} {Places(error)}")]
            : [];

    private static string Places(JsonElement error) => string.Join(' ', error.GetProperty("locations").EnumerateArray()
        .Select(place => (Line: place[0].GetInt32(), Column: place[1].GetInt32())).Order());

    /// <summary>The errors of a result, those that are not of a field under <c>request</c>, the others by the position that they made null.</summary>
    private static Dictionary<string, HashSet<string>> ErrorsByNulledPosition(JsonElement result)
    {
        var byPosition = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var error in result.TryGetProperty("errors", out var errors) ? errors.EnumerateArray() : default)
        {
            var path = error.GetProperty("path");
            var isRequest = path.ValueKind == JsonValueKind.Null;
            var position = isRequest ? "request" : NulledPosition(result.GetProperty("data"), path);
            var told = isRequest ? "request" : $"{path.GetRawText()} {error.GetProperty("kind").GetString()}";
            byPosition.TryAdd(position, []);
            byPosition[position].Add(told);
        }

        return byPosition;
    }

    private static string NulledPosition(JsonElement value, JsonElement path)
    {
        var keys = path.EnumerateArray().ToArray();
        var depth = 0;
        while (depth < keys.Length && value.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
        {
            value = keys[depth].ValueKind == JsonValueKind.Number ? value[keys[depth].GetInt32()] : value.GetProperty(keys[depth].GetString()!);
            depth++;
        }

        return string.Join('/', keys.Take(depth));
    }

    /// <summary>Equality with the order of keys; numbers by value.</summary>
    private static bool HaveSameText(JsonElement left, JsonElement right) => (left.ValueKind, right.ValueKind) switch
    {
        (JsonValueKind.Object, JsonValueKind.Object) => left.EnumerateObject().Select(member => member.Name)
                .SequenceEqual(right.EnumerateObject().Select(member => member.Name))
            && left.EnumerateObject().Zip(right.EnumerateObject()).All(pair => HaveSameText(pair.First.Value, pair.Second.Value)),
        (JsonValueKind.Array, JsonValueKind.Array) => left.GetArrayLength() == right.GetArrayLength()
            && left.EnumerateArray().Zip(right.EnumerateArray()).All(pair => HaveSameText(pair.First, pair.Second)),
        _ => JsonElement.DeepEquals(left, right),
    };

    private static bool Flag(JsonElement side, string name) => side.GetProperty(name).GetBoolean();

    private static string? Text(JsonElement side, string name) =>
        side.TryGetProperty(name, out var value) ? value.GetString() : null;
}
