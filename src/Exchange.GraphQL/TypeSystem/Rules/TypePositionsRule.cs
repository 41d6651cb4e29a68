using Exchange.GraphQL.TypeSystem.Building;

namespace Exchange.GraphQL.TypeSystem.Rules;

/// <summary>Section 3.4.2: fields have output types, arguments and input fields have input types.</summary>
internal static class TypePositionsRule
{
    /// <summary>Checks every field, argument and input field.</summary>
    public static void Check(SchemaDraft draft, SchemaErrors errors)
    {
        foreach (var type in draft.Types.OfType<FieldsType>())
        {
            foreach (var field in type.Fields.Where(field => field.Type.Named is InputObjectType))
            {
                errors.Add(
                    "OutputTypes",
                    $"The field \"{type.Name}.{field.Name}\" has the input type \"{field.Type}\"; fields need an output type.",
                    draft.LocationOf(field));
            }
        }

        foreach (var input in draft.Inputs().Where(input => !input.Value.Type.Named.IsInput))
        {
            errors.Add(
                "InputTypes",
                $"\"{input.Coordinate}\" has the type \"{input.Value.Type}\", which cannot be used for input.",
                draft.LocationOf(input.Value));
        }
    }
}
