using Exchange.Policy.Documents.Checks;
using Exchange.Policy.Documents.Yaml;
using Exchange.Policy.Standard;

namespace Exchange.Policy.Documents.Reading;

/// <summary>Reads <c>departments/&lt;owner&gt;.yaml</c> of all owners.</summary>
internal sealed class DepartmentReader(Terms terms, KnownIds ids, DateTimeOffset? now)
{
    private readonly Instants _instants = new(terms, now);

    /// <summary>How many times there are at which a rule or restriction begins or ends.</summary>
    public int Times => _instants.Count;

    public List<WrittenRule> Rules { get; } = [];

    public List<Restriction> Restrictions { get; } = [];

    public List<ThresholdValues> Thresholds { get; } = [];

    public static string FileOf(DepartmentId owner) => $"{PolicyReader.DepartmentsFolder}/{owner}.yaml";

    public void Read(DocumentNode root)
    {
        if (root["department"].Text is not { } code)
        {
            return;
        }

        var owner = new DepartmentId(code);
        if (owner != DataStandard.Hub && terms.Owner(root["department"]) is null)
        {
            return;
        }

        if (root.File != FileOf(owner))
        {
            terms.Report(root["department"], "wrong-file", $"The policies of {owner} belong into {FileOf(owner)}.");
        }

        if (Rules.Count + Restrictions.Count + root["rules"].Count + root["restrictions"].Count > DocumentLimits.MaxRules)
        {
            terms.Report(root["department"], "too-many-rules",
                $"With those of {owner} there are more than {DocumentLimits.MaxRules} rules and restrictions. "
                + "Name several departments, roles or fields in one.");
            return;
        }

        var rules = new RuleReader(terms, _instants, owner);
        var restrictions = new RestrictionReader(terms, _instants, owner);
        var thresholds = new ThresholdReader(terms, owner);
        Rules.AddRange(root["rules"].Items.Where(node => ids.IsNew(node["id"])).Select(node => new WrittenRule(rules.Read(node), node)));
        Restrictions.AddRange(root["restrictions"].Items.Where(node => ids.IsNew(node["id"])).Select(restrictions.Read));
        Thresholds.AddRange(root["thresholds"].Items.Select(thresholds.Read).OfType<ThresholdValues>());
    }
}
