using Exchange.GraphQL.TypeSystem.Building;

namespace Exchange.GraphQL.TypeSystem.Rules;

/// <summary>
/// Section 3.10.1: every field of a OneOf input object is nullable and has no default; and some field can be given a value that does not
/// need the object itself.
/// </summary>
internal static class OneOfInputObjectsRule
{
    private const string Rule = "OneOfInputObjects";

    /// <summary>Checks every OneOf input object.</summary>
    public static void Check(SchemaDraft draft, SchemaErrors errors)
    {
        var inputs = draft.Types.OfType<InputObjectType>().ToArray();
        var possible = inputs.Any(type => type.IsOneOf) ? Possible(inputs) : [];
        foreach (var type in inputs.Where(type => type.IsOneOf))
        {
            if (type.Fields.Count > 0 && !possible.Contains(type))
            {
                errors.Add(
                    Rule, $"No value of \"{type.Name}\" can be given, because each of its fields needs it again.", draft.LocationOf(type));
            }

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

    /// <summary>The input objects that a finite value exists of, found from the simplest on.</summary>
    private static HashSet<InputObjectType> Possible(InputObjectType[] types)
    {
        var possible = new HashSet<InputObjectType>();
        int known;
        do
        {
            known = possible.Count;
            possible.UnionWith(types.Where(type => type.IsOneOf
                ? type.Fields.Any(field => IsPossible(field.Type.Nullable, possible))
                : type.Fields.All(field => !field.IsRequired || IsPossible(field.Type.Nullable, possible))));
        }
        while (possible.Count > known);

        return possible;
    }

    private static bool IsPossible(GraphQLType type, HashSet<InputObjectType> possible) =>
        type is not InputObjectType input || possible.Contains(input);
}
