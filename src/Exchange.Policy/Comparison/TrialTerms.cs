using Exchange.Policy.Documents;
using Exchange.Policy.Documents.Yaml;
using Exchange.Policy.Standard;
using Exchange.Policy.Trials;
using Newtonsoft.Json.Linq;

namespace Exchange.Policy.Comparison;

/// <summary>
/// Tests that are gone or say something else, and whether the new version would have passed them: so nobody drops the tests that it fails unseen. What
/// counts is what a test says, not what it is called or where it stands; a new test takes nothing away and is not told.
/// </summary>
internal sealed class TrialTerms(DataStandard standard, PolicySet after)
{
    private readonly TrialBench _bench = new(standard, after);

    public IEnumerable<TermChange> Compare(IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> now)
    {
        var kept = TrialReader.Cases(now).ToList();
        var said = kept.Select(Saying).ToHashSet(new JTokenEqualityComparer());
        var named = kept.Select(Name).ToHashSet(StringComparer.Ordinal);
        return from test in TrialReader.Cases(before)
               where !said.Contains(Saying(test))
               let failures = Failures(test)

               // WHY: among many, those that the new version fails are the ones to look at.
               orderby failures is []
               select Change(test, isChanged: named.Contains(Name(test)), failures);
    }

    private static string Name(DocumentNode test) => test["name"].Text ?? "";

    private static JToken Saying(DocumentNode test)
    {
        var json = test.ToJson();
        (json as JObject)?.Remove("name");
        return json;
    }

    // Null where it cannot be tried.
    private IReadOnlyList<TrialFailure>? Failures(DocumentNode test) =>
        new TrialReader(standard, after).ReadCase(test) is { } trial ? _bench.Try(trial).Failures : null;

    private TermChange Change(DocumentNode test, bool isChanged, IReadOnlyList<TrialFailure>? failures)
    {
        var (fate, outcome) = (isChanged ? new Title("已改写", "says something else") : new Title("已删除", "is gone"), Outcome(failures));
        var (name, file) = (Name(test), test.File);

        // WHY one that is passed opens too: nothing keeps the next version from failing it.
        return new TermChange(
            "test",
            name,
            new Title($"测试“{name}”（{file}）{fate.Zh}{outcome.Zh}", $"test \"{name}\" ({file}) {fate.En}{outcome.En}"),
            Opens: failures is not { Count: > 0 } || !failures.All(Closes));
    }

    private static Title Outcome(IReadOnlyList<TrialFailure>? failures) => failures switch
    {
        null => new Title("；它所用的词在新版本中没有，无法试验", "; it cannot be tried, for the new version has not all of its words"),
        [] => new Title("", ""),
        [var first, ..] => new Title(
            $"；新版本不符合原测试：{first.Coordinate} 应为 {first.Expected}，实为 {first.Actual}",
            $"; the new version fails it as it was: {first.Coordinate}: expected {first.Expected}, decided {first.Actual}"),
    };

    // A level is expected, and a lower one or none is decided.
    private bool Closes(TrialFailure failure) =>
        standard.TryField(failure.Coordinate, out var field)
        && Math.Max(field.Ladder.IndexOf(failure.Actual), 0) < field.Ladder.IndexOf(failure.Expected);
}
