namespace Exchange.GraphQL.Language;

/// <summary>The lists of nodes without the cost of an interface.</summary>
internal static class NodeLists
{
    /// <summary>The nodes as a span. The parser gives arrays, so only lists that were built by hand are copied.</summary>
    public static ReadOnlySpan<T> AsSpan<T>(this IReadOnlyList<T> nodes)
        where T : class => nodes is T[] array ? array : nodes.ToArray();
}
