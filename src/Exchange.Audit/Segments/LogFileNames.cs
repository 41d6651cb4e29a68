using System.Globalization;

namespace Exchange.Audit.Segments;

/// <summary>The names of the files in a log's folder.</summary>
internal static class LogFileNames
{
    /// <summary>The anchor.</summary>
    public const string Anchor = "head";

    /// <summary>The file whose lock a writer holds; always empty.</summary>
    public const string Lock = "lock";

    /// <summary>Ends the name of a file that is being made; such a file is no part of the log.</summary>
    public const string DraftSuffix = ".draft";

    private const string SegmentSuffix = ".seg";
    private const int Digits = 20;

    /// <summary>The segment that begins with <paramref name="firstSequence"/>.</summary>
    public static string Segment(long firstSequence) => firstSequence.ToString("D20", CultureInfo.InvariantCulture) + SegmentSuffix;

    /// <summary>The number a segment's name says it begins with; null for any other file.</summary>
    public static long? FirstSequence(string name) =>
        name.Length == Digits + SegmentSuffix.Length
        && name.EndsWith(SegmentSuffix, StringComparison.Ordinal)
        && long.TryParse(name.AsSpan(0, Digits), NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            ? first
            : null;
}
