using Exchange.Federation.Composition.Subgraphs;
using Exchange.GraphQL.Language;

namespace Exchange.Federation.Composition.Rules;

/// <summary>A key of an interface is a key of every type that implements it in the subgraph.</summary>
internal static class InterfaceKeyRule
{
    public static void Check(SubgraphSchema schema, RuleReport report)
    {
        foreach (var contract in schema.Types.Values.Where(type => type.Kind == TypeKind.Interface && type.Has("key")))
        {
            foreach (var key in contract.All("key"))
            {
                var expected = Normal(key);
                var lacking = schema.PossibleTypes(contract)
                    .Where(type => !type.All("key").Any(own => Normal(own) == expected && (key.IsFalse("resolvable") || !own.IsFalse("resolvable"))))
                    .Select(type => $"\"{type.Name}\"").ToList();
                if (lacking.Count > 0)
                {
                    report.Add(
                        CompositionCodes.InterfaceKeyNotOnImplementation, contract, key,
                        $"the types that implement the interface need the same key; {string.Join(", ", lacking)} lack it.");
                }
            }
        }
    }

    private static string Normal(DirectiveUse key) => FieldSet.Of(key) is { } set ? Normal(set) : "";

    private static string Normal(SelectionSet set) => string.Join(' ', set.Selections.OfType<FieldNode>()
        .Select(field => field.SelectionSet is null ? field.Name : $"{field.Name}{{{Normal(field.SelectionSet)}}}")
        .Order(StringComparer.Ordinal));
}
