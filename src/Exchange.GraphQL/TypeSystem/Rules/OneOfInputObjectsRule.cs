using Exchange.GraphQL.TypeSystem.Building;

namespace Exchange.GraphQL.TypeSystem.Rules;

/// <summary>Section 3.10.1: every field of a OneOf input object is nullable and has no default.</summary>
internal static class OneOfInputObjectsRule
{
    private const string Rule = "OneOfInputObjects";

    /// <summary>Checks every OneOf input object.</summary>
    public static void Check(SchemaDraft draft, SchemaErrors errors)
    {
        foreach (var type in draft.Types.OfType<InputObjectType>().Where(type => type.IsOneOf))
        {
            foreach (var field in type.Fields)
            {
                if (field.Type.IsNonNull)
                {
                    errors.Add(
                        Rule, $"\"{type.Name}.{field.Name}\" must be nullable, because \"{type.Name}\" is @oneOf.", draft.LocationOf(field));
                }

                if (field.DefaultLiteral is not null)
                {
                    errors.Add(
                        Rule, $"\"{type.Name}.{field.Name}\" must have no default, because \"{type.Name}\" is @oneOf.", draft.LocationOf(field));
                }
            }
        }
    }
}
