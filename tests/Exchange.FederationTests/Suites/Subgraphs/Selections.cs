using Exchange.GraphQL.Language;

namespace Exchange.FederationTests.Suites.Subgraphs;

/// <summary>Compares records with the selections of <c>@key</c> and <c>@requires</c>.</summary>
internal static class Selections
{
    /// <summary>Whether the record has a value at every field of a key: one that is null names nobody.</summary>
    public static bool IsWhole(SelectionSet key, object? value) => value switch
    {
        Row record => key.Selections.OfType<FieldNode>().All(field =>
            record.GetValueOrDefault(field.Name) is { } part && (field.SelectionSet is null || IsWhole(field.SelectionSet, part))),
        IReadOnlyList<object?> items => items.All(item => IsWhole(key, item)),
        _ => false,
    };

    /// <summary>Whether both records have the same values at the fields of a key.</summary>
    public static bool AreEqual(SelectionSet key, object? left, object? right) => (left, right) switch
    {
        (Row one, Row other) => key.Selections.OfType<FieldNode>().All(field =>
            one.TryGetValue(field.Name, out var first) && other.TryGetValue(field.Name, out var second)
            && (field.SelectionSet is null ? Row.AreEqual(first, second) : AreEqual(field.SelectionSet, first, second))),
        (IReadOnlyList<object?> one, IReadOnlyList<object?> other) =>
            one.Count == other.Count && one.Zip(other).All(pair => AreEqual(key, pair.First, pair.Second)),
        (null, null) => true,
        _ => false,
    };

    /// <summary>The first field of a <c>@requires</c> that the record does not tell of; null when all are there, be it as null.</summary>
    public static string? FirstMissing(SelectionSet required, object? value) => value switch
    {
        IReadOnlyList<object?> items => items.Select(item => FirstMissing(required, item)).FirstOrDefault(missing => missing is not null),
        Row record => required.Selections.Select(selection => FirstMissing(selection, record)).FirstOrDefault(missing => missing is not null),
        _ => null,
    };

    /// <summary>The first name of a representation that no selection asks for; null when there is none.</summary>
    public static string? FirstUnasked(IReadOnlyList<SelectionSet> asked, object? value) => value switch
    {
        IReadOnlyList<object?> items => items.Select(item => FirstUnasked(asked, item)).FirstOrDefault(name => name is not null),
        Row record => record.Where(pair => pair.Key != "__typename").Select(pair => FirstUnasked(asked, pair.Key, pair.Value))
            .FirstOrDefault(name => name is not null),
        _ => null,
    };

    private static string? FirstUnasked(IReadOnlyList<SelectionSet> asked, string name, object? value)
    {
        var fields = asked.SelectMany(Fields).Where(field => field.Name == name).ToList();
        return fields.Count == 0 ? name : FirstUnasked([.. fields.Select(field => field.SelectionSet).OfType<SelectionSet>()], value);
    }

    private static string? FirstMissing(Selection selection, Row record) => selection switch
    {
        FieldNode field when !record.TryGetValue(field.Name, out _) => field.Name,
        FieldNode { SelectionSet: { } inner } field => FirstMissing(inner, record[field.Name]),
        InlineFragment when record.TypeName is null => "__typename",
        InlineFragment fragment when fragment.TypeCondition is null || fragment.TypeCondition == record.TypeName =>
            FirstMissing(fragment.SelectionSet, record),
        _ => null,
    };

    private static IEnumerable<FieldNode> Fields(SelectionSet set) => set.Selections.SelectMany(selection => selection switch
    {
        FieldNode field => [field],
        InlineFragment fragment => Fields(fragment.SelectionSet),
        _ => [],
    });
}
