namespace Exchange.GraphQL.TypeSystem.Comparison;

/// <summary>Elements of two schemas side by side by name.</summary>
internal static class Pairing
{
    /// <summary>Every name once, in the old order, then what is new; at least one side is not null.</summary>
    public static IEnumerable<(T? Old, T? New)> ByName<T>(IEnumerable<T> old, IEnumerable<T> @new, Func<T, string> nameOf)
        where T : class
    {
        var left = old.ToDictionary(nameOf, StringComparer.Ordinal);
        var right = @new.ToDictionary(nameOf, StringComparer.Ordinal);
        return left.Keys.Union(right.Keys).Select(name => (left.GetValueOrDefault(name), right.GetValueOrDefault(name)));
    }
}
