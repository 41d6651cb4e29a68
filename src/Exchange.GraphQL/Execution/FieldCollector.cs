using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.GraphQL.Execution;

/// <summary>The field nodes of one response name, in document order; they merge into one field.</summary>
internal sealed record CollectedField(string ResponseName, List<FieldNode> Nodes);

/// <summary>Collects the fields of selection sets for one object type (GraphQL September 2025, section 6.3.2, CollectFields).</summary>
internal sealed class FieldCollector(
    Dictionary<string, FragmentDefinition> fragments, VariableValues variables, Schema schema, OperationBudget budget)
{
    /// <summary>The fields in response order. Throws <see cref="GraphQLException"/> at a limit.</summary>
    public List<CollectedField> Collect(ObjectType type, IEnumerable<SelectionSet> sets)
    {
        var pass = new Pass(type);
        foreach (var set in sets)
        {
            Collect(set, pass, 0);
        }

        return pass.Fields;
    }

    private void Collect(SelectionSet set, Pass pass, int chain)
    {
        foreach (var selection in set.Selections)
        {
            budget.Selection(selection);
            if (!IsIncluded(selection))
            {
                continue;
            }

            switch (selection)
            {
                case FieldNode field:
                    pass.Add(field, budget);
                    break;
                case InlineFragment inline when inline.TypeCondition is null || schema.Applies(inline.TypeCondition, pass.Type):
                    budget.Chain(inline, chain + 1);
                    Collect(inline.SelectionSet, pass, chain + 1);
                    break;
                case FragmentSpread spread when pass.VisitedFragments.Add(spread.Name):
                    budget.FragmentVisit(spread);
                    budget.Chain(spread, chain + 1);
                    if (fragments.TryGetValue(spread.Name, out var fragment) && schema.Applies(fragment.TypeCondition, pass.Type))
                    {
                        Collect(fragment.SelectionSet, pass, chain + 1);
                    }

                    break;
            }
        }
    }

    private bool IsIncluded(Selection selection)
    {
        foreach (var directive in selection.Directives)
        {
            if (directive.Name is "skip" or "include" && Condition(directive) != (directive.Name == "include"))
            {
                return false;
            }
        }

        return true;
    }

    private bool Condition(DirectiveNode directive) => directive.Arguments.FirstOrDefault(argument => argument.Name == "if")?.Value switch
    {
        BooleanNode literal => literal.Value,
        VariableNode variable when variables.TryGet(variable.Name, out var value) && value.Kind == Values.DatumKind.Boolean
            => value.AsBoolean(),
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

        public HashSet<string> VisitedFragments { get; } = new(StringComparer.Ordinal);

        public void Add(FieldNode field, OperationBudget budget)
        {
            if (_byResponseName.TryGetValue(field.ResponseName, out var collected))
            {
                collected.Nodes.Add(field);
                return;
            }

            collected = new CollectedField(field.ResponseName, [field]);
            _byResponseName.Add(field.ResponseName, collected);
            Fields.Add(collected);
            var names = _responseNames.GetValueOrDefault(field.Name) + 1;
            _responseNames[field.Name] = names;
            budget.Aliases(field, names);
        }
    }
}
