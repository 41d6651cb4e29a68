using System.Buffers.Binary;

namespace Exchange.Audit.Reading;

/// <summary>The time that an access id tells (RFC 9562 section 5.7: the first 48 bits are milliseconds since 1970).</summary>
internal static class AccessIdTime
{
    private const int Version = 7;

    // A day before time itself ends, so that it can be added to.
    private static readonly long Latest = DateTimeOffset.MaxValue.AddDays(-1).ToUnixTimeMilliseconds();

    /// <summary>The time in an id; null for a text that is no UUID of version 7 in its plain form.</summary>
    public static DateTimeOffset? Of(string accessId)
    {
        if (!Guid.TryParseExact(accessId, "D", out var id) || id.Version != Version)
        {
            return null;
        }

        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        var milliseconds = (long)(BinaryPrimitives.ReadUInt64BigEndian(bytes) >> 16);
        return milliseconds < Latest ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;
    }
}
