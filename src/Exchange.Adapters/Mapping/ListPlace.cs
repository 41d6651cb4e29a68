using System.Globalization;
using Exchange.Federation.Sources;

namespace Exchange.Adapters.Mapping;

/// <summary>
/// A department's own position in a list that the adapter sorts by: the moment and the key of a row, as text. The department's cells never are in it.
/// </summary>
/// <param name="Moment">The moment; null where the row has none, and where the key sorts.</param>
/// <param name="Key">The key.</param>
internal readonly record struct ListPlace(DateTimeOffset? Moment, string Key)
{
    private const char Separator = '|';

    /// <summary>The place as text.</summary>
    public string Text => $"{Moment?.ToString("O", CultureInfo.InvariantCulture)}{Separator}{Key}";

    /// <summary>Reads <see cref="Text"/> back; null for the beginning. Throws <see cref="SourceException"/> for any other text.</summary>
    public static ListPlace? Read(string department, string? text)
    {
        if (text is null)
        {
            return null;
        }

        var end = text.IndexOf(Separator, StringComparison.Ordinal);
        if (end == 0)
        {
            return new ListPlace(null, text[1..]);
        }

        return end > 0 && DateTimeOffset.TryParseExact(text[..end], "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment)
            ? new ListPlace(moment, text[(end + 1)..])
            : throw new SourceException(department, SourceFault.Invalid, "The position of a list is not one of this source.");
    }
}
