namespace Exchange.Federation.Governed.Lists;

/// <summary>
/// Seals cursors, so that nobody reads or makes one, and opens only those that were sealed for the same caller and list. Port. Thread-safe.
/// </summary>
public interface ICursorSeal
{
    /// <summary>The sealed form of <paramref name="content"/>, for callers.</summary>
    /// <param name="content">Where a list stands.</param>
    /// <param name="list">The list with its filters; the caller is added by the seal.</param>
    string Seal(ReadOnlySpan<byte> content, string list);

    /// <summary>The content; null for anything that was not sealed for this caller and list.</summary>
    byte[]? Open(string cursor, string list);
}
