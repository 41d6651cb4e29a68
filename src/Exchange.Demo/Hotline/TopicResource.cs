using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Exchange.Demo.Generation;
using Exchange.Demo.Sources;

namespace Exchange.Demo.Hotline;

/// <summary>The counts by topic of places: the property <c>tj_20261001_20261101</c> holds those of October 2026.</summary>
internal sealed partial class TopicResource(City city) : IJsonResource
{
    private const string Day = "yyyyMMdd";
    private static readonly TimeSpan LongestPeriod = TimeSpan.FromDays(3_700);

    private readonly TopicRegister _register = new(city.Parameters);
    private readonly HashSet<string> _places = city.Addresses.Select(address => address.Code).ToHashSet(StringComparer.Ordinal);

    /// <inheritdoc/>
    public string Key => "dzbm";

    /// <inheritdoc/>
    public bool Has(IEnumerable<string> paths) => paths.All(path => path == Key || Counted.Of(path) is not null);

    /// <inheritdoc/>
    public IEnumerable<string> Coordinates(IEnumerable<string> paths) => paths.Select(Counted.Of).OfType<Counted>()
        .Select(counted => counted.IsTopic ? "Place.topicStats.topic" : "Place.topicStats.count").Distinct();

    /// <inheritdoc/>
    public IEnumerable<(string Key, string? Value)> Column(string? path) => [];

    /// <inheritdoc/>
    public JsonObject? Item(string key, IReadOnlyList<string> paths)
    {
        if (!_places.Contains(key))
        {
            return null;
        }

        var item = new JsonObject { [Key] = key };
        foreach (var period in paths.Select(Counted.Of).OfType<Counted>().GroupBy(counted => counted.Property))
        {
            var rows = _register.Counts(key, period.First().Since, period.First().Until);
            item[period.Key] = new JsonArray([.. rows.Select(row => Row(row, period))]);
        }

        return item;
    }

    private static JsonObject Row((string Topic, int Count) row, IEnumerable<Counted> asked)
    {
        var told = new JsonObject();
        foreach (var counted in asked)
        {
            told[counted.IsTopic ? "zt" : "sl"] = counted.IsTopic ? JsonValue.Create(row.Topic) : JsonValue.Create(row.Count);
        }

        return told;
    }

    [GeneratedRegex(@"^(?<property>tj_(?<since>\d{8})_(?<until>\d{8}))\.(?<field>zt|sl)$", RegexOptions.CultureInvariant)]
    private static partial Regex Path();

    /// <summary>One asked property.</summary>
    private sealed record Counted(string Property, DateOnly Since, DateOnly Until, bool IsTopic)
    {
        public static Counted? Of(string path) =>
            Path().Match(path) is { Success: true } match && Date(match, "since") is { } since && Date(match, "until") is { } until
            && until > since && until.DayNumber - since.DayNumber <= LongestPeriod.Days
                ? new Counted(match.Groups["property"].Value, since, until, match.Groups["field"].Value == "zt")
                : null;

        private static DateOnly? Date(Match match, string name) =>
            DateOnly.TryParseExact(match.Groups[name].ValueSpan, Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
    }
}
