using System.Text;
using Exchange.Federation.Planning.Joins;
using Exchange.Federation.Planning.Needs;
using Exchange.Federation.Supergraphs;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.Federation.Planning.Drafts;

/// <summary>
/// Writes selections in the words of one subgraph: only types and fields that it knows; what is the same for all types that it can return is
/// selected on the interface itself where it has the field. Used for one request.
/// </summary>
internal sealed class SelectionText(Supergraph graph, JoinLookup joins, int subgraph)
{
    private readonly SortedSet<string> _variables = new(StringComparer.Ordinal);

    /// <summary>The variables of the caller that were written so far.</summary>
    public IReadOnlyCollection<string> Variables => _variables;

    /// <summary>A selection set in braces; <paramref name="outer"/> is the condition that it stands under.</summary>
    public string Set(SelectionDraft draft, SelectionCondition? outer)
    {
        var text = new StringBuilder("{");
        var typeName = draft.AsksTypeName ? "__typename" : "";
        var fields = string.Join(' ', Members(draft, outer).Prepend(typeName).Where(one => one.Length > 0));

        // WHY: an object of which nothing is asked still has to be asked whether it is there.
        return text.Append(fields.Length == 0 ? "__typename" : fields).Append('}').ToString();
    }

    // INVARIANT: recursion follows the draft, whose depth planDepth bounds.
    private IEnumerable<string> Members(SelectionDraft draft, SelectionCondition? outer)
    {
        if (draft.Types.Count == 0)
        {
            return [];
        }

        if (graph.Full.Type(draft.TypeName) is ObjectType || joins.IsInterfaceObject(draft.TypeName, subgraph))
        {
            return ConditionText.Under(draft.Types.SelectMany(draft.For).Select(field => Field(field, outer)).Distinct(), outer);
        }

        var byType = draft.Types.ToDictionary(
            type => type, type => draft.For(type).Select(field => (field.Need.Name, Text: Field(field, outer))).ToList(), StringComparer.Ordinal);
        var folded = Folded(draft, byType);
        var fragments = byType
            .Select(one => (Type: one.Key, Fields: one.Value.Select(field => field.Text).Except(folded).ToList()))
            .Where(one => one.Fields.Count > 0)
            .Select(one => $"...on {one.Type}{{{string.Join(' ', ConditionText.Under(one.Fields, outer))}}}");
        return ConditionText.Under(folded, outer).Concat(fragments);
    }

    // WHY: asked on the interface, a field would be asked of every type that the subgraph can return; so all of them have to want it, and each
    // has to resolve it there itself.
    private List<(SelectionCondition? Condition, string Text)> Folded(
        SelectionDraft draft, Dictionary<string, List<(string Name, (SelectionCondition? Condition, string Text) Text)>> byType)
    {
        var type = graph.Type(draft.TypeName);
        var possible = type?.Join(subgraph)?.PossibleTypes ?? [];
        if (possible.Count == 0 || possible.Any(one => !byType.ContainsKey(one.Name)))
        {
            return [];
        }

        return [.. byType[possible[0].Name]
            .Where(field => type!.Field(field.Name)?.Join(subgraph) is { IsExternal: false })
            .Where(field => possible.All(one => byType[one.Name].Contains(field)
                && joins.Resolve(one, field.Name, subgraph, joins.Provides.None) == Resolution.Full))
            .Select(field => field.Text)];
    }

    private (SelectionCondition? Condition, string Text) Field(DraftField field, SelectionCondition? outer)
    {
        var alias = field.Scoped.ResponseName == field.Need.Name ? "" : $"{field.Scoped.ResponseName}:";
        var below = field.Below is null ? "" : Set(field.Below, field.Condition ?? outer);
        Note(field.Need);
        NoteCondition(field.Condition, outer);
        return (field.Condition, $"{alias}{field.Need.Name}{field.Need.ArgumentText}{below}");
    }

    private void NoteCondition(SelectionCondition? condition, SelectionCondition? outer)
    {
        if (condition is not null && !condition.Equals(outer))
        {
            _variables.UnionWith(condition.Terms.SelectMany(term => term.Literals).Select(literal => literal.Variable));
        }
    }

    private void Note(FieldNeed need)
    {
        var pending = new Stack<ValueNode>(need.Arguments.Select(argument => argument.Value));
        while (pending.TryPop(out var value))
        {
            var inner = value switch
            {
                ListNode list => list.Items,
                ObjectNode fields => fields.Fields.Select(field => field.Value),
                _ => [],
            };
            foreach (var one in inner)
            {
                pending.Push(one);
            }

            if (value is VariableNode variable)
            {
                _variables.Add(variable.Name);
            }
        }
    }
}
