using System.Text;

namespace Exchange.Policy.Standard.Reading;

/// <summary>Reads all documents of a data standard and puts them together.</summary>
internal sealed class StandardReader(string folder)
{
    private const string Ladders = "ladders.json";
    private const int LargestFile = 4 * 1024 * 1024;

    private readonly FindingLog _log = new();

    public StandardResult Read()
    {
        if (!Directory.Exists(folder))
        {
            _log.Add("missing-folder", SourcePlace.Of(folder), "There is no such folder: name the one with the data standard.");
            return new StandardResult(null, _log.Findings);
        }

        var departments = Departments();
        var ladders = Bytes(Ladders) is { } utf8 && JsonSource.Read(Ladders, utf8, _log) is { } document
            ? new LadderReader(_log).Read(Ladders, document)
            : [];
        var standard = new StandardAssembler(Types(), ladders, departments, _log).Assemble();
        return new StandardResult(_log.IsEmpty ? standard : null, _log.Findings);
    }

    private IReadOnlyList<DepartmentCard> Departments()
    {
        var reader = new DepartmentReader(_log);
        foreach (var file in Files("departments", "*.yaml"))
        {
            if (Bytes(file) is { } utf8 && YamlSource.Read(file, Encoding.UTF8.GetString(utf8), _log) is { } document)
            {
                reader.Read(file, document);
            }
        }

        return reader.Cards;
    }

    private List<TypeDraft> Types()
    {
        var drafts = new List<TypeDraft>();
        foreach (var file in Files("", "*.schema.json"))
        {
            if (Bytes(file) is { } utf8 && JsonSource.Read(file, utf8, _log) is { } document)
            {
                drafts.AddRange(new TypeReader(_log).Read(file, document));
            }
        }

        return drafts;
    }

    private IReadOnlyList<string> Files(string within, string pattern)
    {
        var path = Path.Combine(folder, within);
        if (!Directory.Exists(path))
        {
            return [];
        }

        return [.. Directory.EnumerateFiles(path, pattern)
            .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal)];
    }

    private byte[]? Bytes(string file)
    {
        try
        {
            var path = new FileInfo(Path.Combine(folder, file));
            if (path.Length <= LargestFile)
            {
                return File.ReadAllBytes(path.FullName);
            }

            _log.Add("unreadable", SourcePlace.Of(file), $"The file is larger than {LargestFile} bytes.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            _log.Add("unreadable", SourcePlace.Of(file), "The file is missing or cannot be read.");
        }

        return null;
    }
}
