using Exchange.Pipeline;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.Pipeline;

/// <summary>Asking only for the type of what a link leads to is asking for the link.</summary>
public sealed class TypeNameTests
{
    [Theory]
    [InlineData("__typename")]
    [InlineData("t: __typename ... on Place { __typename }")]
    [InlineData("location { __typename } __typename")]
    public async Task Below_full_a_link_is_withheld_from_whoever_asks_for_its_type_alone(string selection)
    {
        var city = await PipelineCity.WithConsentsAsync();

        var answer = await city.AskAsync(
            $$"""{ person(citizenNo: "{{PipelineCity.Li}}") { registeredAddress { {{selection}} } } }""", AsDoctor);

        Assert.Equal("""{"person":{"registeredAddress":null}}""", answer.Data);
        Assert.Equal(["Person.registeredAddress NOT_PERMITTED 1"], answer.Withheld);
        Assert.DoesNotContain(city.Police.Requests, request => request.Selections.Any(selection => selection.Fields.Count > 0));
    }

    [Fact]
    public async Task Beside_what_its_level_tells_the_type_is_told()
    {
        var city = await PipelineCity.WithConsentsAsync();

        var answer = await city.AskAsync(
            $$"""{ person(citizenNo: "{{PipelineCity.Li}}") { registeredAddress { __typename streetCode } } }""", AsDoctor);

        Assert.Equal("""{"person":{"registeredAddress":{"__typename":"Place","streetCode":"990102001"}}}""", answer.Data);
        Assert.Empty(answer.Withheld);
    }

    [Fact]
    public async Task Of_a_closed_link_the_type_is_withheld()
    {
        var city = await PipelineCity.WithConsentsAsync();

        var answer = await city.AskAsync(
            $$"""{ person(citizenNo: "{{PipelineCity.Xiufang}}") { employer { __typename } property { titles { place { __typename } } } } }""");

        Assert.Equal("""{"person":{"employer":null,"property":{"titles":null}}}""", answer.Data);
        Assert.Equal(["Person.employer NOT_PERMITTED 1", "Person.property.titles.place NOT_PERMITTED 1"], answer.Withheld);
    }

    private static HubRequest AsDoctor(HubRequest request) => request with { Token = PipelineCity.Doctor, Purpose = "care.heat", CaseNumber = null };
}
