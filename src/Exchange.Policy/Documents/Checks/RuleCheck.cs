using Exchange.Policy.Documents.Reading;
using Exchange.Policy.Documents.Yaml;

namespace Exchange.Policy.Documents.Checks;

/// <summary>What a rule has to say: a purpose for personal data, a basis, its article, levels that open.</summary>
internal sealed class RuleCheck(Terms terms)
{
    public void Check(DocumentNode node, PolicyRule rule)
    {
        if (rule.Opens.Any(open => open.Level == 0))
        {
            terms.Report(node["open"], "opens-nothing", $"The rule '{rule.Id}' opens fields at 'none'. To close something, write a restriction.");
        }

        CheckPurposes(node, rule);
        CheckBasis(node, rule);
        if (rule.Obligations.NotifyPerson && !rule.Opens.Any(open => new RecordKinds(terms.Standard).IsPerson(open.Coordinate)))
        {
            terms.Report(node["obligations"]["notifyPerson"], "nobody-to-notify",
                $"Nothing that the rule '{rule.Id}' opens is about a person who could be told. Take 'notifyPerson' out.");
        }
    }

    private void CheckPurposes(DocumentNode node, PolicyRule rule)
    {
        if (node["purposes"].Exists)
        {
            return;
        }

        if (rule.Opens.FirstOrDefault(open => IsPersonal(open.Coordinate)) is { Coordinate.Value: not null } personal)
        {
            terms.Report(node["open"], "purpose-missing",
                $"The rule '{rule.Id}' opens {personal.Coordinate}, which is level 3 or 4, without a purpose. Add 'purposes'.");
        }

        if (rule.Joins.Any(IsPersonal))
        {
            terms.Report(node["joins"], "purpose-missing", $"The rule '{rule.Id}' joins what is level 3 or 4, without a purpose. Add 'purposes'.");
        }
    }

    private void CheckBasis(DocumentNode node, PolicyRule rule)
    {
        if (!node["basis"].Exists)
        {
            var what = rule.Opens.Count > 0 ? $"{rule.Opens[0].Coordinate}, which is conditional," : "conditional data";
            terms.Report(node, "basis-missing", $"The rule '{rule.Id}' opens {what} without a legal basis. Add 'basis'.");
        }
        else if (terms.Basis(node["basis"]) is { NeedsArticle: true } && rule.Article is null)
        {
            terms.Report(node["basis"], "article-missing", $"The basis '{rule.Basis}' needs the article of law. Add 'article'.");
        }
    }

    private bool IsPersonal(Coordinate coordinate) => terms.Standard.TryField(coordinate, out var field) && field.Classification >= 3;
}
