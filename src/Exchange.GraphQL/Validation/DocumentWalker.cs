using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.GraphQL.Validation;

/// <summary>
/// Walks a document once, follows the schema beside it, and calls at every node every rule that wants to see it; stops as soon as enough
/// errors are known. Gathers what each definition uses. One instance walks one document.
/// </summary>
internal sealed class DocumentWalker(ValidationContext context, RulesByVisit rules)
{
    /// <summary>Selections and literals inside each other; parsers stop earlier.</summary>
    private const int MaxNesting = 500;

    private readonly ValidationRule[] _ofStart = rules.For(Visits.Start);
    private readonly ValidationRule[] _ofEnd = rules.For(Visits.End);
    private readonly ValidationRule[] _ofOperations = rules.For(Visits.Operations);
    private readonly ValidationRule[] _ofFragments = rules.For(Visits.Fragments);
    private readonly ValidationRule[] _ofVariableDefinitions = rules.For(Visits.VariableDefinitions);
    private readonly ValidationRule[] _ofFields = rules.For(Visits.Fields);
    private readonly ValidationRule[] _ofInlineFragments = rules.For(Visits.InlineFragments);
    private readonly ValidationRule[] _ofSpreads = rules.For(Visits.Spreads);
    private readonly ValidationRule[] _ofDirectiveLists = rules.For(Visits.DirectiveLists);
    private readonly ValidationRule[] _ofDirectives = rules.For(Visits.Directives);
    private readonly ValidationRule[] _ofArguments = rules.For(Visits.Arguments);
    private readonly ValidationRule[] _ofValues = rules.For(Visits.Values);
    private DefinitionUsage _usage = new();
    private int _nesting;

    /// <summary>Walks <paramref name="document"/>; errors are in the context.</summary>
    public void Walk(Document document)
    {
        foreach (var rule in _ofStart)
        {
            rule.EnterDocument(document);
        }

        foreach (var definition in document.Definitions.AsSpan())
        {
            _usage = context.Usages[definition] = new DefinitionUsage();
            switch (definition)
            {
                case OperationDefinition operation:
                    Walk(operation);
                    break;
                case FragmentDefinition fragment:
                    Walk(fragment);
                    break;
            }
        }

        foreach (var rule in _ofEnd)
        {
            if (!context.IsFull)
            {
                rule.LeaveDocument(document);
            }
        }
    }

    private void Walk(OperationDefinition operation)
    {
        foreach (var rule in _ofOperations)
        {
            rule.EnterOperation(operation);
        }

        foreach (var variable in operation.Variables.AsSpan())
        {
            var type = TypeReference.Resolve(context.Schema, variable.Type);
            foreach (var rule in _ofVariableDefinitions)
            {
                rule.EnterVariableDefinition(variable, type);
            }

            if (variable.DefaultValue is { } value)
            {
                Walk(value, new InputPosition(type, false, false));
            }

            Walk(variable.Directives, "VARIABLE_DEFINITION");
        }

        Walk(operation.Directives, operation.Kind switch
        {
            OperationKind.Query => "QUERY",
            OperationKind.Mutation => "MUTATION",
            _ => "SUBSCRIPTION",
        });
        Walk(operation.SelectionSet, context.Schema.RootType(operation.Kind));
    }

    private void Walk(FragmentDefinition fragment)
    {
        var type = context.Schema.Type(fragment.TypeCondition);
        foreach (var rule in _ofFragments)
        {
            rule.EnterFragment(fragment, type);
        }

        Walk(fragment.Directives, "FRAGMENT_DEFINITION");
        Walk(fragment.SelectionSet, Composite(type));
    }

    private void Walk(SelectionSet set, NamedType? parent)
    {
        Deeper(set);
        foreach (var selection in set.Selections.AsSpan())
        {
            if (context.IsFull)
            {
                break;
            }

            switch (selection)
            {
                case FieldNode field:
                    Walk(field, parent);
                    break;
                case InlineFragment inline:
                    Walk(inline, parent);
                    break;
                case FragmentSpread spread:
                    Walk(spread, parent);
                    break;
            }
        }

        _nesting--;
    }

