using System.Text.Json;

namespace Exchange.Conformance.Running;

/// <summary>What each case of an outside suite is expected to do here; kept beside the suite.</summary>
internal sealed class Manifest
{
    private readonly Dictionary<string, string> _expected;

    private Manifest(Dictionary<string, string> expected) => _expected = expected;

    public static Manifest Read(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Suites, file)));
        return new Manifest(document.RootElement.GetProperty("expected").EnumerateObject()
            .ToDictionary(entry => entry.Name, entry => entry.Value.GetProperty("outcome").GetString()!));
    }

    /// <summary>One line for every case that did not do what is expected, is not in the manifest, or did not run.</summary>
    public IEnumerable<string> Differences(IReadOnlyCollection<SuiteOutcome> outcomes)
    {
        foreach (var outcome in outcomes)
        {
            if (!_expected.TryGetValue(outcome.Id, out var expected))
            {
                yield return $"{outcome.Id} is not in the manifest: {outcome.Name} ({outcome.Status})";
            }
            else if (expected != outcome.Status)
            {
                yield return $"{outcome.Id} was to be {expected} and is {outcome.Status}: {outcome.Name}: {outcome.Reason}";
            }
        }

        foreach (var missing in _expected.Keys.Except(outcomes.Select(outcome => outcome.Id)))
        {
            yield return $"{missing} did not run.";
        }
    }
}

/// <summary>What one case of a suite did.</summary>
internal sealed record SuiteOutcome(string Id, string Name, string Status, string? Reason)
{
    /// <summary>The outcomes as a suite prints them, one JSON object a line.</summary>
    public static IReadOnlyList<SuiteOutcome> Read(IEnumerable<JsonElement> lines) => [.. lines.Select(line => new SuiteOutcome(
        line.GetProperty("id").GetString()!,
        line.GetProperty("name").GetString()!,
        line.GetProperty("status").GetString()!,
        line.GetProperty("reason").GetString()))];
}
