using System.Globalization;
using Exchange.Policy.Documents.Yaml;
using Exchange.Policy.Findings;
using Exchange.Policy.Standard;
using Exchange.Policy.Vocabularies;

namespace Exchange.Policy.Documents.Reading;

/// <summary>Reads <c>vocabulary.yaml</c>.</summary>
internal sealed class VocabularyReader(DataStandard standard, Action<Finding> report)
{
    private static readonly TimeSpan CityClock = TimeSpan.FromHours(8);
    private static readonly TimeSpan MostAhead = TimeSpan.FromHours(14);

    public Vocabulary Read(DocumentNode root)
    {
        var roles = Unique(root["roles"], "role", (node, code) => new Role(code, Terms.Title(node["title"])));
        var purposes = Unique(root["purposes"], "purpose", Purpose);
        var bases = Unique(
            root["bases"], "basis", (node, code) => new LegalBasis(code, Terms.Title(node["title"]), node["needsArticle"].IsTrue));
        var scopes = Unique(
            root["scopes"], "scope", (node, code) => new ConsentScope(code, Terms.Title(node["title"]), Fields(node["fields"]))
            {
                Route = node["route"]["zh"].Text is null ? null : Terms.Title(node["route"]),
            });
        var vocabulary = new Vocabulary(roles, purposes, bases, scopes);
        foreach (var node in root["purposes"].Items)
        {
            CheckPurpose(vocabulary, node);
        }

        var words = new Vocabulary(roles, purposes, bases, scopes) { Departments = Receivers(root["departments"]), UtcOffset = Offset(root["utcOffset"]) };
        return new Vocabulary(roles, purposes, bases, scopes)
        {
            Departments = words.Departments, UtcOffset = words.UtcOffset, Requirements = Requirements(root["requirements"], words),
        };
    }

    private List<Receiver> Receivers(DocumentNode list)
    {
        var receivers = Unique(list, "department", (node, code) => new Receiver(new DepartmentId(code), Terms.Title(node["title"])));
        foreach (var node in list.Items.Where(node => IsOwner(node["code"].Text)))
        {
            report(node["code"].Finding("duplicate-id", $"The department '{node["code"].Text}' owns data: schemas/departments has it already."));
        }

        return receivers;
    }

    private bool IsOwner(string? code) => code == DataStandard.Hub.Value || standard.Departments.Any(card => card.Code.Value == code);

    private TimeSpan Offset(DocumentNode node)
    {
        if (node.Text is not { } text)
        {
            return CityClock;
        }

        if (text.Length == 6 && text[0] is '+' or '-' && TimeSpan.TryParseExact(text[1..], "hh\\:mm", CultureInfo.InvariantCulture, out var ahead)
            && ahead <= MostAhead)
        {
            return text[0] == '-' ? -ahead : ahead;
        }

        report(node.Finding("bad-offset", "Expected how far the city's clock is ahead of UTC, for example \"+08:00\"."));
        return CityClock;
    }

    private List<GrantedRequirement> Requirements(DocumentNode list, Vocabulary vocabulary)
    {
        var terms = new Terms(standard, vocabulary, report);
        return
        [
            .. from node in list.Items
               let department = terms.Owner(node["department"])
               where department is not null
               select new GrantedRequirement(
                   department.Value,
                   [.. node["names"].Items.Select(name => name.Text).OfType<string>()],
                   terms.Departments(node["to"]["departments"]),
                   terms.Roles(node["to"]["roles"]),
                   terms.Purposes(node["to"]["purposes"])),
        ];
    }

    private static Purpose Purpose(DocumentNode node, string code) => new(
        code,
        Terms.Title(node["title"]),
        node["parent"].Text,
        node["reference"].Text,
        node["caseFormat"].Text is { } format ? new CaseFormat(format) : null);

    private List<T> Unique<T>(DocumentNode list, string kind, Func<DocumentNode, string, T> make)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var all = new List<T>();
        foreach (var node in list.Items)
        {
            if (node["code"].Text is not { } code)
            {
                continue;
            }

            if (seen.Add(code))
            {
                all.Add(make(node, code));
            }
            else
            {
                report(node["code"].Finding("duplicate-id", $"The {kind} '{code}' is there already."));
            }
        }

        return all;
    }

    private void CheckPurpose(Vocabulary vocabulary, DocumentNode node)
    {
        if ((RefusedPurposes.Explain(node["code"].Text) ?? RefusedPurposes.Explain(node["parent"].Text)) is { } why)
        {
            report(node["code"].Finding("refused-purpose", $"{why.En} Take the purpose out."));
        }
        else if (node["parent"].Text is { } parent && vocabulary.FindPurpose(parent) is null)
        {
            var known = Suggestion.For(parent, vocabulary.Purposes.Select(purpose => purpose.Code));
            report(node["parent"].Finding("unknown-purpose", $"There is no purpose '{parent}'.{known}"));
        }
        else if (node["code"].Text is { } code && vocabulary.WithAncestors(code).Skip(1).Contains(code))
        {
            report(node["parent"].Finding("circular-purpose", $"The purpose '{code}' is its own ancestor."));
        }
    }

    private List<Coordinate> Fields(DocumentNode list)
    {
        var selectors = new FieldSelectors(standard, report);
        return [.. list.Items.SelectMany(node => selectors.Resolve(node)).Select(field => field.Coordinate).Distinct()
            .OrderBy(coordinate => coordinate.Value, StringComparer.Ordinal)];
    }
}
