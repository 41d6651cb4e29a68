using System.Globalization;

namespace Exchange.Storage.Stores;

/// <summary>An instant as documents hold it: <c>2026-11-21T12:00:00.1234567+08:00</c>, its fraction without zeros at the end.</summary>
internal static class StoredInstant
{
    private const string Form = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz";
    private const int LengthOfWhole = 25;

    public static bool TryRead(ReadOnlySpan<char> text, out DateTimeOffset time) =>
        TryReadWhole(text, out time) || DateTimeOffset.TryParseExact(text, Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out time);

    // WHY beside the runtime's: nearly all are of whole seconds, and a start reads fifty million of them.
    private static bool TryReadWhole(ReadOnlySpan<char> text, out DateTimeOffset time)
    {
        time = default;
        if (text.Length != LengthOfWhole || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':' || text[16] != ':'
            || text[19] is not ('+' or '-') || text[22] != ':')
        {
            return false;
        }

        var (year, month, day) = ((Two(text, 0) * 100) + Two(text, 2), Two(text, 5), Two(text, 8));
        var (hour, minute, second) = (Two(text, 11), Two(text, 14), Two(text, 17));
        var (hours, minutes) = (Two(text, 20), Two(text, 23));
        if (year is < 2 or > 9_998 || month is < 1 or > 12 || day < 1 || hour is < 0 or > 23 || minute is < 0 or > 59 || second is < 0 or > 59
            || hours is < 0 or > 13 || minutes is < 0 or > 59 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        var offset = new TimeSpan(hours, minutes, 0);
        time = new DateTimeOffset(year, month, day, hour, minute, second, text[19] == '-' ? -offset : offset);
        return true;
    }

    // Far below zero where a character is no digit.
    private static int Two(ReadOnlySpan<char> text, int place) =>
        char.IsAsciiDigit(text[place]) && char.IsAsciiDigit(text[place + 1]) ? ((text[place] - '0') * 10) + text[place + 1] - '0' : -10_000;
}
