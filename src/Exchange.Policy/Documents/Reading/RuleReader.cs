using System.Globalization;
using Exchange.Policy.Decisions;
using Exchange.Policy.Documents.Yaml;
using Exchange.Policy.Standard;

namespace Exchange.Policy.Documents.Reading;

/// <summary>Reads one rule.</summary>
internal sealed class RuleReader(Terms terms, DepartmentId owner)
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:sszzz";

    public PolicyRule Read(DocumentNode node)
    {
        var id = node["id"].Text ?? "";
        if (id == DecisionTable.Unconditional)
        {
            terms.Report(node["id"].Finding("duplicate-id", $"The id '{id}' is the built-in rule for unconditional data."));
        }

        var opens = new LevelReader(terms, owner).Read(node["open"]);
        var rule = new PolicyRule
        {
            Id = id,
            Owner = owner,
            Title = Terms.Title(node["title"]),
            Opens = opens,
            Departments = terms.Departments(node["to"]["departments"]),
            Roles = terms.Roles(node["to"]["roles"]),
            Purposes = terms.Purposes(node["purposes"]),
            Basis = node["basis"].Text ?? "",
            Article = node["article"].Text,
            Joins = Joins(node["joins"]),
            Conditions = Conditions(node["conditions"]),
        };
        Check(node, rule);
        return rule;
    }

    private void Check(DocumentNode node, PolicyRule rule)
    {
        if (rule.Opens.Any(open => open.Level == 0))
        {
            terms.Report(node["open"].Finding("opens-nothing",
                $"The rule '{rule.Id}' opens fields at 'none'. To close something, write a restriction."));
        }

        if (!node["purposes"].Exists && rule.Opens.FirstOrDefault(IsPersonal) is { Coordinate.Value: not null } personal)
        {
            terms.Report(node["open"].Finding("purpose-missing",
                $"The rule '{rule.Id}' opens {personal.Coordinate}, which is level 3 or 4, without a purpose. Add 'purposes'."));
        }

        if (terms.Basis(node["basis"]) is { NeedsArticle: true } && rule.Article is null)
        {
            terms.Report(node["basis"].Finding("article-missing", $"The basis '{rule.Basis}' needs the article of law. Add 'article'."));
        }

        if (!node["purposes"].Exists && rule.Joins.Any(IsPersonal))
        {
            terms.Report(node["joins"].Finding("purpose-missing",
                $"The rule '{rule.Id}' joins what is level 3 or 4, without a purpose. Add 'purposes'."));
        }

        CheckConsent(node["conditions"]["consent"], rule);
        CheckCase(node["conditions"]["case"], rule);
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
                terms.Report(node.Finding("withheld-field",
                    $"{field.Coordinate} is withheld by law (category N): no department is told of it. Take it out."));
            }
            else if (!joined.Contains(field.Coordinate))
            {
                joined.Add(field.Coordinate);
            }
        }

        return joined;
    }

    private bool IsPersonal(FieldLevel open) => IsPersonal(open.Coordinate);

    private bool IsPersonal(Coordinate coordinate) => terms.Standard.TryField(coordinate, out var field) && field.Classification >= 3;

    private void CheckConsent(DocumentNode node, PolicyRule rule)
    {
        if (terms.Scope(node) is not { } scope)
        {
            return;
        }

        foreach (var open in rule.Opens.Where(open => !scope.Coordinates.Contains(open.Coordinate)))
        {
            terms.Report(node.Finding("scope-too-narrow",
                $"The scope '{scope.Code}' does not cover {open.Coordinate}: nobody who agreed to it agreed to this. "
                + "Widen the scope or split the rule."));
        }
    }

    private void CheckCase(DocumentNode node, PolicyRule rule)
    {
        var purposes = terms.Vocabulary.Purposes.Where(purpose =>
            rule.Conditions.Case && terms.Vocabulary.WithAncestors(purpose.Code).Any(rule.Purposes.Contains) && purpose.CaseFormat is null);
        foreach (var purpose in purposes)
        {
            terms.Report(node.Finding("case-format-missing",
                $"The rule '{rule.Id}' needs a case number, but the purpose '{purpose.Code}' "
                + "has no caseFormat in the vocabulary: nobody could meet it."));
        }
    }

    private RuleConditions Conditions(DocumentNode node)
    {
        var (from, until) = (Instant(node["from"]), Instant(node["until"]));
        if (from >= until)
        {
            terms.Report(node["until"].Finding("empty-validity", "The rule ends before it begins."));
        }

        return new RuleConditions
        {
            Consent = node["consent"].Text,
            SameRegion = node["sameRegion"].IsTrue,
            Case = node["case"].IsTrue,
            Emergency = node["emergency"].IsTrue,
            From = from,
            Until = until,
        };
    }

    private DateTimeOffset? Instant(DocumentNode node)
    {
        if (node.Text is not { } text)
        {
            return null;
        }

        if (DateTimeOffset.TryParseExact(text, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant))
        {
            return instant;
        }

        terms.Report(node.Finding("bad-time", "Expected a time with its offset, for example 2026-01-01T00:00:00+08:00."));
        return null;
    }
}
