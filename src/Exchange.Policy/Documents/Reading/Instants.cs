using System.Globalization;
using Exchange.Policy.Documents.Yaml;

namespace Exchange.Policy.Documents.Reading;

/// <summary>Reads and counts times: when a rule or restriction begins and ends, and hours of the day; one for all owners.</summary>
internal sealed class Instants(Terms terms, DateTimeOffset? now)
{
    private const string Form = "yyyy-MM-dd'T'HH:mm:sszzz";

    private readonly HashSet<DateTimeOffset> _times = [];
    private readonly HashSet<DailyHours> _hours = [];

    /// <summary>How many times there are at which something begins or ends.</summary>
    public int Count => _times.Count;

    /// <summary>The keys <c>from</c> and <c>until</c> of a mapping.</summary>
    public (DateTimeOffset? From, DateTimeOffset? Until) Validity(DocumentNode node)
    {
        var (from, until) = (Instant(node["from"]), Instant(node["until"]));
        if (from >= until)
        {
            terms.Report(node["until"], "empty-validity", "It ends before it begins.");
        }
        else if (until <= now)
        {
            terms.Report(node["until"], "ended", "This time is over. Take out what it ended, or give it more time.");
        }

        return (from, until);
    }

    /// <summary>Hours of the day; null where nothing stands.</summary>
    public DailyHours? Hours(DocumentNode node)
    {
        if (!node.Exists)
        {
            return null;
        }

        var days = node["days"].Exists ? terms.Days(node["days"]) : DailyHours.EveryDay;
        if (Time(node["from"]) is not { } from || Time(node["until"]) is not { } until)
        {
            return new DailyHours(default, default, 0);
        }

        if (from == until && !node["days"].Exists)
        {
            terms.Report(node["until"], "empty-hours", "The hours end when they begin. Leave out 'hours' for the whole day, or name the 'days'.");
        }

        var hours = new DailyHours(from, until, days);
        if (_hours.Add(hours) && _hours.Count == DocumentLimits.MaxHours + 1)
        {
            terms.Report(node, "too-many-times",
                $"With these there are more than {DocumentLimits.MaxHours} different hours of the day. Let rules begin and end together.");
        }

        return hours;
    }

    private DateTimeOffset? Instant(DocumentNode node)
    {
        if (node.Text is not { } text)
        {
            return null;
        }

        if (DateTimeOffset.TryParseExact(text, Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant))
        {
            if (_times.Add(instant) && _times.Count == DocumentLimits.MaxTimes + 1)
            {
                terms.Report(node, "too-many-times",
                    $"From here on there are more than {DocumentLimits.MaxTimes} times at which something begins or ends. "
                    + "Let rules and restrictions begin and end together, and take out what is over.");
            }

            return instant;
        }

        terms.Report(node, "bad-time", "Expected a time with its offset, for example 2026-01-01T00:00:00+08:00.");
        return null;
    }

    private TimeOnly? Time(DocumentNode node)
    {
        if (node.Text is not { } text)
        {
            return null;
        }

        if (TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            return time;
        }

        terms.Report(node, "bad-time", "Expected a time of the day, for example \"08:00\".");
        return null;
    }
}
