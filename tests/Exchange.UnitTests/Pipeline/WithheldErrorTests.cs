using System.Text.Json;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.Pipeline;

public sealed class WithheldErrorTests
{
    private const string Query = $$"""
        { people(citizenNos: ["{{PipelineCity.Xiufang}}", "{{PipelineCity.Lei}}"]) { name pension { receives } emergencyMedical { bloodType } } }
        """;

    [Fact]
    public async Task A_client_that_wants_errors_gets_one_per_withheld_coordinate_beside_the_same_data()
    {
        var city = await PipelineCity.WithConsentsAsync();

        var plain = await city.AskAsync(Query);
        var told = await city.AskAsync(Query, request => request with { Token = PipelineCity.Officer + PipelineTokens.WantsErrors });

        Assert.Empty(plain.Codes);
        Assert.Equal(plain.Data, told.Data);
        Assert.Equal(plain.Withheld, told.Withheld);
        var errors = JsonElement.Parse(told.Text).GetProperty("errors").EnumerateArray().ToList();
        Assert.Equal(
            told.Withheld.Select(line => line.Split(' ')[0]).Distinct(),
            errors.Select(error => error.GetProperty("extensions").GetProperty("coordinate").GetString()));
        var medical = errors.Single(error => error.GetProperty("extensions").GetProperty("coordinate").GetString() == "Person.emergencyMedical.bloodType");
        Assert.Equal("NOT_PERMITTED", medical.GetProperty("extensions").GetProperty("code").GetString());
        Assert.Equal("health", medical.GetProperty("extensions").GetProperty("department").GetString());
        Assert.Equal("""["people",0,"emergencyMedical","bloodType"]""", medical.GetProperty("path").GetRawText());
        Assert.All(PipelineCity.PersonalValues, value => Assert.DoesNotContain(value, string.Concat(errors), StringComparison.Ordinal));
    }
}
