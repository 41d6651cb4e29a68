using System.Globalization;
using Exchange.Audit.Records;
using Exchange.Federation.Sources;
using Exchange.GraphQL.Values;
using Exchange.Pipeline.Guards;
using Exchange.Policy.Documents;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.Pipeline.Guards;

public sealed class CountedSourceTests
{
    private static readonly DateOnly First = new(2025, 11, 1);

    [Fact]
    public async Task A_period_is_the_sum_of_its_months_without_the_small_ones()
    {
        var hotline = new CountingHotline { Counts = { ["noise"] = [20, 4, 30], ["lift"] = [15, 25, 11], ["water"] = [2, 30, 40], ["waste"] = [9, 7, 50] } };

        var answer = await hotline.AskAsync(First, First.AddMonths(3));

        Assert.Equal(["lift 51", "noise 50", "waste 50", "water 70"], answer.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task No_difference_of_any_two_periods_is_a_small_count_or_holds_one()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            var hotline = new CountingHotline();
            foreach (var topic in new[] { "a", "b", "c", "d" })
            {
                hotline.Counts[topic] = [.. Enumerable.Range(0, 6).Select(_ => random.Next(2) == 0 ? random.Next(0, 10) : random.Next(10, 40))];
            }

            var told = new Dictionary<(string Topic, int Since, int Until), long>();
            for (var since = 0; since < 6; since++)
            {
                for (var until = since + 1; until <= 6; until++)
                {
                    foreach (var row in await hotline.AskAsync(First.AddMonths(since), First.AddMonths(until)))
                    {
                        told[(row.Split(' ')[0], since, until)] = long.Parse(row.Split(' ')[1], CultureInfo.InvariantCulture);
                    }
                }
            }

            // Every period is exactly the sum of what its months tell by themselves, so no set of them says more than the months do.
            Assert.All(told, period => Assert.Equal(
                Enumerable.Range(period.Key.Since, period.Key.Until - period.Key.Since).Sum(month => told.GetValueOrDefault((period.Key.Topic, month, month + 1))),
                period.Value));
            Assert.True(told.Values.All(count => count >= 10), $"seed {seed}");
        }
    }

    [Fact]
    public async Task The_running_month_is_not_counted()
    {
        var hotline = new CountingHotline { Counts = { ["noise"] = [20, 20, 20], ["lift"] = [20, 20, 20] } };
        hotline.Clock.Set(new DateTimeOffset(2026, 1, 15, 0, 0, 0, TimeSpan.Zero));

        Assert.Equal(["noise 40", "lift 40"], await hotline.AskAsync(First, First.AddMonths(3)));
    }

    [Fact]
    public async Task Whoever_does_not_ask_for_the_count_gets_the_same_rows_without_it()
    {
        var hotline = new CountingHotline { Counts = { ["noise"] = [20, 6], ["lift"] = [3, 5], ["water"] = [9, 40] } };

        Assert.Equal(["noise 20", "water 40"], await hotline.AskAsync(First, First.AddMonths(2)));
        Assert.Equal(["noise", "water"], await hotline.AskAsync(First, First.AddMonths(2), "topic"));
    }

