using Exchange.GraphQL.TypeSystem;

namespace Exchange.GraphQL.Execution;

/// <summary>Whether a fragment applies to an object (GraphQL September 2025, section 6.3.2, DoesFragmentTypeApply).</summary>
internal static class TypeConditions
{
    /// <summary>Whether objects of <paramref name="type"/> meet the condition; false where the schema does not know it.</summary>
    public static bool Applies(this Schema schema, string condition, ObjectType type) => schema.Type(condition) switch
    {
        ObjectType exact => ReferenceEquals(exact, type),
        InterfaceType @interface => type.Interfaces.Contains(@interface),
        UnionType union => union.Members.Contains(type),
        _ => false,
    };
}
