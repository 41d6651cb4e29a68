using System.Text.Json;
using Exchange.Differential;

namespace Exchange.Conformance.Running;

/// <summary>A committed corpus: a schema, and documents with what graphql-js says of them.</summary>
internal static class Corpus
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "Exchange.Conformance", "corpora");

    /// <summary>Runs a corpus through the program and pairs each line with our answer; both as JSON, as another engine would see them.</summary>
    public static async Task<IReadOnlyList<CorpusAnswer>> AnswerAsync(string name, CancellationToken cancelled)
    {
        var subject = Subject.Of(await File.ReadAllTextAsync(Path.Combine(Folder, name + ".graphql"), cancelled));
        var corpus = await File.ReadAllBytesAsync(Path.Combine(Folder, name + ".ndjson"), cancelled);
        using var answers = new MemoryStream();
        await CorpusRun.AnswerAsync(subject, new MemoryStream(corpus), answers, cancelled);
        return [.. Lines(corpus).Zip(Lines(answers.ToArray()), CorpusAnswer.Of)];
    }

    private static IEnumerable<JsonElement> Lines(byte[] text) =>
        System.Text.Encoding.UTF8.GetString(text).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line));
}

/// <summary>What graphql-js says of a document, and what we say.</summary>
internal sealed record CorpusAnswer(int Id, string Document, JsonElement Expected, JsonElement Actual)
{
    public static CorpusAnswer Of(JsonElement line, JsonElement answer)
    {
        var id = line.GetProperty("id").GetInt32();
        Assert.Equal(id, answer.GetProperty("id").GetInt32());
        return new CorpusAnswer(id, line.GetProperty("document").GetString()!, line.GetProperty("expected"), answer.GetProperty("actual"));
    }

    /// <summary>The rules that a side says are broken.</summary>
    public static IEnumerable<string> Rules(JsonElement side) =>
        side.TryGetProperty("errors", out var errors)
            ? errors.EnumerateArray().Select(error => error.GetProperty("rule").GetString()!).Distinct()
            : [];
}
