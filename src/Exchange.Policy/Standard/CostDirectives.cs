namespace Exchange.Policy.Standard;

/// <summary>Writes what the standard says of cost as the directives of Apollo Federation 2.9.</summary>
internal static class CostDirectives
{
    /// <summary>
    /// <c>@cost</c> of a type. What an operation costs is the number of records that it can make departments read: a value object and a
    /// page come with the record that holds them, so they cost nothing unless the standard says so. No directive stands on an interface.
    /// </summary>
    public static string Of(StandardType type) => type.Kind switch
    {
        StandardTypeKind.Value or StandardTypeKind.Connection => Cost(type.Cost ?? 0),
        StandardTypeKind.Interface => "",
        _ => Cost(type.Cost),
    };

    /// <summary><c>@cost</c> and <c>@listSize</c> of a field.</summary>
    public static string Of(StandardProperty property) => Cost(property.Cost) + Size(property.ListSize);

    private static string Cost(int? weight) => weight is null ? "" : $" @cost(weight: {weight})";

    private static string Size(StandardListSize? size)
    {
        if (size is null)
        {
            return "";
        }

        string[] arguments =
        [
            .. size.Assumed is { } assumed ? [$"assumedSize: {assumed}"] : (string[])[],
            .. size.Arguments.Count > 0 ? [$"slicingArguments: {Names(size.Arguments)}"] : (string[])[],
            .. size.Fields.Count > 0 ? [$"sizedFields: {Names(size.Fields)}"] : (string[])[],

            // WHY: whoever answers says itself, and better, which of its arguments it needs.
            "requireOneSlicingArgument: false",
        ];
        return $" @listSize({string.Join(", ", arguments)})";
    }

    private static string Names(IEnumerable<string> names) => $"[{string.Join(", ", names.Select(name => $"\"{name}\""))}]";
}
