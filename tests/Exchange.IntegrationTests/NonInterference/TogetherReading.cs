using Exchange.Policy;
using Exchange.Policy.Documents;
using Exchange.Policy.Standard;

namespace Exchange.IntegrationTests.NonInterference;

/// <summary>Reads which fields of one request may not be read together: where one of every group is selected and open, the last group is closed.</summary>
internal static class TogetherReading
{
    public static void Close(DataStandard standard, RuleReading rules, IReadOnlyList<Combination> combinations, IReadOnlyList<Ask> roots)
    {
        var open = roots.Where(root => root.Name != "me").SelectMany(root => OfPersons(standard, root.Type, root.Type, root.Children))
            .Where(field => rules.JudgeRequest(field).Reason is null).Select(field => field.Coordinate).ToHashSet();
        foreach (var combination in combinations.Where(each => each.Span == CombinationSpan.Answer && !rules.Meets(each)))
        {
            if (combination.Groups.All(group => group.Any(open.Contains)))
            {
                rules.Met.Add("combination");
                rules.Together.UnionWith(combination.Groups[^1].Select(field => field.Value));
                open.ExceptWith(combination.Groups[^1]);
            }
        }
    }

    // Every selected field of persons, wherever in the request.
    private static IEnumerable<GovernedField> OfPersons(DataStandard standard, string type, string path, IReadOnlyList<Ask> asks)
    {
        foreach (var ask in asks.Where(ask => !ask.IsSkipped && ask.Name != "__typename"))
        {
            var (holder, from) = ask.On is { } on ? (on, on) : (type, path);
            if (standard.TryField(new Coordinate($"{from}.{ask.Name}"), out var field) && from.Split('.')[0] == "Person" && !ask.IsUnlisted)
            {
                yield return field;
            }

            var isEntity = standard.IsEntity(ask.Type);
            foreach (var inner in OfPersons(standard, isEntity ? ask.Type : holder, isEntity ? ask.Type : $"{from}.{ask.Name}", ask.Children))
            {
                yield return inner;
            }
        }
    }
}
