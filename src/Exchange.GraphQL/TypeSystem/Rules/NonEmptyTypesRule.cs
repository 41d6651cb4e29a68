using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem.Building;

namespace Exchange.GraphQL.TypeSystem.Rules;

/// <summary>Section 3.6 to 3.10: objects, interfaces and input objects have a field, unions a member, enums a value.</summary>
internal static class NonEmptyTypesRule
{
    /// <summary>Checks every type.</summary>
    public static void Check(SchemaDraft draft, SchemaBuildOptions options, SchemaErrors errors)
    {
        foreach (var type in draft.Types)
        {
            var missing = type switch
            {
                FieldsType { Fields.Count: 0 } => "field",
                InputObjectType { Fields.Count: 0 } => "field",
                UnionType { Members.Count: 0 } => "member",
                EnumType { Values.Count: 0 } => "value",
                _ => null,
            };
            if (missing is not null && !MayBeEmpty(type, draft, options))
            {
                errors.Add("NonEmptyTypes", $"The type \"{type.Name}\" needs at least one {missing}.", draft.LocationOf(type));
            }
        }
    }

    /// <summary>A subgraph without root fields has a query type without fields.</summary>
    private static bool MayBeEmpty(NamedType type, SchemaDraft draft, SchemaBuildOptions options) =>
        !options.QueryRequired && draft.Roots.Exists(root => root.Kind == OperationKind.Query && root.Type == type);
}
