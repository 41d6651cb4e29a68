using Exchange.Policy.Documents;
using Exchange.Policy.Standard;
using Exchange.Policy.Vocabularies;

namespace Exchange.Policy.Comparison;

/// <summary>
/// What changes about the words that decide something beside the rules: what counts as a case number, what a consent covers, who has what a
/// department's schema demands, the city's clock; and about clients and trusted documents.
/// </summary>
internal static class WordTerms
{
    private const string Separator = ", ";

    public static IEnumerable<TermChange> Compare(PolicySet before, PolicySet after)
    {
        var (old, now) = (before.Vocabulary, after.Vocabulary);
        return
        [
            // WHY the first four open nothing by being there: no rule speaks of them yet, and what one that does opens stands in the lines.
            .. Compare("purpose", old.Purposes, now.Purposes, purpose => purpose.Code, Text, opensWhenNew: false),
            .. Compare("scope", old.Scopes, now.Scopes, scope => scope.Code, Text, opensWhenNew: false, isWithin: HasNoOtherParts),
            .. Compare("bases", [old], [now], _ => "order", words => Text(words.Bases.Select(basis => basis.Code)), opensWhenNew: false),
            .. Compare("clock", [old], [now], _ => "utcOffset", words => $"{words.UtcOffset}", opensWhenNew: false),
            .. Compare("requirement", Granted(old), Granted(now), granted => granted, _ => "", opensWhenNew: true),
            .. Compare("client", before.Clients, after.Clients, client => client.ClientId, Text, opensWhenNew: true),
            .. Compare("document", before.Documents, after.Documents, each => $"{each.ClientId}/{each.Name}", each => each.Hash, opensWhenNew: true),
        ];
    }

    private static IEnumerable<TermChange> Compare<T>(
        string kind,
        IEnumerable<T> before,
        IEnumerable<T> after,
        Func<T, string> idOf,
        Func<T, string> textOf,
        bool opensWhenNew,
        Func<string, string, bool>? isWithin = null)
    {
        var old = before.ToDictionary(idOf, textOf, StringComparer.Ordinal);
        foreach (var (id, text) in after.Select(each => (idOf(each), textOf(each))))
        {
            if (!old.Remove(id, out var was))
            {
                yield return Change(kind, id, "新增", "is new", opensWhenNew);
            }
            else if (was != text)
            {
                yield return Change(kind, id, $"原为 {was}；现为 {text}", $"was {was}; is {text}", opens: isWithin?.Invoke(text, was) != true);
            }
        }

        foreach (var id in old.Keys)
        {
            yield return Change(kind, id, "取消", "is gone", opens: false);
        }
    }

    private static string Text(IEnumerable<string> parts) => string.Join(Separator, parts);

    private static string Text(Purpose purpose) => Text([purpose.Parent ?? "-", purpose.CaseFormat?.Template ?? "-"]);

    private static string Text(ConsentScope scope) => Text(scope.Coordinates.Select(field => field.Value));

    private static string Text(ClientCard client) => Text(
        [client.Department.Value, .. client.Roles, .. client.Purposes, client.RegionCode, client.Officer ?? "-"]);

    private static bool HasNoOtherParts(string inner, string outer) => inner.Split(Separator).All(outer.Split(Separator).Contains);

    // One entry for every single thing that is granted, so that a list written otherwise is no change.
    private static IEnumerable<string> Granted(Vocabulary vocabulary) =>
        (from granted in vocabulary.Requirements
         from name in granted.Names
         from department in granted.Departments
         from role in granted.Roles
         from purpose in granted.Purposes.DefaultIfEmpty("*")
         select $"{granted.Department} {name} to {department} {role} for {purpose}").Distinct(StringComparer.Ordinal);

    private static TermChange Change(string kind, string id, string chinese, string english, bool opens) =>
        new(kind, id, new Title($"{kind} {id} {chinese}", $"{kind} {id} {english}"), opens);
}
