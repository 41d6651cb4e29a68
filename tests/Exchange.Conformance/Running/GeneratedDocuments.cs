using System.Text.Json;

namespace Exchange.Conformance.Running;

/// <summary>One generated document with what graphql-js says of it: the rules that it breaks, in order, and its printed form.</summary>
public sealed record GeneratedDocument(string Text, IReadOnlyList<string> Rules, string Printed);

/// <summary>Documents over the city's graph, generated once for all tests that judge them.</summary>
public sealed class GeneratedDocuments : IAsyncLifetime
{
    /// <summary>The seed of the generator; it belongs in the message of a failing test.</summary>
    public const int Seed = 20_261_121;

    /// <summary>How many there are.</summary>
    public const int Count = 300;

    /// <summary>The documents.</summary>
    public IReadOnlyList<GeneratedDocument> All { get; private set; } = [];

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        var lines = await NodeSuite.RunAsync(
            "documents.mjs", null, TestContext.Current.CancellationToken, Repository.CityGraph, $"{Seed}", $"{Count}");
        All = [.. lines.Select(Read)];
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static GeneratedDocument Read(JsonElement line) => new(
        line.GetProperty("document").GetString()!,
        [.. line.GetProperty("rules").EnumerateArray().Select(rule => rule.GetString()!)],
        line.GetProperty("printed").GetString()!);
}
