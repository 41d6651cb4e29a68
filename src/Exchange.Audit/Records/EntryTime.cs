using System.Globalization;

namespace Exchange.Audit.Records;

/// <summary>The one text form of a time in the log: UTC, microseconds, <c>2026-11-21T08:00:00.000000Z</c>.</summary>
internal static class EntryTime
{
    private const string Pattern = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    /// <summary>The time in UTC and whole microseconds.</summary>
    public static DateTimeOffset InLogPrecision(DateTimeOffset time) =>
        new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);

    public static string Text(DateTimeOffset time) => time.ToUniversalTime().ToString(Pattern, CultureInfo.InvariantCulture);

    public static DateTimeOffset Parse(string? text) =>
        DateTimeOffset.TryParseExact(text, Pattern, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw new FormatException("A time of the entry is not in the form of the log.");

    public static long ToUnixMicroseconds(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    /// <summary>The time, or null where a damaged frame holds a number that is no time.</summary>
    public static DateTimeOffset? FromUnixMicroseconds(long microseconds)
    {
        var earliest = ToUnixMicroseconds(DateTimeOffset.MinValue);
        var latest = ToUnixMicroseconds(DateTimeOffset.MaxValue);
        return microseconds >= earliest && microseconds <= latest
            ? DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond)
            : null;
    }
}
