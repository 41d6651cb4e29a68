namespace Exchange.Policy.Standard.Reading;

/// <summary>Orders types as a reader of the graph meets them: from the roots down, field by field.</summary>
internal static class TypeOrder
{
    public static IReadOnlyList<StandardType> Of(IReadOnlyList<StandardType> types)
    {
        var byName = types.ToDictionary(type => type.Name, StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var ordered = new List<StandardType>();
        var roots = types.Where(type => type.Kind == StandardTypeKind.Root);
        foreach (var start in roots.Concat(types))
        {
            Visit(new Stack<StandardType>([start]));
        }

        return ordered;

        void Visit(Stack<StandardType> pending)
        {
            while (pending.TryPop(out var type))
            {
                if (!seen.Add(type.Name))
                {
                    continue;
                }

                ordered.Add(type);
                var next = type.Properties.Select(property => property.Type)
                    .Concat(types.Where(candidate => candidate.Implements == type.Name).Select(candidate => candidate.Name));
                foreach (var name in next.Reverse())
                {
                    if (byName.TryGetValue(name, out var reached))
                    {
                        pending.Push(reached);
                    }
                }
            }
        }
    }
}
