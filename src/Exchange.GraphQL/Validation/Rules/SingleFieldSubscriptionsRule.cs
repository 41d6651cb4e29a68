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
    public override Visits Visits => Visits.Operations;

    /// <inheritdoc/>
    public override void EnterOperation(OperationDefinition operation)
    {
        if (operation.Kind != OperationKind.Subscription || Context.Schema.SubscriptionType is not { } root)
        {
            return;
        }

        var conditions = new List<DirectiveNode>();
        var fields = Collect(operation.SelectionSet, root, conditions);
        if (conditions.Count > 0)
        {
            Report("A subscription must not use @skip or @include at its root; decide before you subscribe.", [.. conditions]);
            return;
        }

        if (fields.Count == 0)
        {
            Report("A subscription must select one root field.", operation.SelectionSet);
        }
        else if (fields.Count > 1)
        {
            Report(
                "A subscription must select exactly one root field; subscribe to each in its own operation.",
                [.. fields.Skip(1).SelectMany(group => group)]);
        }

        foreach (var group in fields.Where(group => group[0].Name.StartsWith("__", StringComparison.Ordinal)))
        {
            Report($"A subscription must not select the introspection field \"{group[0].Name}\" at its root.", [.. group]);
        }
    }

    /// <summary>
    /// CollectSubscriptionFields: the fields by response name, in document order. Walks with a stack of its own, because chains of
    /// fragments may be longer than the call stack is deep.
    /// </summary>
    private List<List<FieldNode>> Collect(SelectionSet rootSet, ObjectType root, List<DirectiveNode> conditions)
    {
        var groups = new List<List<FieldNode>>();
        var byResponseName = new Dictionary<string, List<FieldNode>>(StringComparer.Ordinal);
        var visited = new HashSet<string>(StringComparer.Ordinal);
        var pending = new Stack<Selection>(rootSet.Selections.Reverse());
        while (pending.TryPop(out var selection))
        {
            if (ConditionOf(selection) is { } condition)
            {
                conditions.Add(condition);
                continue;
            }

            if (selection is FieldNode field)
            {
                if (!byResponseName.TryGetValue(field.ResponseName, out var group))
                {
                    byResponseName[field.ResponseName] = group = [];
                    groups.Add(group);
                }

                group.Add(field);
            }
            else if (Expand(selection, root, visited) is { } inner)
            {
                foreach (var next in inner.Selections.Reverse())
                {
                    pending.Push(next);
                }
            }
        }

        return groups;
    }

    private SelectionSet? Expand(Selection selection, ObjectType root, HashSet<string> visited) => selection switch
    {
        InlineFragment inline when inline.TypeCondition is null || Context.Schema.Applies(inline.TypeCondition, root)
            => inline.SelectionSet,
        FragmentSpread spread when Context.Fragments.TryGetValue(spread.Name, out var fragment)
            && Context.Schema.Applies(fragment.TypeCondition, root)
            && visited.Add(spread.Name) => fragment.SelectionSet,
        _ => null,
    };

    private static DirectiveNode? ConditionOf(Selection selection) =>
        selection.Directives.FirstOrDefault(directive => directive.Name == "skip")
        ?? selection.Directives.FirstOrDefault(directive => directive.Name == "include");
}
