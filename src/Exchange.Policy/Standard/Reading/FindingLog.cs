using Exchange.Policy.Findings;

namespace Exchange.Policy.Standard.Reading;

/// <summary>Collects the findings of all files of a folder. Not thread-safe.</summary>
internal sealed class FindingLog
{
    private readonly List<Finding> _findings = [];

    /// <summary>Everything found, ordered by file, line and column.</summary>
    public IReadOnlyList<Finding> Findings =>
        [.. _findings.Distinct().OrderBy(f => f.File, StringComparer.Ordinal).ThenBy(f => f.Line).ThenBy(f => f.Column)];

    public bool IsEmpty => _findings.Count == 0;

    public void Add(string code, SourcePlace place, string message) =>
        _findings.Add(new Finding(code, place.File, place.Line, place.Column, place.Path, message));
}

/// <summary>A place in a document.</summary>
internal readonly record struct SourcePlace(string File, int Line, int Column, string Path)
{
    public static SourcePlace Of(string file) => new(file, 0, 0, "");

    public static SourcePlace Of(string file, SourceNode node, string path) => new(file, node.Line, node.Column, path);

    public SourcePlace At(SourceNode node) => this with { Line = node.Line, Column = node.Column };

    public SourcePlace Within(SourceMember member) =>
        new(File, member.Line, member.Column, Path.Length == 0 ? member.Name : $"{Path}.{member.Name}");

    public SourcePlace Item(int index, SourceNode node) => new(File, node.Line, node.Column, $"{Path}[{index}]");
}
