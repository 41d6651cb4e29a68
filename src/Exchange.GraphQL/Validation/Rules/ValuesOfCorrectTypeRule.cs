using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.GraphQL.Validation.Rules;

/// <summary>
/// Section 5.6.1 to 5.6.4: Each literal must be coercible to the type expected where it stands; input objects must hold only defined
/// fields, all required ones, and exactly one that is not null where the type is @oneOf.
/// </summary>
internal sealed class ValuesOfCorrectTypeRule(ValidationContext context) : ValidationRule(context)
{
    private LiteralCoercer? _coercer;
    private HashSet<ValueNode>? _superseded;

    /// <inheritdoc/>
    public override string Name => "ValuesOfCorrectType";

    /// <inheritdoc/>
    public override Visits Visits => Visits.Values;

    /// <inheritdoc/>
    public override void EnterValue(ValueNode value, InputPosition position)
    {
        if (value is VariableNode || position.Type is not { } type || IsSuperseded(value))
        {
            return;
        }

        if (value is NullNode)
        {
            if (type.IsNonNull)
            {
                Expect(type, value);
            }

            return;
        }

        if (value is ListNode && type.Nullable is ListType)
        {
            return;
        }

        switch (type.Named)
        {
            case InputObjectType input when value is ObjectNode literal:
                CheckObject(literal, input);
                break;
            case EnumType @enum when value is EnumNode name:
                CheckEnum(name, @enum);
                break;
            case ScalarType scalar when IsScalar(value, scalar):
                break;
            case { IsInput: true }:
                Expect(type, value);
                break;
        }
    }

    // WHY: which of two values a field is given is UniqueInputFieldNames' to say; judged is the last, and nothing inside the others.
    private bool IsSuperseded(ValueNode value)
    {
        if (_superseded is null || !_superseded.Contains(value))
        {
            return false;
        }

        switch (value)
        {
            case ListNode list:
                _superseded.UnionWith(list.Items);
                break;
            case ObjectNode literal:
                _superseded.UnionWith(literal.Fields.Select(field => field.Value));
                break;
        }

        return true;
    }

    private void Supersede(ObjectNode literal)
    {
        var last = new Dictionary<string, ValueNode>(literal.Fields.Count, StringComparer.Ordinal);
        foreach (var field in literal.Fields.AsSpan())
        {
            if (last.TryGetValue(field.Name, out var earlier))
            {
                (_superseded ??= new HashSet<ValueNode>(ReferenceEqualityComparer.Instance)).Add(earlier);
            }

            last[field.Name] = field.Value;
        }
    }

    private void CheckObject(ObjectNode literal, InputObjectType type)
    {
        if (literal.Fields.Count > 1)
        {
            Supersede(literal);
        }

        foreach (var field in literal.Fields.AsSpan())
        {
            if (type.Field(field.Name) is not null)
            {
                continue;
            }

            var advice = Context.Suggest(field.Name, type.Fields.Select(known => known.Name));
            Report($"Input type \"{type}\" has no field \"{field.Name}\".{advice}", field);
        }

        foreach (var required in type.Fields)
        {
            if (required.IsRequired && !literal.Fields.AsSpan().Include(required.Name))
            {
                Report($"Input type \"{type}\" needs field \"{required.Name}\" of type \"{required.Type}\"; give it.", literal);
            }
        }

        var known = literal.Fields.Where(field => type.Field(field.Name) is not null).ToArray();
        if (type.IsOneOf && (known.Length != 1 || known[0].Value is NullNode))
        {
            Report($"Input type \"{type}\" takes exactly one field, and not null.", literal);
        }
    }

    private void CheckEnum(EnumNode name, EnumType type)
    {
        if (!type.Contains(name.Name))
        {
            var advice = Context.Suggest(name.Name, type.Values.Select(value => value.Name));
            Report($"A value of enum \"{type}\" is expected here.{advice}", name);
        }
    }

    private bool IsScalar(ValueNode value, ScalarType type)
    {
        if (!type.IsBuiltIn && value is ListNode or ObjectNode)
        {
            // WHY: inside there may be variables, whose values only a request knows; coercion decides then.
            return true;
        }

        _coercer ??= new LiteralCoercer(VariableValues.Empty, Context.Options.Scalars);
        _coercer.Coerce(value, type);
        if (_coercer.Fault is null)
        {
            return true;
        }

        // WHY: it keeps its first fault, so only one without a fault serves again.
        _coercer = null;
        return false;
    }

    private void Expect(GraphQLType type, ValueNode value) => Report($"A value of type \"{type}\" is expected here.", value);
}
