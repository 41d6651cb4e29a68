using Exchange.Federation.Sources;

namespace Exchange.Demo.Sources;

/// <summary>The governed coordinates in a request to a source: the leaves of value objects, and links as such.</summary>
internal static class AskedCoordinates
{
    private const int MaxDepth = 8;

    /// <summary>The coordinates, depth first.</summary>
    public static IEnumerable<string> Of(IReadOnlyList<RequestedField> fields, int depth = 0)
    {
        foreach (var field in fields)
        {
            if (IsValueObject(field) && depth < MaxDepth)
            {
                foreach (var coordinate in Of(field.Children, depth + 1))
                {
                    yield return coordinate;
                }
            }
            else
            {
                yield return field.Coordinate;
            }
        }
    }

    // WHY: below a value object the path goes on; below a link the coordinates of another entity begin.
    private static bool IsValueObject(RequestedField field) =>
        field.Children.Count > 0 && field.Children[0].Coordinate.StartsWith(field.Coordinate + ".", StringComparison.Ordinal);
}
