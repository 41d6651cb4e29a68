using Exchange.GraphQL.TypeSystem.Building;

namespace Exchange.GraphQL.TypeSystem.Rules;

/// <summary>Section 3.13.3: what must be given cannot be deprecated; make it optional first.</summary>
internal static class DeprecationRule
{
    /// <summary>Checks every argument and input field.</summary>
    public static void Check(SchemaDraft draft, SchemaErrors errors)
    {
        foreach (var input in draft.Inputs().Where(input => input.Value is { DeprecationReason: not null, IsRequired: true }))
        {
            errors.Add("Deprecation", $"\"{input.Coordinate}\" is required and cannot be deprecated.", draft.LocationOf(input.Value));
        }
    }
}
