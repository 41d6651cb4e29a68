using Exchange.GraphQL.TypeSystem.Subsets;

namespace Exchange.GraphQL.TypeSystem;

/// <summary>
/// Takes the part of a schema that somebody may know of: again a valid schema. Stateless; safe to use from several threads.
/// </summary>
public static class SchemaSubset
{
    /// <summary>
    /// The schema with only those fields of objects for which <paramref name="isVisible"/> says so, and what they need:
    /// <list type="bullet">
    /// <item>an object or interface without fields, and a union without members, is absent, and so is every field that would give it;</item>
    /// <item>an interface has the fields that all of its visible objects have, so that each of them still implements it;</item>
    /// <item>other types are there where a visible field or argument uses them, or an object stands for a visible interface or union;</item>
    /// <item>arguments, input types, enums, scalars and directives are whole.</item>
    /// </list>
    /// </summary>
    /// <param name="schema">The whole schema.</param>
    /// <param name="isVisible">Whether an object's field is part of it; not asked for the types of introspection.</param>
    /// <returns>The part; null where it would have no query field, which no schema can be without.</returns>
    public static Schema? Take(Schema schema, Func<ObjectType, FieldDefinition, bool> isVisible)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(isVisible);
        var fields = new KeptFields(schema, isVisible);
        return fields.IsPresent(schema.QueryType) ? new SubsetAssembler(schema, fields).Assemble() : null;
    }
}
