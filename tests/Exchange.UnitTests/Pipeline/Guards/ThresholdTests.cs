using Exchange.Policy;
using Exchange.Policy.Documents;
using Exchange.Policy.Standard;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.Pipeline.Guards;

public sealed class ThresholdTests
{
    private const string Age = "Person.ageAtLeast";

    [Fact]
    public async Task A_listed_value_is_asked_and_another_reaches_no_department()
    {
        var city = City(new ThresholdValues(new Coordinate(Age), "years", ["60", "65"], DateGrid.None));

        var listed = await city.AskAsync($$"""{ person(citizenNo: "{{PipelineCity.Xiufang}}") { ageAtLeast(years: 65) } }""");
        var asked = city.Police.Requests.Count;
        var other = await city.AskAsync($$"""{ person(citizenNo: "{{PipelineCity.Xiufang}}") { ageAtLeast(years: 67) } }""");

        Assert.Equal("""{"person":{"ageAtLeast":true}}""", listed.Data);
        Assert.Equal("""{"person":{"ageAtLeast":null}}""", other.Data);
        Assert.Equal([$"{Age} NOT_PERMITTED 1"], other.Withheld);
        Assert.DoesNotContain(city.Police.Requests.Skip(asked), request => request.Selections.Any(selection => selection.Fields.Any(field => field.Name == "ageAtLeast")));
    }

    [Fact]
    public async Task A_value_in_a_variable_is_judged_for_every_request()
    {
        var city = City(new ThresholdValues(new Coordinate(Age), "years", ["60"], DateGrid.None));
        var query = $$"""query($years: Int!) { person(citizenNo: "{{PipelineCity.Xiufang}}") { ageAtLeast(years: $years) } }""";

        foreach (var (years, expected) in new[] { (60, "true"), (61, "null"), (60, "true"), (59, "null") })
        {
            Assert.Equal("""{"person":{"ageAtLeast":""" + expected + "}}", (await city.AskAsync(query, variables: new { years })).Data);
        }
    }

    [Fact]
    public async Task Of_many_aliases_only_the_listed_ones_are_answered()
    {
        var city = City(new ThresholdValues(new Coordinate(Age), "years", ["60", "70"], DateGrid.None));
        var fields = string.Join(' ', Enumerable.Range(55, 20).Select(years => $"y{years}: ageAtLeast(years: {years})"));

        var answer = await city.AskAsync($$"""{ person(citizenNo: "{{PipelineCity.Xiufang}}") { {{fields}} } }""");

        Assert.Contains("\"y60\":true", answer.Data, StringComparison.Ordinal);
        Assert.Equal(18, answer.Data.Split(":null").Length - 1);
        Assert.Equal(2, city.Police.Requests.SelectMany(request => request.Selections).SelectMany(selection => selection.Fields)
            .Count(field => field.Name == "ageAtLeast"));
    }

    [Theory]
    [InlineData(DateGrid.Month, "2026-10-01", true)]
    [InlineData(DateGrid.Month, "2026-10-02", false)]
    [InlineData(DateGrid.Quarter, "2026-10-01", true)]
    [InlineData(DateGrid.Quarter, "2026-09-01", false)]
    [InlineData(DateGrid.Year, "2026-01-01", true)]
    [InlineData(DateGrid.Year, "2026-10-01", false)]
    public async Task Dates_lie_on_the_grid_of_the_policy(DateGrid grid, string since, bool isListed)
    {
        var city = new PipelineCity(DemoCity.Policies with { Thresholds = Dates(grid, DateGrid.Month) });
        city.Sources["hotline"] = new RecordingSource("hotline", new()
        {
            [PipelineCity.Yunqiao] = """{"topicStats":[{"topic":"noise","count":30}]}""",
        });

        var answer = await city.AskAsync(Topics(since, "2026-11-01"));

        Assert.Equal(isListed, answer.Data.Contains("30", StringComparison.Ordinal));
        Assert.Equal(!isListed, answer.Withheld.Contains("Place.topicStats.count NOT_PERMITTED 1"));
    }

    [Fact]
    public async Task Unconditional_fields_take_no_value_that_is_not_listed_either()
    {
        var city = new PipelineCity(DemoCity.Policies with { Thresholds = [] });
        var hotline = new RecordingSource("hotline", new() { [PipelineCity.Yunqiao] = """{"topicStats":[{"topic":"noise","count":30}]}""" });
        city.Sources["hotline"] = hotline;

        var answer = await city.AskAsync(Topics("2026-10-01", "2026-11-01"));

        Assert.Equal("""{"place":{"topicStats":null}}""", answer.Data);
        Assert.Contains("Place.topicStats.topic NOT_PERMITTED 1", answer.Withheld);
        Assert.Empty(hotline.Requests);
    }

    [Theory]
    [InlineData("2026-11-01", "2026-10-01")]
    [InlineData("2026-10-01", "2026-10-01")]
    [InlineData("2026-12-01", "2027-01-01")]
    [InlineData("2020-01-01", "2026-10-01")]
    public async Task A_period_that_is_none_or_has_not_ended_or_is_too_long_is_not_asked_for(string since, string until)
    {
        var city = new PipelineCity(DemoCity.Policies with { Thresholds = Dates(DateGrid.Month, DateGrid.Month) });
        var hotline = new RecordingSource("hotline", new() { [PipelineCity.Yunqiao] = """{"topicStats":[{"topic":"noise","count":30}]}""" });
        city.Sources["hotline"] = hotline;

        Assert.Equal("""{"place":{"topicStats":null}}""", (await city.AskAsync(Topics(since, until))).Data);
        Assert.Empty(hotline.Requests);
    }

    private static string Topics(string since, string until) =>
        $$"""{ place(addressCode: "{{PipelineCity.Yunqiao}}") { topicStats(since: "{{since}}", until: "{{until}}") { topic count } } }""";

    private static ThresholdValues[] Dates(DateGrid since, DateGrid until) =>
    [
        new(new Coordinate("Place.topicStats"), "since", [], since),
        new(new Coordinate("Place.topicStats"), "until", [], until),
    ];

    private static PipelineCity City(params ThresholdValues[] thresholds)
    {
        var opens = new PolicyRule
        {
            Id = "test-age",
            Owner = new DepartmentId("public-security"),
            Title = new Title("年龄", "Age"),
            Opens = [new FieldLevel(new Coordinate(Age), 1)],
            Departments = [new DepartmentId("civil-affairs")],
            Roles = ["assistance-officer"],
            Purposes = [PipelineCity.Assistance],
            Basis = "statutory-duty",
            Article = "art. 1",
        };
        var city = new PipelineCity(DemoCity.Policies with { Rules = [.. DemoCity.Policies.Rules, opens], Thresholds = thresholds });
        city.Police.Replace(PipelineCity.Xiufang, $$"""{"citizenNo":"{{PipelineCity.Xiufang}}","ageAtLeast":true}""");
        return city;
    }
}
