using Exchange.Adapters.Configuration;
using Exchange.Federation.Composition;
using Exchange.Policy.Findings;

namespace Exchange.Host.Composition;

/// <summary>The schemas that departments serve themselves, as <c>schemas/departments/</c> holds them.</summary>
internal sealed class DepartmentSchemas
{
    private const int LargestFile = 4 << 20;
    private readonly Dictionary<string, string> _files = new(StringComparer.Ordinal);
    private readonly List<Subgraph> _subgraphs = [];
    private readonly List<Finding> _findings = [];

    /// <summary>The schemas that could be read, by department.</summary>
    public IReadOnlyList<Subgraph> Subgraphs => _subgraphs;

    /// <summary>The files that could not be read.</summary>
    public IReadOnlyList<Finding> Findings => _findings;

    /// <summary>Reads the schemas that the sources name.</summary>
    public static DepartmentSchemas Read(string folder, IEnumerable<SourceConfiguration?> sources)
    {
        var schemas = new DepartmentSchemas();
        foreach (var source in sources.OfType<GraphQLSourceConfiguration>().Where(source => source.SchemaFile is not null))
        {
            schemas.Read(folder, source.Department, $"departments/{source.SchemaFile}");
        }

        return schemas;
    }

    /// <summary>A mistake of composition as a finding: at its line in the department's schema where it has one.</summary>
    public Finding Finding(CompositionError error)
    {
        var coordinate = error.Coordinate ?? "";
        if (error.Subgraph is null || !_files.TryGetValue(error.Subgraph, out var file))
        {
            return new Finding("composition", "schemas", 0, 0, coordinate, $"{error.Message} ({error.Code}, department {error.Subgraph})");
        }

        var code = error.Code.ToLowerInvariant().Replace('_', '-');
        return new Finding(code, $"schemas/{file}", error.Location?.Line ?? 0, error.Location?.Column ?? 0, coordinate, error.Message);
    }

    private void Read(string folder, string department, string file)
    {
        var path = Path.Combine(folder, file);
        try
        {
            if (new FileInfo(path).Length <= LargestFile)
            {
                _subgraphs.Add(new Subgraph(department, File.ReadAllText(path)));
                _files.Add(department, file);
                return;
            }

            _findings.Add(new Finding("unreadable", file, 0, 0, "", $"The file is larger than {LargestFile} bytes."));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            _findings.Add(new Finding("unreadable", file, 0, 0, "", $"The schema of {department} cannot be read: put the file beside the department's own."));
        }
    }
}
