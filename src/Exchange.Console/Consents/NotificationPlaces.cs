using System.Globalization;
using Exchange.Consent;
using Exchange.Consent.Records;
using Exchange.Policy;

namespace Exchange.Console.Consents;

/// <summary>Places among the notifications, as readers keep them; each department's are its own. Thread-safe.</summary>
internal sealed class NotificationPlaces(ConsentNaming naming)
{
    // WHY: a closing is stored some time after the instant that it carries, and hubs' clocks differ. Who had read beyond it would never be told of it.
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(5);

    /// <summary>From where to read on another time: never from beyond what may still come before it.</summary>
    public static ClosingPlace Settled(ClosingPlace last, DateTimeOffset now) => last.At > now - Settling ? new ClosingPlace(now - Settling, null) : last;

    public string Write(DepartmentId reader, ClosingPlace place) => string.Create(
        CultureInfo.InvariantCulture, $"{place.At.UtcTicks}{(place.Consent is { } id ? $".{naming.ForDepartment(id, reader)}" : "")}");

    public bool TryRead(DepartmentId reader, string text, out ClosingPlace place)
    {
        place = default;
        var parts = text.Split('.');
        if (parts.Length > 2
            || !long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            || ticks > DateTimeOffset.MaxValue.UtcTicks)
        {
            return false;
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

        place = new ClosingPlace(new DateTimeOffset(ticks, TimeSpan.Zero), consent);
        return true;
    }
}
