using Exchange.Federation.Composition.Subgraphs;
using Exchange.GraphQL.Language;

namespace Exchange.Federation.Composition.Merging;

/// <summary>The directives for operations that every subgraph defines: callers may use them where all of them allow it.</summary>
internal sealed class ExecutableDirectives(Merge merge)
{
    /// <summary>The definitions that are left.</summary>
    public IEnumerable<DirectiveDefinitionNode> Definitions()
    {
        foreach (var name in merge.Schemas[0].DirectiveDefinitions.Keys)
        {
            var sources = merge.Schemas.Select(schema => schema.DirectiveDefinitions.GetValueOrDefault(name)).OfType<DirectiveDefinitionNode>().ToList();
            var locations = sources.Select(source => source.Locations.AsEnumerable()).Aggregate((left, right) => left.Intersect(right))
                .Intersect(DirectiveLocations.Executable).ToList();
            if (sources.Count == merge.Schemas.Count && locations.Count > 0)
            {
                var arguments = new InputMerger(merge).Arguments($"@{name}", [.. sources.Select(Inputs)])
                    .Select(argument => new InputValueNode(argument.Name, argument.Type, argument.DefaultValue));
                yield return new DirectiveDefinitionNode(name, [.. arguments], sources.TrueForAll(source => source.IsRepeatable), locations);
            }
        }
    }

    private static IReadOnlyList<SubgraphInput> Inputs(DirectiveDefinitionNode node) =>
        [.. node.Arguments.Select(argument => new SubgraphInput($"@{node.Name}({argument.Name}:)", argument.Name, argument.Type, argument.DefaultValue))];
}
