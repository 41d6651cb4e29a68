using Exchange.Policy.Documents.Checks;
using Exchange.Policy.Documents.Yaml;
using Exchange.Policy.Standard;

namespace Exchange.Policy.Documents.Reading;

/// <summary>Reads one rule.</summary>
internal sealed class RuleReader(Terms terms, Instants instants, DepartmentId owner)
{
    public PolicyRule Read(DocumentNode node)
    {
        var rule = new PolicyRule
        {
            Id = node["id"].Text ?? "",
            Owner = owner,
            Title = Terms.Title(node["title"]),
            Opens = new LevelReader(terms, owner, isCap: false).Read(node["open"]),
            Departments = terms.Departments(node["to"]["departments"]),
            Roles = terms.Roles(node["to"]["roles"]),
            Purposes = terms.Purposes(node["purposes"]),
            Basis = node["basis"].Text ?? "",
            Article = node["article"].Text,
            Joins = Joins(node["joins"]),
            Conditions = Conditions(node["conditions"]),
            Obligations = Obligations(node["obligations"]),
        };
        new RuleCheck(terms).Check(node, rule);
        new ConditionCheck(terms).Check(node, rule);
        return rule;
    }

    // Inputs may belong to any department: who owns one closes it by a restriction.
    private List<Coordinate> Joins(DocumentNode list)
    {
        var selectors = new FieldSelectors(terms.Standard, terms.Report);
        var joined = new List<Coordinate>();
        foreach (var (node, field) in list.Items.SelectMany(node => selectors.Resolve(node), (node, field) => (node, field)))
        {
            if (field.Category == SharingCategory.Withheld)
            {
                terms.Report(
                    node, "withheld-field", $"{field.Coordinate} is withheld by law (category N): no department is told of it. Take it out.");
            }
            else if (!joined.Contains(field.Coordinate))
            {
                joined.Add(field.Coordinate);
            }
        }

        return joined;
    }

    private RuleConditions Conditions(DocumentNode node)
    {
        var (from, until) = instants.Validity(node);
        return new RuleConditions
        {
            Consent = node["consent"].Text,
            SameRegion = node["sameRegion"].IsTrue,
            Case = node["case"].IsTrue,
            CaseSubject = node["caseSubject"].IsTrue,
            Emergency = node["emergency"].IsTrue,
            OnePlace = node["onePlace"].IsTrue,
            CallerDepartment = node["callerDepartment"].Text is { } field ? new Coordinate(field) : null,
            OwnRecord = node["ownRecord"].IsTrue,
            NotInState = terms.States(node["notInState"]),
            Hours = instants.Hours(node["hours"]),
            From = from,
            Until = until,
        };
    }

    private static Obligations Obligations(DocumentNode node) => node.Exists
        ? new Obligations(node["notifyPerson"].IsTrue, node["reviewWithinHours"].Number, node["keepDays"].Number)
        : Documents.Obligations.None;
}
