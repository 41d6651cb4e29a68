using System.Text;

namespace Exchange.Policy.Standard.Reading;

/// <summary>Reads all documents of a data standard, by their paths in its folder, and puts them together.</summary>
internal sealed class StandardReader(IReadOnlyDictionary<string, byte[]> files, FindingLog log)
{
    private const string Ladders = "ladders.json";

    public StandardResult Read()
    {
        var standard = new StandardAssembler(Types(), LaddersByName(), Departments(), log).Assemble();
        return new StandardResult(log.IsEmpty ? standard : null, log.Findings);
    }

    private Dictionary<string, LadderEntry> LaddersByName()
    {
        if (!files.TryGetValue(Ladders, out var utf8))
        {
            log.Add("unreadable", SourcePlace.Of(Ladders), "The file is missing: it names the disclosure ladders.");
            return [];
        }

        return JsonSource.Read(Ladders, utf8, log) is { } document ? new LadderReader(log).Read(Ladders, document) : [];
    }

    private DepartmentReader Departments()
    {
        var reader = new DepartmentReader(log);
        foreach (var file in Names(file => file.StartsWith("departments/", StringComparison.Ordinal)))
        {
            if (YamlSource.Read(file, Encoding.UTF8.GetString(files[file]), log) is { } document)
            {
                reader.Read(file, document);
            }
        }

        return reader;
    }

    private List<TypeDraft> Types()
    {
        var drafts = new List<TypeDraft>();
        foreach (var file in Names(file => file.EndsWith(".schema.json", StringComparison.Ordinal)))
        {
            if (JsonSource.Read(file, files[file], log) is { } document)
            {
                drafts.AddRange(new TypeReader(log).Read(file, document));
            }
        }

        return drafts;
    }

    private IEnumerable<string> Names(Func<string, bool> isWanted) => files.Keys.Where(isWanted).Order(StringComparer.Ordinal);
}
