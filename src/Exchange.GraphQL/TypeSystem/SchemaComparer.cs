using Exchange.GraphQL.TypeSystem.Comparison;

namespace Exchange.GraphQL.TypeSystem;

/// <summary>Compares two schemas as their clients would feel it. Stateless; safe to use from several threads.</summary>
public static class SchemaComparer
{
    /// <summary>
    /// Every difference from <paramref name="old"/> to <paramref name="new"/>, the breaking ones first, then by coordinate; empty for equal
    /// schemas. The order of definitions is no difference.
    /// </summary>
    public static IReadOnlyList<SchemaChange> Compare(Schema old, Schema @new)
    {
        var changes = new ChangeList();
        RootComparison.Compare(old, @new, changes);
        TypeComparison.Compare(old, @new, changes);
        DirectiveComparison.Compare(old, @new, changes);
        return changes.Ordered();
    }
}