    [Fact]
    public async Task A_list_without_its_count_is_answered_beside_one_that_has_it()
    {
        var hotline = new CountingHotline { Counts = { ["noise"] = [20], ["lift"] = [3], ["water"] = [40], ["waste"] = [9] } };
        var city = City(hotline);
        const string Period = """(since: "2025-11-01", until: "2025-12-01")""";

        var answer = await city.AskAsync($$"""
            { place(addressCode: "{{PipelineCity.Yunqiao}}") { names: topicStats{{Period}} { topic } counts: topicStats{{Period}} { topic count } } }
            """);

        Assert.Equal(
            """{"place":{"names":[{"topic":"noise"},{"topic":"water"}],"counts":[{"topic":"noise","count":20},{"topic":"water","count":40}]}}""", answer.Data);
        Assert.All(answer.Withheld, cell => Assert.EndsWith(" SMALL_CELL 0", cell, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_answer_and_its_record_always_say_that_small_counts_are_left_out()
    {
        var hotline = new CountingHotline { Counts = { ["noise"] = [20], ["lift"] = [3], ["water"] = [40], ["waste"] = [9] } };
        var city = City(hotline);

        var answer = await city.AskAsync(
            $$"""{ place(addressCode: "{{PipelineCity.Yunqiao}}") { topicStats(since: "2025-11-01", until: "2025-12-01") { topic count } } }""");

        Assert.Equal("""{"place":{"topicStats":[{"topic":"noise","count":20},{"topic":"water","count":40}]}}""", answer.Data);
        Assert.Equal(["Place.topicStats.count SMALL_CELL 0"], answer.Withheld);
        var small = Assert.Single(city.Log.Records.Single().Disclosures.SelectMany(group => group.Cells), cell => cell.Reason == "SMALL_CELL");
        Assert.Equal(("Place.topicStats.count", CellOutcome.Withheld, 0), (small.Coordinate, small.Outcome, small.Records));
        Assert.Contains("SMALL_CELL", (await city.AskAsync(
            $$"""{ place(addressCode: "{{PipelineCity.Yunqiao}}") { topicStats(since: "2025-12-01", until: "2026-01-01") { topic count } } }""")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_count_is_guarded_by_whatever_name_a_department_knows_the_record()
    {
        var hotline = new CountingHotline { Type = "Location", Counts = { ["noise"] = [4], ["lift"] = [15], ["water"] = [30], ["waste"] = [9] } };

        var answer = await hotline.AskAsync(First, First.AddMonths(1));

        Assert.Equal(["lift 15", "water 30"], answer.Order(StringComparer.Ordinal));
    }

    private static PipelineCity City(CountingHotline hotline)
    {
        var city = new PipelineCity(DemoCity.Policies with
        {
            Thresholds =
            [
                new ThresholdValues(new("Place.topicStats"), "since", [], DateGrid.Month),
                new ThresholdValues(new("Place.topicStats"), "until", [], DateGrid.Month),
            ],
        });
        city.Sources["hotline"] = hotline.Guarded;
        return city;
    }

    /// <summary>A hotline that counts by month, and the guard before it.</summary>
    private sealed class CountingHotline : ISource
    {
        public string Department => "hotline";

        /// <summary>The name by which it knows places.</summary>
        public string Type { get; init; } = "Place";

        public Dictionary<string, int[]> Counts { get; } = new(StringComparer.Ordinal);

        public MachineTime Clock { get; } = new();

        public ISource Guarded => CountedSources.Guard(
            DemoCity.Standard, new Dictionary<string, ISource> { [Department] = this }, Clock, TimeSpan.FromHours(8))[Department];

        public ValueTask<SourceResponse> FetchAsync(SourceRequest request, CancellationToken cancellation) => new(new SourceResponse(
            [.. request.Selections.Select(selection => selection.Keys.Select(_ => (DatumObject?)new DatumObject(
                [.. selection.Fields.Select(field => field.ResponseName)], [.. selection.Fields.Select(Rows)])).ToArray())],
            null));

        public async Task<IReadOnlyList<string>> AskAsync(DateOnly since, DateOnly until, params string[] fields)
        {
            RequestedField[] children =
            [
                .. (fields.Length == 0 ? ["topic", "count"] : fields)
                    .Select(name => new RequestedField($"Place.topicStats.{name}", name, name, new DatumObject([], []), "full", [])),
            ];
            var field = new RequestedField(
                "Place.topicStats", "topicStats", "topicStats",
                new DatumObject(["since", "until"], [Datum.From($"{since:yyyy-MM-dd}"), Datum.From($"{until:yyyy-MM-dd}")]), "full", children);
            var response = await Guarded.FetchAsync(
                new SourceRequest("access", [new EntitySelection(Type, "addressCode", ["p"], [field])]), TestContext.Current.CancellationToken);
            return [.. response.Selections[0][0]!["topicStats"].AsList()
                .Select(row => string.Join(' ', row.AsObject().Values.ToArray().Select(value => value.Kind == DatumKind.String ? value.AsString() : $"{value.AsInteger()}")))];
        }

        private Datum Rows(RequestedField field)
        {
            var (since, until) = (DateOnly.Parse(field.Arguments["since"].AsString(), CultureInfo.InvariantCulture),
                DateOnly.Parse(field.Arguments["until"].AsString(), CultureInfo.InvariantCulture));
            Assert.Equal(since.AddMonths(1), until);
            var month = ((since.Year - First.Year) * 12) + since.Month - First.Month;
            return Datum.From([.. Counts.Where(topic => month < topic.Value.Length && topic.Value[month] > 0).Select(topic => Datum.From(new DatumObject(
                [.. field.Children.Select(child => child.ResponseName)],
                [.. field.Children.Select(child => child.Name == "topic" ? Datum.From(topic.Key) : Datum.From(topic.Value[month]))])))]);
        }
    }

    private sealed class MachineTime : TimeProvider
    {
        private DateTimeOffset _now = new(2026, 11, 21, 2, 0, 0, TimeSpan.Zero);

        public void Set(DateTimeOffset now) => _now = now;

        public override DateTimeOffset GetUtcNow() => _now;
    }
}
