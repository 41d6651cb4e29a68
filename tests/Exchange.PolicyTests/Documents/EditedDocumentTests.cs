using System.Text;
using Exchange.Policy.Comparison;
using Exchange.Policy.Documents;
using Exchange.Policy.Findings;
using Exchange.Policy.Trials;
using Exchange.PolicyTests.Generated;
using Exchange.UnitTests.Fixtures;

namespace Exchange.PolicyTests.Documents;

/// <summary>The demo's documents with an accident or two: whatever becomes of them is policies or findings with a place, and never a fault.</summary>
public sealed class EditedDocumentTests
{
    private const int EditsForEachSet = 4;
    private static readonly IReadOnlyDictionary<string, string> Demo =
        PolicyFolder.ReadAll(Path.Combine(Path.GetDirectoryName(CityStandard.Folder)!, "policies"));

    [Fact]
    public void An_accident_in_a_document_gives_findings_and_no_fault()
    {
        var (loaded, refused) = (0, 0);
        foreach (var seed in Seeds.All.SelectMany(seed => Enumerable.Range(0, EditsForEachSet).Select(i => unchecked((seed * EditsForEachSet) + i))))
        {
            var documents = new DocumentEditor(new Random(seed)).Edit(Demo);
            try
            {
                _ = Load(documents) ? loaded++ : refused++;
            }
            catch (Exception fault) when (fault is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"seed {seed}: {fault}\n{Changed(documents)}");
            }
        }

        Assert.True(loaded > Seeds.Sets / 4 && refused > Seeds.Sets, $"{loaded} loaded, {refused} refused: the edits are all of one kind.");
    }

    /// <summary>A condition, a cap's reach or a list that is left empty is refused: nothing may open because somebody wrote too little.</summary>
    [Fact]
    public void No_key_may_be_left_without_a_value()
    {
        var accepted = new List<string>();
        foreach (var (file, line, text) in DocumentEditor.Emptied(Demo))
        {
            var documents = new Dictionary<string, string>(Demo) { [file] = text };
            if (PolicyFolder.Parse(documents, DemoCity.Standard).Policies is { } policies
                && PolicyTrials.Check(DemoCity.Standard, policies, documents).Count == 0)
            {
                accepted.Add($"{file}:{line}: {text.Split('\n')[line - 1].Trim()}");
            }
        }

        Assert.True(accepted.Count == 0, string.Join('\n', accepted));
    }

    private static bool Load(Dictionary<string, string> documents)
    {
        var read = PolicyFolder.Parse(documents, DemoCity.Standard, DemoCity.Now);
        Assert.All(read.Findings, finding => Assert.True(documents.ContainsKey(finding.File) || finding.Code == "missing-file", $"{finding}"));
        Assert.Equal(read.Policies is null, read.Findings.Any(finding => finding.Severity == FindingSeverity.Error));
        if (read.Policies is not { } policies)
        {
            return false;
        }

        _ = PolicyTrials.Run(DemoCity.Standard, policies, documents);
        _ = PolicyComparison.Compare(DemoCity.Standard, DemoCity.Policies, policies, DemoCity.Now);
        return true;
    }

    private static string Changed(Dictionary<string, string> documents)
    {
        var text = new StringBuilder();
        foreach (var (file, changed) in documents.Where(document => Demo[document.Key] != document.Value))
        {
            text.Append(file).Append(":\n").AppendJoin('\n', changed.Split('\n').Except(Demo[file].Split('\n')).Take(20)).Append('\n');
        }

        return text.ToString();
    }
}
