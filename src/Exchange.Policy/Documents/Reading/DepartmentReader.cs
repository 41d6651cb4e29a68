using Exchange.Policy.Documents.Yaml;
using Exchange.Policy.Standard;

namespace Exchange.Policy.Documents.Reading;

/// <summary>Reads <c>departments/&lt;owner&gt;.yaml</c> of all owners.</summary>
internal sealed class DepartmentReader(Terms terms)
{
    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal);

    public List<PolicyRule> Rules { get; } = [];

    public List<Restriction> Restrictions { get; } = [];

    public static string FileOf(DepartmentId owner) => $"{PolicyReader.DepartmentsFolder}/{owner}.yaml";

    public void Read(DocumentNode root)
    {
        if (root["department"].Text is not { } code)
        {
            return;
        }

        var owner = new DepartmentId(code);
        if (owner != DataStandard.Hub && terms.Department(root["department"]) is null)
        {
            return;
        }

        if (root.File != FileOf(owner))
        {
            terms.Report(root["department"].Finding("wrong-file", $"The policies of {owner} belong into {FileOf(owner)}."));
        }

        var rules = new RuleReader(terms, owner);
        foreach (var node in root["rules"].Items.Where(IsNew))
        {
            Rules.Add(rules.Read(node));
        }

        foreach (var node in root["restrictions"].Items.Where(IsNew))
        {
            Restrictions.Add(Restriction(node, owner));
        }
    }

    private Restriction Restriction(DocumentNode node, DepartmentId owner)
    {
        var caps = new LevelReader(terms, owner).Read(node["cap"]);
        return new Restriction
        {
            Id = node["id"].Text ?? "",
            Owner = owner,
            Title = Terms.Title(node["title"]),
            Caps = caps,
            Departments = terms.Departments(node["for"]["departments"]),
            Purposes = terms.Purposes(node["for"]["purposes"]),
        };
    }

    private bool IsNew(DocumentNode node)
    {
        var id = node["id"];
        if (id.Text is not { } text || _ids.TryAdd(text, id.File))
        {
            return true;
        }

        terms.Report(id.Finding("duplicate-id",
            $"The id '{text}' is used already in {_ids[text]}. Ids are unique among all rules and restrictions."));
        return false;
    }
}
