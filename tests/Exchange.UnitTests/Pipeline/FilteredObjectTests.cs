using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.Pipeline;

/// <summary>A value object that everybody may read, asked for by what not everybody may read.</summary>
public sealed class FilteredObjectTests
{
    private const string Building = "\"title\": { \"zh\": \"建筑\", \"en\": \"Building\" },";
    private const string Query = $$"""{ place(addressCode: "{{PipelineCity.Yunqiao}}") { fullText building(by: "C") { floors } } }""";

    [Theory]
    [InlineData("Place.safetyGrade")]
    [InlineData("Organization.openComplaints")]
    public async Task What_everybody_may_read_is_not_asked_for_by_a_filter_on_what_is_closed(string reads)
    {
        var housing = Housing();
        var city = City(reads, housing);

        var answer = await city.AskAsync(Query);

        Assert.Equal("""{"place":{"fullText":"安禾市禾东区云桥里3栋","building":null}}""", answer.Data);
        Assert.Equal([$"{reads} NOT_PERMITTED 1"], answer.Withheld);
        Assert.Empty(housing.Requests);
    }

    [Fact]
    public async Task A_filter_on_what_everybody_may_read_is_asked()
    {
        var housing = Housing();
        var city = City("Place.streetCode", housing);

        var answer = await city.AskAsync(Query);

        Assert.Equal("""{"place":{"fullText":"安禾市禾东区云桥里3栋","building":{"floors":6}}}""", answer.Data);
        Assert.Empty(answer.Withheld);
    }

    private static RecordingSource Housing() => new("housing", new() { [PipelineCity.Yunqiao] = """{"building":{"floors":6}}""" });

    private static PipelineCity City(string reads, RecordingSource housing)
    {
        var argument = $$"""{{Building}} "arguments": { "by": { "type": "String", "use": "filter", "reads": "{{reads}}" } },""";
        var city = new PipelineCity(standard: ChangedStandard.With("place.schema.json", Building, argument));
        city.Sources[housing.Department] = housing;
        return city;
    }
}
