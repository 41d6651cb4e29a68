using Exchange.GraphQL.TypeSystem.Building;

namespace Exchange.GraphQL.TypeSystem.Rules;

/// <summary>Section 3.3.1: there is a query root, roots are object types, and no type is the root of two kinds.</summary>
internal static class RootTypesRule
{
    private const string Rule = "RootOperationTypes";

    /// <summary>Checks the root types.</summary>
    public static void Check(SchemaDraft draft, SchemaBuildOptions options, SchemaErrors errors)
    {
        if (!draft.Roots.Exists(root => root.Kind == Language.OperationKind.Query))
        {
            var demand = options.QueryRequired
                ? "The schema has no query type; define \"type Query\" or name one in \"schema { query: … }\"."
                : "The query type must be an object type.";
            errors.Add(Rule, demand, draft.Location);
        }

        foreach (var root in draft.Roots.Where(root => root.Type is not ObjectType))
        {
            errors.Add(Rule, $"The {Kind(root)} type \"{root.Type.Name}\" must be an object type.", root.Location);
        }

        foreach (var shared in draft.Roots.GroupBy(root => root.Type.Name).Where(group => group.Count() > 1))
        {
            errors.Add(
                Rule,
                $"The type \"{shared.Key}\" is the root of more than one kind of operation: {string.Join(", ", shared.Select(Kind))}.",
                [.. shared.Select(root => root.Location)]);
        }
    }

    private static string Kind(RootDraft root) => root.Kind.ToString().ToLowerInvariant();
}
