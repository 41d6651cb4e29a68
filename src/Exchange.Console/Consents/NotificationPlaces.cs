using System.Globalization;
using Exchange.Consent;
using Exchange.Consent.Records;
using Exchange.Policy;

namespace Exchange.Console.Consents;

/// <summary>Where somebody reads on.</summary>
/// <param name="After">What comes after it is told next.</param>
/// <param name="Unsettled">From when on something may have come before it since the reading began; null for none.</param>
internal readonly record struct ReadingPlace(ClosingPlace After, DateTimeOffset? Unsettled)
{
    // WHY: a closing is stored some time after the instant that it carries, and hubs' clocks differ. Who had read beyond it would never be told of it.
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(5);

    /// <summary>Where to read on after a page: at its end, and once all is read, never from beyond what may still come before it.</summary>
    /// <param name="last">The place of the last that the page told of.</param>
    /// <param name="isComplete">Whether that was all for now.</param>
    /// <param name="now">The time.</param>
    public ReadingPlace Next(ClosingPlace last, bool isComplete, DateTimeOffset now)
    {
        // WHY kept from page to page and not gone back to at each: a page full of what was closed in these minutes would be told again and again.
        var unsettled = Unsettled ?? (last.At > now - Settling ? now - Settling : null);
        return isComplete ? new ReadingPlace(unsettled is { } from ? new ClosingPlace(from, null) : last, null) : new ReadingPlace(last, unsettled);
    }
}

/// <summary>Places among the notifications, as readers keep them; each department's are its own. Thread-safe.</summary>
internal sealed class NotificationPlaces(ConsentNaming naming)
{
    public string Write(DepartmentId reader, ReadingPlace place) => string.Create(
        CultureInfo.InvariantCulture,
        $"{place.After.At.UtcTicks}{(place.After.Consent is { } id ? $".{naming.ForDepartment(id, reader)}" : "")}"
        + $"{(place.Unsettled is { } unsettled ? $"~{unsettled.UtcTicks}" : "")}");

    public bool TryRead(DepartmentId reader, string text, out ReadingPlace place)
    {
        place = default;
        var halves = text.Split('~');
        var parts = halves[0].Split('.');
        if (halves.Length > 2 || parts.Length > 2 || !TryInstant(parts[0], out var at))
        {
            return false;
        }

        DateTimeOffset? unsettled = null;
        if (halves.Length == 2)
        {
            if (!TryInstant(halves[1], out var from))
            {
                return false;
            }

            unsettled = from;
        }

        ConsentId? consent = null;
        if (parts.Length == 2)
        {
            // WHY an id as well: whoever kept a place that an earlier version of the hub gave reads on from it.
            if (!ConsentId.TryParse(parts[1], out var id) && !naming.TryRead(reader, parts[1], out id))
            {
                return false;
            }

            consent = id;
        }

        place = new ReadingPlace(new ClosingPlace(at, consent), unsettled);
        return true;
    }

    private static bool TryInstant(string text, out DateTimeOffset instant)
    {
        var isInstant = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks <= DateTimeOffset.MaxValue.UtcTicks;
        instant = isInstant ? new DateTimeOffset(ticks, TimeSpan.Zero) : default;
        return isInstant;
    }
}
