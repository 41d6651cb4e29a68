using System.Text;
using Exchange.Audit.Records;
using Exchange.GraphQL.Values;
using Exchange.Pipeline;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.Pipeline;

/// <summary>Documents that are meant to exhaust the hub: refused by name, on record, before anybody is asked.</summary>
public sealed class HostileRequestTests
{
    private const string Person = $"person(citizenNo: \"{PipelineCity.Xiufang}\")";

    [Theory]
    [InlineData("aliases")]
    [InlineData("nesting")]
    [InlineData("bytes")]
    [InlineData("fan-out")]
    public async Task A_hostile_document_is_refused_by_a_named_limit(string attack)
    {
        var city = await PipelineCity.WithConsentsAsync();

        var answer = await city.AskAsync(Document(attack));

        Assert.Equal((AnswerKind.RequestError, false), (answer.Kind, answer.HasData));
        Assert.All(answer.Codes, code => Assert.Equal("LIMIT_EXCEEDED", code));
        Assert.NotEqual("", answer.Error.GetProperty("extensions").GetProperty("limit").GetString());
        Assert.InRange(answer.Text.Length, 1, 2_000);
        var record = Assert.Single(city.Log.Records);
        Assert.Equal((AccessOutcome.Refused, "LIMIT_EXCEEDED"), (record.Outcome, record.ErrorCode));
        Assert.Empty(city.Asked);
        Assert.Empty(city.Facts.Batches);
    }

    [Fact]
    public async Task What_would_cost_too_much_is_refused_before_anybody_is_asked()
    {
        var city = await PipelineCity.WithConsentsAsync();
        const string Document = "query ($n: Int) { places(first: $n) { nodes { organizations { name } } } }";

        var answer = await city.AskAsync(Document, request => request with
        {
            Variables = DatumReader.Read("""{"n":100}"""u8).AsObject(),
        });

        Assert.Equal((AnswerKind.RequestError, false), (answer.Kind, answer.HasData));
        Assert.Equal("cost", answer.Error.GetProperty("extensions").GetProperty("limit").GetString());
        Assert.Equal("LIMIT_EXCEEDED", Assert.Single(city.Log.Records).ErrorCode);
        Assert.Empty(city.Asked);
        Assert.True((await city.AskAsync(Document)).HasData);
    }

    [Fact]
    public async Task A_circle_of_fragments_is_refused_by_its_rule()
    {
        var city = await PipelineCity.WithConsentsAsync();

        var answer = await city.AskAsync($"{{ {Person} {{ ...A }} }} fragment A on Person {{ ...B }} fragment B on Person {{ ...A }}");

        Assert.Equal((AnswerKind.RequestError, false), (answer.Kind, answer.HasData));
        Assert.Equal("NoFragmentCycles", answer.Error.GetProperty("extensions").GetProperty("rule").GetString());
        Assert.Empty(city.Asked);
    }

    private static string Document(string attack) => attack switch
    {
        "aliases" => $"{{ {Person} {{ {string.Concat(Enumerable.Range(0, 4_000).Select(i => $"a{i}: alive "))} }} }}",
        "nesting" => $"{{ {Person} {{ {Repeat("household { members { ", 300)} alive {Repeat("} } ", 300)} }} }}",
        "bytes" => $"{{ {Person} {{ alive }} }}{new string(' ', 1024 * 1024)}",
        _ => FanOut(),
    };

    // Each fragment spreads the next one twice under two names: 2^20 fields in a document of some hundred bytes.
    private static string FanOut()
    {
        var document = new StringBuilder($"{{ {Person} {{ ...F0 }} }} ");
        for (var i = 0; i < 20; i++)
        {
            var next = $"household {{ members {{ ...F{i + 1} }} }}";
            document.Append($"fragment F{i} on Person {{ a{i}: {next} b{i}: {next} }} ");
        }

        return document.Append("fragment F20 on Person { alive }").ToString();
    }

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}
