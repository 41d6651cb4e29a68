using Exchange.Policy.Documents.Checks;
using Exchange.Policy.Documents.Yaml;
using Exchange.Policy.Standard;

namespace Exchange.Policy.Documents.Reading;

/// <summary>Reads <c>guards.yaml</c>: budgets and combinations.</summary>
internal sealed class GuardReader(Terms terms, KnownIds ids)
{
    public List<PersonBudget> Budgets(DocumentNode root) =>
    [
        .. from node in root["budgets"].Items
           where ids.IsNew(node["id"])
           select new PersonBudget(
               node["id"].Text ?? "", Terms.Title(node["title"]), terms.Departments(node["for"]["departments"]),
               terms.Purposes(node["for"]["purposes"]), node["persons"].Number ?? 1),
    ];

    public List<Combination> Combinations(DocumentNode root) =>
        [.. root["combinations"].Items.Where(node => ids.IsNew(node["id"])).Select(Combination)];

    private Combination Combination(DocumentNode node)
    {
        var needs = node["needs"];
        if (needs.Exists && !needs["roles"].Exists && !needs["purposes"].Exists && !needs["case"].IsTrue && !needs["emergency"].IsTrue)
        {
            terms.Report(needs, "needs-nothing", "Fields that need nothing together need no combination. Say what they need, or take it out.");
        }

        var span = node["span"].Text == "day" ? CombinationSpan.Day : CombinationSpan.Answer;
        return new Combination
        {
            Id = node["id"].Text ?? "",
            Title = Terms.Title(node["title"]),
            Span = span,
            Groups = Groups(node["groups"], span),
            Roles = terms.Roles(needs["roles"]),
            Purposes = terms.Purposes(needs["purposes"]),
            Case = needs["case"].IsTrue,
            Emergency = needs["emergency"].IsTrue,
        };
    }

    private List<IReadOnlyList<Coordinate>> Groups(DocumentNode list, CombinationSpan span)
    {
        var seen = new HashSet<Coordinate>();
        var groups = new List<IReadOnlyList<Coordinate>>();
        foreach (var group in list.Items)
        {
            var fields = group.Items.SelectMany(node => Fields(node, span)).Distinct().ToList();
            foreach (var both in fields.Where(field => !seen.Add(field)))
            {
                terms.Report(group, "overlapping-groups", $"{both} is in two groups, so it alone would be the combination. Keep it in one.");
            }

            groups.Add(fields);
        }

        return groups;
    }

    private IEnumerable<Coordinate> Fields(DocumentNode node, CombinationSpan span)
    {
        var kinds = new RecordKinds(terms.Standard);
        var fields = new FieldSelectors(terms.Standard, terms.Report).Resolve(node);
        if (fields.FirstOrDefault(field => field.Category == SharingCategory.Withheld) is { } withheld)
        {
            terms.Report(node, "withheld-field", $"{withheld.Coordinate} is withheld by law (category N): nobody reads it. Take it out.");
        }
        else if (fields.FirstOrDefault(field => !kinds.IsPerson(field.Coordinate)) is { } other)
        {
            terms.Report(node, "never-matches", $"{other.Coordinate} is not about a person: what is read of one person is looked at together.");
        }
        else if (span == CombinationSpan.Day && fields.FirstOrDefault(field => !field.Coordinate.IsOf(RecordKinds.Person)) is { } lookup)
        {
            terms.Report(node, "never-matches",
                $"{lookup.Coordinate} is no field of Person: over a day it is kept which fields of a person were read. Take it out, or say 'span: answer'.");
        }

        return fields.Select(field => field.Coordinate);
    }
}
