using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Exchange.EndToEnd.Calls;

/// <summary>A coordinate that was withheld, as <c>extensions.exchange</c> says it.</summary>
internal sealed record Withheld(
    string Coordinate, string Reason, int Records, IReadOnlyList<string> Paths, string? Department, string? Request);

/// <summary>One answer of the graph. Paths are written with dots: <c>person.household.members.2.alive</c>.</summary>
internal sealed record Answer(HttpStatusCode Status, string? AccessId, string Text, JsonElement Root, string? Challenge)
{
    public JsonElement Data => Root.GetProperty("data");

    public JsonElement Exchange => Root.GetProperty("extensions").GetProperty("exchange");

    public bool HasData => Root.TryGetProperty("data", out var data) && data.ValueKind != JsonValueKind.Null;

    public IReadOnlyList<Withheld> Withheld => [.. Exchange.GetProperty("withheld").EnumerateArray().Select(Read)];

    public static async Task<Answer> ReadAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        var text = await response.Content.ReadAsStringAsync(cancellation);
        return new Answer(
            response.StatusCode,
            response.Headers.TryGetValues("Exchange-Access-Id", out var ids) ? ids.Single() : null,
            text,
            JsonSerializer.Deserialize<JsonElement>(text),
            response.Headers.WwwAuthenticate.Count > 0 ? response.Headers.WwwAuthenticate.ToString() : null);
    }

    /// <summary>The value at a path of the data; null (of JSON) where something on the way is null.</summary>
    public JsonElement At(string path)
    {
        var value = Data;
        foreach (var step in path.Split('.'))
        {
            if (value.ValueKind == JsonValueKind.Null)
            {
                return value;
            }

            value = value.ValueKind == JsonValueKind.Array ? value[int.Parse(step, CultureInfo.InvariantCulture)] : value.GetProperty(step);
        }

        return value;
    }

    /// <summary>Why a path was withheld; null where it was not.</summary>
    public Withheld? WithheldAt(string path) => Withheld.SingleOrDefault(cells => cells.Paths.Contains(path));

    /// <summary>Asserts that a path is null and withheld for a reason.</summary>
    public void AssertWithheld(string path, string reason)
    {
        Assert.Equal(JsonValueKind.Null, At(path).ValueKind);
        Assert.True(WithheldAt(path) is { } cells && cells.Reason == reason, $"{path} should be withheld for {reason}: {Text}");
    }

    /// <summary>Asserts a text, a number or a Boolean at a path, in JSON's own spelling.</summary>
    public void AssertValue(string json, string path) => Assert.Equal(json, At(path).GetRawText());

    /// <summary>Asserts that the request was refused before anything ran, and returns the one error.</summary>
    public JsonElement AssertRefused(string code)
    {
        Assert.False(HasData, Text);
        var error = Root.GetProperty("errors").EnumerateArray().First();
        Assert.Equal(code, error.GetProperty("extensions").GetProperty("code").GetString());
        Assert.NotEmpty(error.GetProperty("message").GetString()!);
        return error;
    }

    private static Withheld Read(JsonElement cells) => new(
        cells.GetProperty("coordinate").GetString()!,
        cells.GetProperty("reason").GetString()!,
        cells.GetProperty("records").GetInt32(),
        [.. cells.GetProperty("paths").EnumerateArray().Select(path => string.Join('.', path.EnumerateArray()))],
        Optional(cells, "department"),
        Optional(cells, "request"));

    private static string? Optional(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value.GetString() : null;
}
