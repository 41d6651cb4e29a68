using Exchange.GraphQL.Language;

namespace Exchange.Federation.Composition.Subgraphs;

/// <summary>What can be asked of a type reference as written.</summary>
internal static class TypeNodes
{
    /// <summary>The name inside all lists and non-nulls.</summary>
    public static string NameOf(TypeNode type)
    {
        while (type is not NamedTypeNode)
        {
            type = type is ListTypeNode list ? list.ItemType : ((NonNullTypeNode)type).NullableType;
        }

        return ((NamedTypeNode)type).Name;
    }

    /// <summary>The reference as text.</summary>
    public static string Text(TypeNode type) => type switch
    {
        NonNullTypeNode nonNull => Text(nonNull.NullableType) + "!",
        ListTypeNode list => $"[{Text(list.ItemType)}]",
        _ => ((NamedTypeNode)type).Name,
    };

    /// <summary>Whether two references are the same.</summary>
    public static bool AreEqual(TypeNode left, TypeNode right) => (left, right) switch
    {
        (NonNullTypeNode a, NonNullTypeNode b) => AreEqual(a.NullableType, b.NullableType),
        (ListTypeNode a, ListTypeNode b) => AreEqual(a.ItemType, b.ItemType),
        (NamedTypeNode a, NamedTypeNode b) => a.Name == b.Name,
        _ => false,
    };

    /// <summary>
    /// Whether a value of one type is one of the other, too: non-null is narrower than nullable, and <paramref name="isNarrower"/> tells of
    /// two different names whether the first is.
    /// </summary>
    public static bool IsSubtype(TypeNode type, TypeNode wider, Func<string, string, bool> isNarrower) => (type, wider) switch
    {
        (NonNullTypeNode a, NonNullTypeNode b) => IsSubtype(a.NullableType, b.NullableType, isNarrower),
        (NonNullTypeNode a, _) => IsSubtype(a.NullableType, wider, isNarrower),
        (ListTypeNode a, ListTypeNode b) => IsSubtype(a.ItemType, b.ItemType, isNarrower),
        (NamedTypeNode a, NamedTypeNode b) => a.Name == b.Name || isNarrower(a.Name, b.Name),
        _ => false,
    };

    /// <summary>The reference with its name replaced.</summary>
    public static TypeNode Rename(TypeNode type, Func<string, string> nameOf) => type switch
    {
        NonNullTypeNode nonNull => new NonNullTypeNode(Rename(nonNull.NullableType, nameOf)) { Location = type.Location },
        ListTypeNode list => new ListTypeNode(Rename(list.ItemType, nameOf)) { Location = type.Location },
        _ => new NamedTypeNode(nameOf(((NamedTypeNode)type).Name)) { Location = type.Location },
    };
}
