namespace Exchange.GraphQL.TypeSystem.Rules;

/// <summary>Finds cycles among elements that refer to each other.</summary>
internal static class ReferenceCycles
{
    /// <summary>
    /// The cycles, each as a path that ends where it starts. Walks with a stack of its own: chains of types may be longer than the call
    /// stack is deep.
    /// </summary>
    public static IEnumerable<IReadOnlyList<T>> Find<T>(IEnumerable<T> elements, Func<T, IEnumerable<T>> references)
        where T : class
    {
        var finished = new HashSet<T>(ReferenceEqualityComparer.Instance);
        foreach (var element in elements.Where(element => !finished.Contains(element)))
        {
            var path = new List<T> { element };
            var pending = new Stack<IEnumerator<T>>([references(element).GetEnumerator()]);
            while (pending.TryPeek(out var next))
            {
                if (!next.MoveNext())
                {
                    pending.Pop().Dispose();
                    finished.Add(path[^1]);
                    path.RemoveAt(path.Count - 1);
                }
                else if (path.FindIndex(known => ReferenceEquals(known, next.Current)) is >= 0 and var start)
                {
                    yield return [.. path[start..], next.Current];
                }
                else if (!finished.Contains(next.Current))
                {
                    path.Add(next.Current);
                    pending.Push(references(next.Current).GetEnumerator());
                }
            }
        }
    }
}
