using Exchange.Federation.Supergraphs;
using Exchange.GraphQL.Language;

namespace Exchange.Federation.Composition.Satisfiability;

/// <summary>Says why a field cannot be had: the query, the subgraphs that it got to, and why no way leads on.</summary>
internal sealed class Explanation(Supergraph supergraph, ReachablePlaces reach)
{
    private const int MaxStarts = 4;

    /// <summary>Reports one field that cannot be had of the objects that the steps lead to.</summary>
    public void Report(string type, string field, IReadOnlyCollection<Place> places, QueryStep step, ErrorList errors)
    {
        var isLeaf = supergraph.Schema.Type(type) is GraphQL.TypeSystem.FieldsType known && known.Field(field) is { Type.Named.IsLeaf: true };
        var reasons = places.Take(MaxStarts).SelectMany(start => Reasons(type, field, start)).ToList();
        var owners = Owners(type, field).Select(place => $"\"{Name(place)}\"").Distinct().ToList();
        errors.Add(
            CompositionCodes.SatisfiabilityError,
            $"The graph allows the query\n{step.Then(field).Query(isLeaf)}and the subgraphs cannot answer it:\n{string.Join('\n', reasons)}",
            places.Count > 0 ? Name(places.First()) : null,
            $"{type}.{field}",
            hint: owners.Count == 0
                ? $"No subgraph resolves \"{type}.{field}\" by itself."
                : $"Let {string.Join(" or ", owners)} have a \"@key\" of \"{type}\" whose fields the subgraph that the query got to resolves, "
                    + "or let that one resolve the field, too (\"@shareable\").");
    }

    private string Name(Place place) => supergraph.Subgraphs[place.Subgraph].Name;

    private IEnumerable<Place> Owners(string type, string field) => reach.Candidates(type)
        .Where(place => place.Type.Field(field)?.Join(place.Subgraph) is { IsExternal: false, IsOverridden: false });

    private IEnumerable<string> Reasons(string type, string field, Place start)
    {
        var reached = reach.From(type, start);
        yield return $"- from subgraph \"{Name(start)}\":";
        yield return start.Type.Field(field)?.Join(start.Subgraph) switch
        {
            null => $"  - it has no field \"{type}.{field}\".",
            { IsExternal: true } => $"  - \"{type}.{field}\" is \"@external\" there.",
            { IsOverridden: true } => $"  - \"{type}.{field}\" was taken over from it.",
            { Requires: { } requires } => $"  - \"{type}.{field}\" requires {Text(requires)}, which cannot be fetched and brought back.",
            _ => $"  - it does not know what kind of object it is.",
        };
        foreach (var owner in Owners(type, field).Where(owner => owner.Subgraph != start.Subgraph))
        {
            yield return $"  - {WhyNot(type, field, owner, reached)}";
        }
    }

    private string WhyNot(string type, string field, Place owner, IReadOnlyList<Place> reached)
    {
        var keys = owner.Type.Join(owner.Subgraph)!.Keys;
        if (reached.Any(place => place.Subgraph == owner.Subgraph))
        {
            return owner.Type.Field(field)!.Join(owner.Subgraph)!.Requires is { } requires
                ? $"\"{Name(owner)}\" can be asked, but its \"{type}.{field}\" requires {Text(requires)}, which cannot be fetched."
                : $"\"{Name(owner)}\" can be asked, but does not give \"{type}.{field}\" there.";
        }

        var resolvable = keys.Where(key => key.IsResolvable).Select(key => Text(key.Fields)).ToList();
        return resolvable.Count > 0 ? $"\"{Name(owner)}\" cannot be asked: its key {string.Join(" or ", resolvable)} cannot be fetched."
            : keys.Count > 0 ? $"\"{Name(owner)}\" cannot be asked: no \"@key\" of \"{owner.Type.Name}\" is resolvable there."
            : $"\"{Name(owner)}\" cannot be asked: \"{owner.Type.Name}\" has no \"@key\" there.";
    }

    private static string Text(SelectionSet set) =>
        $"\"{string.Join(' ', set.Selections.Select(selection => DocumentPrinter.Print(selection, PrintLayout.Compact)))}\"";
}
