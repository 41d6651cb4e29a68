using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.GraphQL.Validation.Rules;

/// <summary>
/// Section 5.3.1: For each field selection, the field's name must be defined on the type in scope.
/// </summary>
internal sealed class FieldsOnCorrectTypeRule(ValidationContext context) : ValidationRule(context)
{
    /// <inheritdoc/>
    public override string Name => "FieldsOnCorrectType";

    /// <inheritdoc/>
    public override Visits Visits => Visits.Fields;

    /// <inheritdoc/>
    public override void EnterField(FieldNode field, NamedType? parent, FieldDefinition? definition)
    {
        if (parent is null || definition is not null)
        {
            return;
        }

        var advice = parent is FieldsType type
            ? Context.Suggest(field.Name, type.Fields.Select(known => known.Name))
            : " Use an inline fragment on one of its member types.";
        Report($"There is no field \"{field.Name}\" on type \"{parent}\".{advice}", field);
    }
}
