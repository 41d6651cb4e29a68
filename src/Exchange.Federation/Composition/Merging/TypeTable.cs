using Exchange.Federation.Composition.Subgraphs;
using Exchange.GraphQL.Language;

namespace Exchange.Federation.Composition.Merging;

/// <summary>The types of all subgraphs by name, and how they relate once they are merged. Immutable.</summary>
internal sealed class TypeTable
{
    private readonly Dictionary<string, HashSet<string>> _wider = new(StringComparer.Ordinal);

    public TypeTable(IReadOnlyList<SubgraphSchema> schemas)
    {
        foreach (var type in schemas.SelectMany(schema => schema.Types.Values))
        {
            foreach (var contract in type.Interfaces)
            {
                Add(type.Name, contract);
            }

            foreach (var member in type.Members)
            {
                Add(member, type.Name);
            }
        }
    }

    /// <summary>Whether a value of the first type is always one of the second, which is another one.</summary>
    public bool IsNarrower(string type, string wider) => _wider.TryGetValue(type, out var known) && known.Contains(wider);

    /// <summary>Whether a value of the first type is always one of the second.</summary>
    public bool IsSubtype(TypeNode type, TypeNode wider) => TypeNodes.IsSubtype(type, wider, IsNarrower);

    /// <summary>The type that every value of any of them has; null where there is none among them.</summary>
    public TypeNode? Widest(IEnumerable<TypeNode> types) => Choose(types, (kept, next) => IsSubtype(next, kept));

    /// <summary>The type whose values all of them take; null where there is none among them.</summary>
    public TypeNode? Narrowest(IEnumerable<TypeNode> types) => Choose(types, IsSubtype);

    private static TypeNode? Choose(IEnumerable<TypeNode> types, Func<TypeNode, TypeNode, bool> keepsFirst)
    {
        TypeNode? kept = null;
        foreach (var type in types)
        {
            if (kept is null || keepsFirst(kept, type))
            {
                kept ??= type;
            }
            else if (keepsFirst(type, kept))
            {
                kept = type;
            }
            else
            {
                return null;
            }
        }

        return kept;
    }

    private void Add(string type, string wider)
    {
        if (!_wider.TryGetValue(type, out var known))
        {
            _wider.Add(type, known = new HashSet<string>(StringComparer.Ordinal));
        }

        known.Add(wider);
    }
}
