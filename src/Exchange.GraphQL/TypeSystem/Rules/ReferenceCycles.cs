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
            var place = new Dictionary<T, int>(ReferenceEqualityComparer.Instance) { [element] = 0 };
            var pending = new Stack<IEnumerator<T>>([references(element).GetEnumerator()]);
            while (pending.TryPeek(out var next))
            {
                if (!next.MoveNext())
                {
                    pending.Pop().Dispose();
                    finished.Add(path[^1]);
                    place.Remove(path[^1]);
                    path.RemoveAt(path.Count - 1);
                }
                else if (place.TryGetValue(next.Current, out var start))
                {
                    yield return [.. path[start..], next.Current];
                }
                else if (!finished.Contains(next.Current))
                {
                    place.Add(next.Current, path.Count);
                    path.Add(next.Current);
                    pending.Push(references(next.Current).GetEnumerator());
                }
            }
        }
    }
}
