using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.GraphQL.Validation.Rules;

/// <summary>
/// Section 5.3.3: A field of a scalar or enum type must have no subselection; a field of an object, interface or union type must have
/// one.
/// </summary>
internal sealed class ScalarLeafsRule(ValidationContext context) : ValidationRule(context)
{
    /// <inheritdoc/>
    public override string Name => "ScalarLeafs";

    /// <inheritdoc/>
    public override Visits Visits => Visits.Fields;

    /// <inheritdoc/>
    public override void EnterField(FieldNode field, NamedType? parent, FieldDefinition? definition)
    {
        if (definition is null)
        {
            return;
        }

        var type = definition.Type.Named;
        if (type.IsLeaf && field.SelectionSet is { } selection)
        {
            Report($"Field \"{field.Name}\" of type \"{definition.Type}\" has no fields to select; remove the selection.", selection);
        }
        else if (type.IsComposite && field.SelectionSet is null)
        {
            Report($"Field \"{field.Name}\" of type \"{definition.Type}\" needs a selection; write \"{field.Name} {{ ... }}\".", field);
        }
    }
}
