using Exchange.GraphQL.Execution;

namespace Exchange.Demo.Health;

/// <summary>What a query really selected on an entity, as governed coordinates: the leaves of value objects, and links as such.</summary>
internal static class SelectedCoordinates
{
    private const int MaxDepth = 16;

    /// <summary>The coordinates of one entity type, depth first; <c>__typename</c> is no datum.</summary>
    public static IEnumerable<string> Of(SelectedSet selection, string type) => Of(selection, type, type, 0);

    private static IEnumerable<string> Of(SelectedSet selection, string type, string path, int depth)
    {
        foreach (var field in selection.For(type).Where(field => !field.IsTypeName))
        {
            var coordinate = $"{path}.{field.Definition.Name}";
            var inner = field.Selection?.Type.Name;
            if (inner is null || depth == MaxDepth || HealthRegistry.KeyField(inner) is not null)
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
