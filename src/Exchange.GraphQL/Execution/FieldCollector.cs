using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.GraphQL.Execution;

/// <summary>A selection set with the condition under which it counts; null for always.</summary>
internal readonly record struct ConditionalSet(SelectionSet Set, SelectionCondition? Condition);

/// <summary>The field nodes of one response name, in document order; they merge into one field.</summary>
internal sealed class CollectedField(string responseName, FieldNode first, SelectionCondition? condition)
{
    public string ResponseName { get; } = responseName;

    public FieldNode First { get; } = first;

    /// <summary>The selection sets of all nodes.</summary>
    public List<ConditionalSet> Sets { get; } = [];

    /// <summary>When any of the nodes counts; null for always.</summary>
    public SelectionCondition? Condition { get; set; } = condition;
}

/// <summary>
/// Collects the fields of selection sets for one object type (GraphQL September 2025, section 6.3.2, CollectFields). Without variables the
/// conditions of <c>@skip</c> and <c>@include</c> stay with the fields instead of being decided.
/// </summary>
internal sealed class FieldCollector(
    Dictionary<string, FragmentDefinition> fragments, VariableValues? variables, Schema schema, OperationBudget budget)
{
    /// <summary>The fields in response order. Throws <see cref="GraphQLException"/> at a limit.</summary>
    public List<CollectedField> Collect(ObjectType type, IEnumerable<ConditionalSet> sets)
    {
        var pass = new Pass(type);
        foreach (var set in sets)
        {
            Collect(set, pass, 0);
        }

        return pass.Fields;
    }

    private void Collect(ConditionalSet set, Pass pass, int chain)
    {
        foreach (var selection in set.Set.Selections)
        {
            budget.Selection(selection);
            if (!IsIncluded(selection, set.Condition, out var condition))
            {
                continue;
            }

            switch (selection)
            {
                case FieldNode field:
                    pass.Add(field, condition, budget);
                    break;
                case InlineFragment inline when inline.TypeCondition is null || schema.Applies(inline.TypeCondition, pass.Type):
                    budget.Chain(inline, chain + 1);
                    Collect(new ConditionalSet(inline.SelectionSet, condition), pass, chain + 1);
                    break;
                case FragmentSpread spread when pass.VisitedFragments.Add((spread.Name, condition)):
                    budget.FragmentVisit(spread);
                    budget.Chain(spread, chain + 1);
                    if (fragments.TryGetValue(spread.Name, out var fragment) && schema.Applies(fragment.TypeCondition, pass.Type))
                    {
                        Collect(new ConditionalSet(fragment.SelectionSet, condition), pass, chain + 1);
                    }

                    break;
            }
        }
    }

    private bool IsIncluded(Selection selection, SelectionCondition? outer, out SelectionCondition? condition)
    {
        condition = outer;
        foreach (var directive in selection.Directives)
        {
            if (directive.Name is not ("skip" or "include"))
            {
                continue;
            }

            var expected = directive.Name == "include";
            if (variables is null && ConditionOf(directive) is VariableNode variable)
            {
                var own = new SelectionCondition([new ConditionTerm([(variable.Name, expected)])]);
                if (!SelectionCondition.TryAnd(condition, own, budget, out condition))
                {
                    return false;
                }
            }
            else if (Decide(directive) != expected)
            {
                return false;
            }
        }

        return true;
    }

    private static ValueNode? ConditionOf(DirectiveNode directive) =>
        directive.Arguments.FirstOrDefault(argument => argument.Name == "if")?.Value;

    private bool Decide(DirectiveNode directive) => ConditionOf(directive) switch
    {
        BooleanNode literal => literal.Value,
        VariableNode variable when variables is not null
            && variables.TryGet(variable.Name, out var value)
            && value.Kind == Values.DatumKind.Boolean => value.AsBoolean(),
        _ => throw new GraphQLException(new GraphQLError(
            ErrorCodes.BadUserInput, $"Argument \"if\" of \"@{directive.Name}\" does not fit: a Boolean is expected.")
        {
            Locations = [directive.Location],
        }),
    };

    private sealed class Pass(ObjectType type)
    {
        private readonly Dictionary<string, CollectedField> _byResponseName = new(StringComparer.Ordinal);
        private readonly Dictionary<string, int> _responseNames = new(StringComparer.Ordinal);

        public ObjectType Type { get; } = type;

        public List<CollectedField> Fields { get; } = [];

        public HashSet<(string Name, SelectionCondition? Condition)> VisitedFragments { get; } = [];

        public void Add(FieldNode field, SelectionCondition? condition, OperationBudget budget)
        {
            var isKnown = _byResponseName.TryGetValue(field.ResponseName, out var collected);
            collected ??= new CollectedField(field.ResponseName, field, condition);
            if (field.SelectionSet is not null)
            {
                collected.Sets.Add(new ConditionalSet(field.SelectionSet, condition));
            }

            if (isKnown)
            {
                collected.Condition = SelectionCondition.Or(collected.Condition, condition, budget);
                return;
            }

            _byResponseName.Add(field.ResponseName, collected);
            Fields.Add(collected);
            var names = _responseNames.GetValueOrDefault(field.Name) + 1;
            _responseNames[field.Name] = names;
            budget.Aliases(field, names);
        }
    }
}
