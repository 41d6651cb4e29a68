using System.Globalization;
using Exchange.Federation.Sources;
using Exchange.GraphQL.Values;
using Exchange.Pipeline.Callers;
using Exchange.Policy;
using Exchange.Policy.Documents;

namespace Exchange.IntegrationTests.NonInterference;

/// <summary>
/// Counts by the month of a city in which every topic is a canary: what is too few to be told shows in no answer, nor in the difference of a period and one within it.
/// </summary>
public sealed class SmallCountTests
{
    private const int Months = 8;
    private const int Smallest = 10;
    private static readonly DateOnly First = new(2026, 1, 1);
    private static readonly string[] Arguments = ["since", "until"];

    [Fact]
    public async Task Whatever_periods_are_asked_for_no_small_count_and_no_topic_that_has_only_such_is_told()
    {
        using var hub = new CanaryHub(Settings.Seed);
        var hotline = new CountingHotline(hub.City, new Random(Settings.Seed));
        hub.Stand("hotline", hotline);
        var world = hub.World(
            "thresholds", [], [.. Arguments.Select(argument => new ThresholdValues(new Coordinate("Place.topicStats"), argument, [], DateGrid.Month))]);
        var asker = new Asker(
            new ClientIdentity("planner", new DepartmentId("housing"), ["inspector"], ["inspection.planning"], "9901", null, IntrospectionMode.Off), null, null, null);
        var told = new Dictionary<(string Place, string Topic), List<(int Since, int Until, long Count)>>();
        for (var i = 0; i < Math.Max(60, Settings.Requests / 10); i++)
        {
            var random = new Random(unchecked((Settings.Seed * 15_487_469) + i));
            var place = hub.City.Keys("Place")[random.Next(4)];
            var since = random.Next(Months);
            var until = random.Next(since + 1, Months + 1);
            var document = $$"""{ place(addressCode: "{{place}}") { topicStats(since: "{{Day(since)}}", until: "{{Day(until)}}") { topic n: count } } }""";

            var outcome = await hub.AskAsync(world, asker, new GeneratedQuery([], document, new DatumObject([], [])), Honesty.Honest, 0);

            var where = $"EXCHANGE_SEED={Settings.Seed} {i}: {document}\n{outcome.Body}";
            var rows = outcome.Data.AsObject()["place"].AsObject()["topicStats"].AsList().Select(row => row.AsObject())
                .ToDictionary(row => row["topic"].AsString(), row => row["n"].AsInteger(), StringComparer.Ordinal);
            var expected = hotline.Told(place, since, until);
            Assert.True(expected.Count == rows.Count && expected.All(row => rows.GetValueOrDefault(row.Key) == row.Value), where);
            Assert.DoesNotContain(hotline.Topics.Except(expected.Keys), topic => outcome.Body.Contains(topic, StringComparison.Ordinal));
            Assert.Contains("SMALL_CELL", outcome.Body, StringComparison.Ordinal);
            foreach (var (topic, count) in rows)
            {
                var periods = told.TryGetValue((place, topic), out var known) ? known : told[(place, topic)] = [];
                var others = periods.Where(other => (other.Since <= since && until <= other.Until) || (since <= other.Since && other.Until <= until));
                Assert.All(others, other => Assert.True(other.Count == count || Math.Abs(other.Count - count) >= Smallest, where));
                periods.Add((since, until, count));
            }
        }

        Assert.True(told.Count > 4, "hardly anything was told");
    }

    private static string Day(int month) => First.AddMonths(month).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A hotline that counts, and what may be told of its counts, written down as the page about them says.</summary>
    private sealed class CountingHotline : ISource
    {
        private readonly Dictionary<(string Place, int Month), Dictionary<string, long>> _counts = [];

        public CountingHotline(CanaryCity city, Random random)
        {
            Topics = [.. Enumerable.Range(0, 7).Select(_ => city.Canaries.Text())];
            foreach (var place in city.Keys("Place"))
            {
                for (var month = 0; month < Months; month++)
                {
                    _counts[(place, month)] = Topics.Where(_ => random.Next(4) != 0)
                        .ToDictionary(topic => topic, topic => (long)(topic == Topics[0] || random.Next(3) == 0 ? random.Next(1, 10) : random.Next(10, 60)));
                }
            }
        }

        public string Department => "hotline";

        public IReadOnlyList<string> Topics { get; }

        /// <summary>Month by month: the fewest that leave, beside all small ones, two or more rows out that are not few together; then the sum.</summary>
        public Dictionary<string, long> Told(string place, int since, int until)
        {
            var sums = new Dictionary<string, long>(StringComparer.Ordinal);
            for (var month = since; month < until; month++)
            {
                var rows = _counts[(place, month)];
                var limits = rows.Values.Append(0).Order().ToList();
                var limit = limits.Append(long.MaxValue).First(at => IsEnough([.. rows.Values.Where(count => count <= at)], [.. rows.Values.Where(count => count > at)]));
                foreach (var (topic, count) in rows.Where(row => row.Value > limit))
                {
                    sums[topic] = sums.GetValueOrDefault(topic) + count;
                }
            }

            return sums;
        }

        public ValueTask<SourceResponse> FetchAsync(SourceRequest request, CancellationToken cancellation) => ValueTask.FromResult(new SourceResponse(
            [
                .. request.Selections.Select(selection => selection.Keys.Select(key => (DatumObject?)new DatumObject(
                    [.. selection.Fields.Select(field => field.ResponseName)], [.. selection.Fields.Select(field => Rows(key, field))])).ToArray()),
            ],
            null));

        private static bool IsEnough(List<long> left, List<long> told) =>
            told.All(count => count >= Smallest) && (left.Count == 0 || (left.Count >= 2 && left.Sum() >= Smallest));

        private Datum Rows(string place, RequestedField field)
        {
            var since = DateOnly.ParseExact(field.Arguments["since"].AsString(), "yyyy-MM-dd", CultureInfo.InvariantCulture);
            var month = ((since.Year - First.Year) * 12) + since.Month - First.Month;
            return Datum.From([.. _counts[(place, month)].Select(row => Datum.From(new DatumObject(
                [.. field.Children.Select(child => child.ResponseName)],
                [.. field.Children.Select(child => child.Name == "topic" ? Datum.From(row.Key) : Datum.From(row.Value))])))]);
        }
    }
}
