using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.Pipeline;

/// <summary>Whoever is refused is told where to ask, in the language of the request.</summary>
public sealed class WhereToAskTests
{
    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public async Task The_department_and_the_way_around_a_consent_are_told_in_the_language_of_the_request(string language)
    {
        var city = await PipelineCity.WithConsentsAsync();
        var query = $$"""{ person(citizenNo: "{{PipelineCity.Li}}") { pension { receives amount } } }""";

        var answer = await city.AskAsync(query, request => request with { Language = language });

        var card = DemoCity.Standard.Departments.Single(department => department.Code.Value == "social-security").Request;
        var route = DemoCity.Policies.Vocabulary.Scopes.Single(scope => scope.Code == "assistance.means").Route!;
        Assert.Equal(["Person.pension.receives CONSENT_MISSING 1", "Person.pension.amount NOT_PERMITTED 1"], answer.Withheld);
        Assert.Contains(language == "zh" ? $"{card.Zh}。{route.Zh}" : $"{card.En}. {route.En}", answer.Text, StringComparison.Ordinal);
        Assert.Contains($"\"request\":\"{(language == "zh" ? card.Zh : card.En)}\"", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(language == "zh" ? card.En : card.Zh, answer.Text, StringComparison.Ordinal);
    }
}
