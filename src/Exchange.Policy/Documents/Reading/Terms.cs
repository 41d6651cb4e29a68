using Exchange.Policy.Documents.Yaml;
using Exchange.Policy.Findings;
using Exchange.Policy.Standard;
using Exchange.Policy.Vocabularies;

namespace Exchange.Policy.Documents.Reading;

/// <summary>Looks words of documents up in the vocabulary and the data standard; an unknown word is a finding.</summary>
internal sealed class Terms(DataStandard standard, Vocabulary vocabulary, Action<Finding> report)
{
    private static readonly string[] WeekDays = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    public DataStandard Standard => standard;

    public Vocabulary Vocabulary => vocabulary;

    public void Report(Finding finding) => report(finding);

    public void Report(DocumentNode place, string code, string message) => report(place.Finding(code, message));

    public List<string> Roles(DocumentNode list) =>
        [.. list.Items.Select(Role).OfType<string>()];

    public List<string> Purposes(DocumentNode list) => [.. list.Items.Select(Purpose).OfType<string>()];

    /// <summary>The codes of all purposes that a rule is for, narrower ones included.</summary>
    public List<string> PurposesOf(PolicyRule rule) => [.. vocabulary.Purposes.Select(purpose => purpose.Code)
        .Where(code => rule.Purposes.Count == 0 || vocabulary.WithAncestors(code).Any(rule.Purposes.Contains))];

    public List<DepartmentId> Departments(DocumentNode list) => [.. list.Items.Select(Department).OfType<DepartmentId>()];

    /// <summary>Any department that can ask, be it one that owns no data.</summary>
    public DepartmentId? Department(DocumentNode node) =>
        Department(node, IsDepartment, Owners.Concat(vocabulary.Departments.Select(known => known.Code.Value)));

    /// <summary>A department that owns data.</summary>
    public DepartmentId? Owner(DocumentNode node) => Department(node, code => Owners.Contains(code), Owners);

    public List<RecordState> States(DocumentNode list) =>
        [.. list.Items.Select(node => Known(node, "state", RecordStates.Names)).OfType<string>().Select(RecordStates.Of).Distinct()];

    public byte Days(DocumentNode list) =>
        (byte)list.Items.Select(node => Known(node, "day", WeekDays)).OfType<string>().Aggregate(0, (days, day) => days | (1 << Array.IndexOf(WeekDays, day)));

    public LegalBasis? Basis(DocumentNode node) =>
        Known(node, "basis", code => vocabulary.FindBasis(code) is not null, vocabulary.Bases.Select(basis => basis.Code)) is { } code
            ? vocabulary.FindBasis(code)
            : null;

    public ConsentScope? Scope(DocumentNode node) =>
        Known(node, "scope", code => vocabulary.FindScope(code) is not null, vocabulary.Scopes.Select(scope => scope.Code)) is { } code
            ? vocabulary.FindScope(code)
            : null;

    public static Title Title(DocumentNode node) => new(node["zh"].Text ?? "", node["en"].Text ?? "");

    private string? Role(DocumentNode node) =>
        Known(node, "role", code => vocabulary.FindRole(code) is not null, vocabulary.Roles.Select(role => role.Code));

    private string? Purpose(DocumentNode node)
    {
        if (RefusedPurposes.Explain(node.Text) is { } why)
        {
            report(node.Finding("refused-purpose", $"{why.En} Take the purpose out."));
            return null;
        }

        var known = vocabulary.Purposes.Select(purpose => purpose.Code);
        return Known(node, "purpose", code => vocabulary.FindPurpose(code) is not null, known);
    }

    private DepartmentId? Department(DocumentNode node, Func<string, bool> isKnown, IEnumerable<string> known) =>
        Known(node, "department", isKnown, known) is { } code ? new DepartmentId(code) : null;

    private IEnumerable<string> Owners => standard.Departments.Select(card => card.Code.Value);

    private bool IsDepartment(string code) => Owners.Contains(code) || vocabulary.FindDepartment(new DepartmentId(code)) is not null;

    private string? Known(DocumentNode node, string kind, string[] known) => Known(node, kind, code => known.Contains(code), known);

    private string? Known(DocumentNode node, string kind, Func<string, bool> isKnown, IEnumerable<string> known)
    {
        if (node.Text is not { } code || isKnown(code))
        {
            return node.Text;
        }

        report(node.Finding($"unknown-{kind}", $"There is no {kind} '{code}'.{Suggestion.For(code, known)}"));
        return null;
    }
}
