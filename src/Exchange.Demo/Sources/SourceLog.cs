using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Exchange.Demo.Sources;

/// <summary>
/// What one source was asked: a line of NDJSON per selection that reached it, on the disk's way before the source answers. Keys stand in
/// it as
/// HMAC-SHA-256 only. Thread-safe.
/// </summary>
internal sealed class SourceLog : IDisposable
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly Lock _turn = new();
    private readonly FileStream _file;
    private readonly byte[] _key;
    private readonly TimeProvider _clock;

    public SourceLog(string path, byte[] key, TimeProvider clock)
    {
        // WHY: shared for reading, because tests and operators look while the hub runs.
        _file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read);
        _key = key;
        _clock = clock;
    }

    /// <summary>Writes one line and flushes it.</summary>
    public void Write(string accessId, IEnumerable<string> coordinates, IReadOnlyCollection<string> keys)
    {
        var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Plain))
        {
            json.WriteStartObject();
            json.WriteString("time", _clock.GetUtcNow());
            json.WriteString("accessId", accessId);
            json.WriteStartArray("fields");
            foreach (var coordinate in coordinates.Distinct(StringComparer.Ordinal))
            {
                json.WriteStringValue(coordinate);
            }

            json.WriteEndArray();
            json.WriteNumber("keys", keys.Count);
            json.WriteStartArray("keyHashes");
            foreach (var key in keys)
            {
                json.WriteStringValue(Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(key))));
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        buffer.WriteByte((byte)'\n');
        lock (_turn)
        {
            _file.Write(buffer.GetBuffer(), 0, (int)buffer.Length);
            _file.Flush();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
