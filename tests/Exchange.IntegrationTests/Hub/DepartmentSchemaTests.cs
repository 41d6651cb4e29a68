using Exchange.Host.Composition;
using Exchange.Policy.Standard;

namespace Exchange.IntegrationTests.Hub;

/// <summary>The schema that a department serves, beside its file in the schemas folder: read, compared with the standard, joined to the graph.</summary>
public sealed class DepartmentSchemaTests : IDisposable
{
    // What a link to a place below full is asked for.
    private const string Implied = """
          addressCode: ID @external
          fullText: String @shareable
          regionCode: RegionCode @shareable
          streetCode: RegionCode @shareable
          communityCode: RegionCode @shareable
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("exchange-schemas-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_schema_that_serves_what_the_standard_assigns_has_no_findings_and_joins()
    {
        var documents = Read(sdl => sdl
            .Replace("type Place @key(fields: \"addressCode\")", "type Place @key(fields: \"fullText\")", StringComparison.Ordinal)
            .Replace("  heatRisk: RiskBand", "  heatRisk: RiskBand @requires(fields: \"elderCare { livesAlone }\")", StringComparison.Ordinal));

        Assert.Empty(documents.Findings);
        Assert.Equal("fullText", Assert.Single(documents.Graph!.Join("Place", "hospital")!.Inputs).Text);
        Assert.Equal("elderCare { livesAlone }", Assert.Single(documents.Graph.Join("Person", "heatRisk")!.Inputs).Text);
    }

    [Fact]
    public void A_mistake_is_told_with_the_schemas_file_its_line_and_the_coordinate()
    {
        var documents = Read(sdl => sdl.Replace("  heatRisk: RiskBand", "  heatRisk: Int", StringComparison.Ordinal));

        Assert.Null(documents.Graph);
        var finding = Assert.Single(documents.Findings);
        var line = File.ReadAllLines(SchemaPath).ToList().FindIndex(text => text.Contains("heatRisk: Int", StringComparison.Ordinal)) + 1;
        Assert.Equal(
            ("type-differs", "schemas/departments/health.graphql", line, "Person.heatRisk"), (finding.Code, finding.File, finding.Line, finding.Path));
    }

    [Fact]
    public void A_link_that_can_be_open_below_full_needs_what_its_levels_imply()
    {
        var documents = Read(sdl => sdl.Replace("  streetCode: RegionCode @shareable", "", StringComparison.Ordinal));

        Assert.Equal("field-not-served OutbreakArea.place", Assert.Single(documents.Findings.Select(finding => $"{finding.Code} {finding.Path}")));
    }

    [Fact]
    public void A_schema_that_is_not_there_is_a_finding()
    {
        var documents = Read(_ => null);

        Assert.Contains(documents.Findings, finding => finding is { Code: "unreadable", File: "schemas/departments/health.graphql" });
    }

    [Fact]
    public void A_schema_is_read_from_beside_the_departments_file_and_from_nowhere_else()
    {
        var documents = Read(sdl => sdl, "../../health.graphql");

        Assert.Contains(documents.Findings, finding => finding is { Code: "bad-value", Path: "source.sdl" });
    }

    private string SchemaPath => Path.Combine(_folder.FullName, "departments", "health.graphql");

    private CityDocuments Read(Func<string, string?> change, string file = "health.graphql")
    {
        var found = DocumentFolders.Find();
        Copy(found.Schemas, _folder.FullName);
        var standard = DataStandardLoader.Load(found.Schemas).Standard!;
        var served = SubgraphSdl.For(standard, "health")
            .Replace("import: [", "import: [\"@requires\", ", StringComparison.Ordinal)
            .Replace("  addressCode: ID @external", Implied, StringComparison.Ordinal);
        if (change(served) is { } sdl)
        {
            File.WriteAllText(SchemaPath, sdl);
        }

        File.AppendAllText(Path.Combine(_folder.FullName, "departments", "health.yaml"), $"  sdl: {file}\n");
        return CityDocuments.Read(found with { Schemas = _folder.FullName });
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