    private void Walk(FieldNode field, NamedType? parent)
    {
        Visit();
        var definition = parent is null ? null : context.MetaFields.Find(parent, field.Name);
        foreach (var rule in _ofFields)
        {
            rule.EnterField(field, parent, definition);
        }

        Walk(field.Arguments, definition?.Arguments, field);
        Walk(field.Directives, "FIELD");
        if (field.SelectionSet is { } set)
        {
            Walk(set, Composite(definition?.Type.Named));
        }
    }

    private void Walk(InlineFragment fragment, NamedType? parent)
    {
        var type = fragment.TypeCondition is { } name ? context.Schema.Type(name) : parent;
        foreach (var rule in _ofInlineFragments)
        {
            rule.EnterInlineFragment(fragment, parent, type);
        }

        Walk(fragment.Directives, "INLINE_FRAGMENT");
        Walk(fragment.SelectionSet, Composite(type));
    }

    private void Walk(FragmentSpread spread, NamedType? parent)
    {
        Visit();
        _usage.Spreads.Add(spread);
        foreach (var rule in _ofSpreads)
        {
            rule.EnterSpread(spread, parent);
        }

        Walk(spread.Directives, "FRAGMENT_SPREAD");
    }

    private void Walk(IReadOnlyList<DirectiveNode> directives, string location)
    {
        if (directives.Count == 0)
        {
            return;
        }

        foreach (var rule in _ofDirectiveLists)
        {
            rule.EnterDirectives(directives);
        }

        foreach (var directive in directives.AsSpan())
        {
            Visit();
            var definition = context.Schema.Directive(directive.Name);
            foreach (var rule in _ofDirectives)
            {
                rule.EnterDirective(directive, definition, location);
            }

            Walk(directive.Arguments, definition?.Arguments, directive);
        }
    }

    private void Walk(IReadOnlyList<ArgumentNode> arguments, IReadOnlyList<InputValue>? definitions, SyntaxNode owner)
    {
        if (arguments.Count == 0 && definitions is null or { Count: 0 })
        {
            return;
        }

        foreach (var rule in _ofArguments)
        {
            rule.EnterArguments(arguments, definitions, owner);
        }

        foreach (var argument in arguments.AsSpan())
        {
            Walk(argument.Value, InputPosition.Of(definitions?.Find(argument.Name)));
        }
    }

    private void Walk(ValueNode value, InputPosition position)
    {
        if (context.IsFull)
        {
            return;
        }

        Deeper(value);
        foreach (var rule in _ofValues)
        {
            rule.EnterValue(value, position);
        }

        switch (value)
        {
            case VariableNode variable:
                _usage.Variables.Add(new VariableUsage(variable, position));
                break;
            case ListNode list:
                foreach (var item in list.Items.AsSpan())
                {
                    Walk(item, position.Item);
                }

                break;
            case ObjectNode literal:
                var type = position.InputObject;
                var isOneOf = type is { IsOneOf: true } && (!context.Options.LikeGraphQLJs || ReferenceEquals(type, position.Type));
                foreach (var field in literal.Fields.AsSpan())
                {
                    Walk(field.Value, InputPosition.Of(type?.Field(field.Name), isOneOf));
                }

                break;
        }

        _nesting--;
    }

    private void Deeper(SyntaxNode node)
    {
        Visit();
        if (++_nesting > MaxNesting)
        {
            throw LimitExceeded.Of("nesting", MaxNesting, "nested selections or literals", node.Location);
        }
    }

    private void Visit() => context.Options.Limits.Work?.Node();

    private static NamedType? Composite(NamedType? type) => type is { IsComposite: true } ? type : null;
}
