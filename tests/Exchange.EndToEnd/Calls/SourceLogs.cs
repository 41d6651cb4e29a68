using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Exchange.EndToEnd.Calls;

/// <summary>One request that reached a department's source.</summary>
internal sealed record SourceRequest(string Department, IReadOnlyList<string> Fields, IReadOnlyList<string> KeyHashes);

/// <summary><c>sources/*.ndjson</c>: what each department was really asked.</summary>
internal sealed class SourceLogs(DemoCredentials credentials)
{
    private readonly byte[] _key = Convert.FromHexString(credentials.SourceLogKey);

    /// <summary>How a person's or a place's key stands in the logs.</summary>
    public string HashOf(string key) => Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(key)));

    /// <summary>
    /// The requests that one access caused, by department in alphabetical order, each department's in the order of arrival.
    /// </summary>
    public IReadOnlyList<SourceRequest> Of(string accessId) =>
    [
        .. Directory.EnumerateFiles(Path.Combine(credentials.Data, "sources"), "*.ndjson").Order(StringComparer.Ordinal)
            .SelectMany(file => Lines(file).Where(line => line.GetProperty("accessId").GetString() == accessId)
                .Select(line => Read(Path.GetFileNameWithoutExtension(file), line))),
    ];

    /// <summary>The same without the persons: what was asked of whom for how many keys.</summary>
    public IReadOnlyList<string> ShapeOf(string accessId) =>
        [.. Of(accessId).Select(request => $"{request.Department}: {string.Join(' ', request.Fields)} × {request.KeyHashes.Count}")];

    private static IEnumerable<JsonElement> Lines(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var text = reader.ReadToEnd();

        // WHY: the hub appends while we read; only what ends with a line feed is a line.
        return [.. text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonSerializer.Deserialize<JsonElement>(line))];
    }

    private static SourceRequest Read(string department, JsonElement line)
    {
        var request = new SourceRequest(
            department,
            [.. line.GetProperty("fields").EnumerateArray().Select(field => field.GetString()!)],
            [.. line.GetProperty("keyHashes").EnumerateArray().Select(hash => hash.GetString()!)]);
        Assert.Equal(request.KeyHashes.Count, line.GetProperty("keys").GetInt32());
        return request;
    }
}
