using Exchange.Policy.Documents.Checks;
using Exchange.Policy.Documents.Shapes;
using Exchange.Policy.Documents.Yaml;
using Exchange.Policy.Findings;
using Exchange.Policy.Standard;
using Exchange.Policy.Vocabularies;

namespace Exchange.Policy.Documents.Reading;

/// <summary>Reads all documents of a set of policies and puts them together.</summary>
internal sealed class PolicyReader(IReadOnlyDictionary<string, string> documents, DataStandard standard, DateTimeOffset? now)
{
    public const string DepartmentsFolder = "departments";
    public const string TestsFolder = "tests";
    private const string VocabularyFile = "vocabulary.yaml";
    private const string ClientsFile = "clients.yaml";
    private const string GuardsFile = "guards.yaml";
    private readonly FindingList _findings = new(DocumentLimits.MaxFindings);
    private PolicySet? _policies;

    public PolicyFolderResult Read()
    {
        _findings.Collect(ReadAll);
        var findings = _findings.Distinct().OrderBy(finding => finding.File, StringComparer.Ordinal).ThenBy(finding => finding.Line)
            .ThenBy(finding => finding.Column).ToList();
        return new PolicyFolderResult(findings.Exists(finding => finding.Severity == FindingSeverity.Error) ? null : _policies, findings);
    }

    private void ReadAll()
    {
        var vocabulary = Open(VocabularyFile, PolicyShapes.Vocabulary) is { } words
            ? new VocabularyReader(standard, _findings.Add).Read(words)
            : new Vocabulary([], [], [], []);
        var terms = new Terms(standard, vocabulary, _findings.Add);
        var clients = Open(ClientsFile, PolicyShapes.Clients) is { } cards ? new ClientReader(terms).Read(cards) : [];
        var ids = new KnownIds(terms);
        var owners = new DepartmentReader(terms, ids, now);
        var trusted = new TrustedDocumentReader(_findings.Add);
        foreach (var file in documents.Keys.Order(StringComparer.Ordinal).Where(file => !IsReadApart(file)))
        {
            if (TrustedDocumentReader.IsOne(file))
            {
                trusted.Read(file, documents[file]);
            }
            else
            {
                Read(owners, file);
            }
        }

        var policies = new PolicySet(vocabulary, [.. owners.Rules.Select(written => written.Rule)], owners.Restrictions, clients)
        {
            Documents = trusted.Documents,
            Thresholds = owners.Thresholds,
        };
        if (documents.ContainsKey(GuardsFile) && Open(GuardsFile, GuardShape.Document) is { } root)
        {
            var guards = new GuardReader(terms, ids);
            policies = policies with { Budgets = guards.Budgets(root), Combinations = guards.Combinations(root) };
        }

        CheckTogether(terms, owners);
        _policies = policies;
    }

    // Tests say what policies mean and nothing that is decided by; who runs them reads them.
    private static bool IsReadApart(string file) => file is VocabularyFile or ClientsFile or GuardsFile
        || (file.StartsWith(TestsFolder + "/", StringComparison.Ordinal) && file.EndsWith(".yaml", StringComparison.Ordinal));

    private static void CheckTogether(Terms terms, DepartmentReader owners)
    {
        if (!OpeningCheck.Fits(terms, owners.Rules, owners.Times))
        {
            return;
        }

        var caps = new CapCheck(terms, owners.Restrictions);
        owners.Rules.ForEach(caps.Check);
        owners.Rules.ForEach(new ThresholdCheck(terms, owners.Thresholds).Check);
        new ShadowCheck(terms).Check(owners.Rules);
    }

    private void Read(DepartmentReader owners, string file)
    {
        if (!file.StartsWith(DepartmentsFolder + "/", StringComparison.Ordinal) || !file.EndsWith(".yaml", StringComparison.Ordinal))
        {
            _findings.Add(new Finding("unexpected-file", file, 0, 0, "",
                $"Only {VocabularyFile}, {ClientsFile}, {GuardsFile}, {DepartmentsFolder}/*.yaml, {TestsFolder}/*.yaml and "
                + $"{TrustedDocumentReader.Folder}/*/*.graphql are read. "
                + "Move or rename it."));
        }
        else if (Open(file, DepartmentShape.Document) is { } root)
        {
            owners.Read(root);
        }
    }

    private DocumentNode? Open(string file, DocumentShape shape)
    {
        if (!documents.TryGetValue(file, out var text))
        {
            _findings.Add(new Finding("missing-file", file, 0, 0, "",
                "The file is missing. Policies need it, even if its lists are empty."));
            return null;
        }

        var root = YamlText.Read(file, text, _findings);
        foreach (var finding in root is null ? [] : shape.Check(root))
        {
            _findings.Add(finding);
        }

        return root;
    }
}
