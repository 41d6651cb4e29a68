using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.GraphQL.Validation.Rules;

/// <summary>
/// Section 5.2.4.1: The root selection set of a subscription must collect exactly one entry, which must not be an introspection field
/// and must not depend on @skip or @include.
/// </summary>
internal sealed class SingleFieldSubscriptionsRule(ValidationContext context) : ValidationRule(context)
{
    /// <inheritdoc/>
    public override string Name => "SingleFieldSubscriptions";

    /// <inheritdoc/>
    public override void EnterOperation(OperationDefinition operation)
    {
        if (operation.Kind != OperationKind.Subscription || Context.Schema.SubscriptionType is not { } root)
        {
            return;
        }

        var fields = Collect(operation.SelectionSet, root);
        if (fields.Count != 1)
        {
            Report(
                "A subscription must select exactly one root field; subscribe to each in its own operation.",
                fields.Count == 0 ? [operation] : [.. fields.Values]);
        }

        foreach (var field in fields.Values.Where(field => field.Name.StartsWith("__", StringComparison.Ordinal)))
        {
            Report($"A subscription must not select the introspection field \"{field.Name}\" at its root.", field);
        }
    }

    private Dictionary<string, FieldNode> Collect(SelectionSet rootSet, ObjectType root)
    {
        var fields = new Dictionary<string, FieldNode>(StringComparer.Ordinal);
        var visited = new HashSet<string>(StringComparer.Ordinal);
        var pending = new Stack<SelectionSet>([rootSet]);
        while (pending.TryPop(out var set))
        {
            foreach (var selection in set.Selections)
            {
                RefuseCondition(selection);
                switch (selection)
                {
                    case FieldNode field:
                        fields.TryAdd(field.ResponseName, field);
                        break;
                    case InlineFragment inline when inline.TypeCondition is null || Context.Schema.Applies(inline.TypeCondition, root):
                        pending.Push(inline.SelectionSet);
                        break;
                    case FragmentSpread spread when visited.Add(spread.Name)
                        && Context.Fragments.TryGetValue(spread.Name, out var fragment)
                        && Context.Schema.Applies(fragment.TypeCondition, root):
                        pending.Push(fragment.SelectionSet);
                        break;
                }
            }
        }

        return fields;
    }

    private void RefuseCondition(Selection selection)
    {
        if (selection.Directives.FirstOrDefault(directive => directive.Name is "skip" or "include") is { } condition)
        {
            Report($"\"@{condition.Name}\" must not be used at the root of a subscription.", condition);
        }
    }
}
