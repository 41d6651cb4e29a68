using Exchange.Policy.Decisions;
using Exchange.Policy.Documents.Yaml;

namespace Exchange.Policy.Documents.Reading;

/// <summary>The ids that are taken, over all documents of a set.</summary>
internal sealed class KnownIds(Terms terms)
{
    private readonly Dictionary<string, string> _files = new(StringComparer.Ordinal)
    {
        [DecisionTable.Unconditional] = "",
        [DecisionTable.WithObject] = "",
    };

    /// <summary>Whether the id was free; it is taken from now on.</summary>
    public bool IsNew(DocumentNode id)
    {
        if (id.Text is not { } text || _files.TryAdd(text, id.File))
        {
            return true;
        }

        terms.Report(id, "duplicate-id", _files[text].Length == 0
            ? $"The id '{text}' is that of a built-in rule."
            : $"The id '{text}' is used already in {_files[text]}. Ids are unique among all rules, restrictions, budgets and combinations.");
        return false;
    }
}
