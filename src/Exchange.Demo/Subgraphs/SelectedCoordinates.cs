using Exchange.GraphQL.Execution;

namespace Exchange.Demo.Subgraphs;

/// <summary>What a query really selected on an entity, as governed coordinates: the leaves of value objects, and links as such.</summary>
internal sealed class SelectedCoordinates(ISubgraphRecords records)
{
    private const int MaxDepth = 16;

    /// <summary>The coordinates of one entity type, depth first; <c>__typename</c> is no datum.</summary>
    public IEnumerable<string> Of(SelectedSet selection, string type) => Of(selection, type, type, 0);

    private IEnumerable<string> Of(SelectedSet selection, string type, string path, int depth)
    {
        foreach (var field in selection.For(type).Where(field => !field.IsTypeName))
        {
            var coordinate = $"{path}.{field.Definition.Name}";
            var inner = field.Selection?.Type.Name;
            if (inner is null || depth == MaxDepth || records.KeyField(inner) is not null)
            {
                yield return coordinate;
                continue;
            }

            foreach (var below in Of(field.Selection!, inner, coordinate, depth + 1))
            {
                yield return below;
            }
        }
    }
}
