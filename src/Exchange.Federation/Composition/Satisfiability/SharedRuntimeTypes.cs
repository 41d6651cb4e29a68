using Exchange.Federation.Supergraphs;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.Federation.Composition.Satisfiability;

/// <summary>Checks that subgraphs which share a field of an abstract type can give the same objects in it.</summary>
internal static class SharedRuntimeTypes
{
    public static void Check(Supergraph supergraph, ErrorList errors)
    {
        foreach (var type in supergraph.Types.Where(type => type.Type is ObjectType))
        {
            foreach (var field in type.Fields.Where(field => field.Definition.Type.Named is InterfaceType or UnionType))
            {
                Check(supergraph, $"{type.Name}.{field.Name}", field, errors);
            }
        }
    }

    private static void Check(Supergraph supergraph, string coordinate, SupergraphField field, ErrorList errors)
    {
        var byGraph = field.Joins.Where(join => join is { IsExternal: false, IsOverridden: false, OverrideLabel: null })
            .Select(join => (join.Subgraph, Type: supergraph.Type(join.Type.Named.Name)?.Join(join.Subgraph)))
            .Where(entry => entry.Type is { IsInterfaceObject: false })
            .Select(entry => (entry.Subgraph, Types: entry.Type!.PossibleTypes.Select(type => type.Name).ToHashSet(StringComparer.Ordinal)))
            .ToList();
        if (byGraph.Count < 2 || byGraph.TrueForAll(entry => entry.Types.SetEquals(byGraph[0].Types)))
        {
            return;
        }

        var given = string.Join(", ", byGraph.Select(entry =>
            $"{string.Join(" and ", entry.Types.Order(StringComparer.Ordinal).Select(name => $"\"{name}\""))} in \"{supergraph.Subgraphs[entry.Subgraph].Name}\""));
        if (byGraph.Select(entry => entry.Types.AsEnumerable()).Aggregate((left, right) => left.Intersect(right)).Any())
        {
            errors.Hint(
                CompositionCodes.InconsistentRuntimeTypes, $"\"{coordinate}\" is shared and gives different types of objects: {given}.", null, coordinate);
            return;
        }

        errors.Add(
            CompositionCodes.ShareableHasMismatchedRuntimeTypes,
            $"\"{coordinate}\" is shared, and no type of object can be in it everywhere: {given}.",
            supergraph.Subgraphs[byGraph[0].Subgraph].Name,
            coordinate);
    }
}
