using Exchange.Federation.Composition;
using System.Text;
using Exchange.Adapters.Configuration;
using Exchange.Federation.Governed.Composition;
using Exchange.GraphQL;
using Exchange.Pipeline;
using Exchange.Pipeline.Documents;
using Exchange.Policy.Documents;
using Exchange.Policy.Findings;
using Exchange.Policy.Standard;
using Exchange.Policy.Trials;

namespace Exchange.Host.Composition;

/// <summary>What people wrote: the data standard, the policies and the graph that follows from them, with every mistake found.</summary>
/// <param name="Standard">The data standard; null when it has mistakes.</param>
/// <param name="Policies">The policies; null when they have mistakes.</param>
/// <param name="Graph">The composed graph; null when it cannot be composed.</param>
/// <param name="Sources">Which kind of source each department has, and where its fields stand in it.</param>
/// <param name="Findings">Every mistake, and every warning.</param>
public sealed record CityDocuments(
    DataStandard? Standard,
    PolicySet? Policies,
    GovernedGraph? Graph,
    IReadOnlyList<SourceConfiguration> Sources,
    IReadOnlyList<Finding> Findings)
{
    // WHY the defaults: a folder is checked before there is a hub with settings.
    private static readonly PipelineLimits Limits = new();

    /// <summary>Reads and checks both folders; never throws for what is written in them.</summary>
    /// <param name="folders">The folders.</param>
    /// <param name="now">The time, to warn of what is over; null where that is of no interest.</param>
    public static CityDocuments Read(DocumentFolders folders, DateTimeOffset? now = null)
    {
        if (!Directory.Exists(folders.Schemas))
        {
            return Missing("schemas");
        }

        if (!Directory.Exists(folders.Policies))
        {
            return Missing("policies");
        }

        var standard = DataStandardLoader.Load(folders.Schemas);
        if (standard.Standard is null)
        {
            return new CityDocuments(null, null, null, [], Under("schemas", standard.Findings));
        }

        var policies = PolicyFolder.Load(folders.Policies, standard.Standard, now);
        var sources = ReadSources(folders.Schemas, standard.Standard).ToList();
        var schemas = DepartmentSchemas.Read(folders.Schemas, sources.Select(source => source.Configuration));
        var composition = Compose(standard.Standard, schemas);
        return new CityDocuments(
            standard.Standard,
            policies.Policies,
            composition.Graph,
            [.. sources.Select(source => source.Configuration).OfType<SourceConfiguration>()],
            [
                .. Under("schemas", standard.Findings),
                .. Under("schemas", [.. sources.SelectMany(source => source.Findings)]),
                .. Under("schemas", schemas.Findings),
                .. Under("policies", policies.Findings),
                .. Under("policies", CheckTrusted(policies.Policies?.Documents ?? [], composition.Graph)),
                .. composition.Errors.Select(schemas.Finding),
            ]);
    }

    /// <summary>
    /// The mistakes in the tests that travel with the policies; none where the policies have mistakes themselves. Nothing is decided by tests, so a hub
    /// starts without them.
    /// </summary>
    public IReadOnlyList<Finding> CheckTests(DocumentFolders folders) => Standard is null || Policies is null
        ? []
        : Under("policies", PolicyTrials.Check(Standard, Policies, PolicyFolder.ReadAll(folders.Policies)));

    private static GovernedComposition Compose(DataStandard standard, DepartmentSchemas schemas)
    {
        var composition = CityGraph.Compose(standard);
        return composition.Graph is { } graph && schemas.Subgraphs.Count > 0 ? CityGraph.Join(standard, graph, schemas.Subgraphs) : composition;
    }

    /// <summary>Reads both folders or throws a <see cref="HubException"/> with the first mistake and their number.</summary>
    public static CityDocuments ReadValid(DocumentFolders folders)
    {
        var documents = Read(folders);
        var errors = documents.Findings.Where(finding => finding.Severity == FindingSeverity.Error).ToList();
        return errors.Count switch
        {
            0 => documents,
            1 => throw new HubException($"{errors[0]}"),
            var count => throw new HubException($"{errors[0]} (and {count - 1} more: exchange check lists them)"),
        };
    }

    private static IEnumerable<SourceConfigurationResult> ReadSources(string schemas, DataStandard standard)
    {
        foreach (var path in Directory.EnumerateFiles(Path.Combine(schemas, "departments"), "*.yaml").Order(StringComparer.Ordinal))
        {
            var file = $"departments/{Path.GetFileName(path)}";
            var result = SourceConfigurationReader.Read(file, File.ReadAllText(path));
            yield return result.Configuration is { } configuration
                ? result with { Findings = [.. result.Findings, .. MappingCoverage.Check(file, configuration, standard.Fields)] }
                : result;
        }
    }

    internal static IReadOnlyList<Finding> CheckTrusted(IReadOnlyList<TrustedDocument> documents, GovernedGraph? supergraph) => supergraph is null
        ? []
        : [.. documents.SelectMany(document => DocumentCheck
            .Mistakes(supergraph.Schema, Encoding.UTF8.GetBytes(document.Text), Limits, GraphScalars.Create())
            .Select(error => InDocument(document, error)))];

    private static Finding InDocument(TrustedDocument document, GraphQLError error)
    {
        var place = error.Locations.Count > 0 ? error.Locations[0] : default;
        return new Finding("invalid-document", document.File, place.Line, place.Column, "", error.Message);
    }

    private static CityDocuments Missing(string folder) => new(null, null, null, [],
        [new Finding("missing-folder", folder, 0, 0, "", $"there is no folder \"{folder}\" here or beside the executable: run in a folder that has it")]);

    private static IReadOnlyList<Finding> Under(string folder, IReadOnlyList<Finding> findings) =>
        [.. findings.Select(finding => finding with { File = $"{folder}/{finding.File}" })];
}
