namespace Exchange.GraphQL.TypeSystem;

/// <summary>How two types relate where one stands in for the other.</summary>
internal static class TypeRelations
{
    /// <summary>Whether two references are the same type: same wrappers around the same name.</summary>
    public static bool AreEqual(GraphQLType left, GraphQLType right) => (left, right) switch
    {
        (NonNullType a, NonNullType b) => AreEqual(a.Inner, b.Inner),
        (ListType a, ListType b) => AreEqual(a.Item, b.Item),
        (NamedType a, NamedType b) => a.Name == b.Name,
        _ => false,
    };

    /// <summary>Whether a field of one type may implement a field of the other (IsSubType, section 3.6.1).</summary>
    public static bool IsSubtype(GraphQLType type, GraphQLType expected) => (type, expected) switch
    {
        (NonNullType a, NonNullType b) => IsSubtype(a.Inner, b.Inner),
        (NonNullType a, _) => IsSubtype(a.Inner, expected),
        (ListType a, ListType b) => IsSubtype(a.Item, b.Item),
        (NamedType a, NamedType b) => a.Name == b.Name || IsPossible(a, b),
        _ => false,
    };

    private static bool IsPossible(NamedType type, NamedType expected) => expected switch
    {
        UnionType union => union.Members.Any(member => member.Name == type.Name),
        InterfaceType => type is FieldsType fields && fields.Interfaces.Any(known => known.Name == expected.Name),
        _ => false,
    };
}
