using Exchange.GraphQL.Language;

namespace Exchange.GraphQL.Validation.Rules;

/// <summary>
/// Section 5.6.3: For each field of an input object literal, the set of all its fields of that name must contain only itself.
/// </summary>
internal sealed class UniqueInputFieldNamesRule(ValidationContext context) : ValidationRule(context)
{
    /// <inheritdoc/>
    public override string Name => "UniqueInputFieldNames";

    /// <inheritdoc/>
    public override Visits Visits => Visits.Values;

    /// <inheritdoc/>
    public override void EnterValue(ValueNode value, InputPosition position)
    {
        if (value is not ObjectNode literal || GivenArguments.ArePlainlyDistinct(literal.Fields.AsSpan()))
        {
            return;
        }

        var seen = new Dictionary<string, ArgumentNode>(StringComparer.Ordinal);
        foreach (var field in literal.Fields.AsSpan())
        {
            if (!seen.TryAdd(field.Name, field))
            {
                Report($"Input field \"{field.Name}\" is given more than once; give it once.", seen[field.Name], field);
            }
        }
    }
}
