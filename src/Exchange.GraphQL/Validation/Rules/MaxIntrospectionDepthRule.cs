using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.GraphQL.Validation.Rules;

/// <summary>
/// Recommended by graphql-js, not part of the specification: below <c>__schema</c> or <c>__type</c>, lists of the schema (<c>fields</c>,
/// <c>interfaces</c>, <c>possibleTypes</c>, <c>inputFields</c>) must not stand three deep inside each other, for the answer grows by the
/// size of the schema with each.
/// </summary>
internal sealed class MaxIntrospectionDepthRule(ValidationContext context) : ValidationRule(context)
{
    private const int TooDeep = 3;

    private int _reportedUntil;

    /// <inheritdoc/>
    public override string Name => "MaxIntrospectionDepth";

    /// <inheritdoc/>
    public override Visits Visits => Visits.Fields;

    /// <inheritdoc/>
    public override void EnterField(FieldNode field, NamedType? parent, FieldDefinition? definition)
    {
        // WHY: what stands inside a field that is already reported belongs to the same mistake.
        if (MetaFields.IsIntrospection(field.Name) && field.Location.Start >= _reportedUntil && IsTooDeep(field))
        {
            _reportedUntil = field.Location.End;
            Report("The introspection asks for lists of the schema three deep inside each other; ask in several steps.", field);
        }
    }

    /// <summary>Walks with a stack of its own; each fragment at most once for every number of lists around it.</summary>
    private bool IsTooDeep(FieldNode introspection)
    {
        var visited = new HashSet<(string Fragment, int Lists)>();
        var pending = new Stack<(SelectionSet? Set, int Lists)>([(introspection.SelectionSet, 0)]);
        while (pending.TryPop(out var place))
        {
            foreach (var selection in place.Set?.Selections ?? [])
            {
                var lists = place.Lists + (selection is FieldNode { Name: var name } && IsListOfTheSchema(name) ? 1 : 0);
                if (lists >= TooDeep)
                {
                    return true;
                }

                pending.Push((InnerSet(selection, lists, visited), lists));
            }
        }

        return false;
    }

    private SelectionSet? InnerSet(Selection selection, int lists, HashSet<(string Fragment, int Lists)> visited) => selection switch
    {
        FieldNode field => field.SelectionSet,
        InlineFragment inline => inline.SelectionSet,
        FragmentSpread spread when visited.Add((spread.Name, lists)) && Context.Fragments.TryGetValue(spread.Name, out var fragment)
            => fragment.SelectionSet,
        _ => null,
    };

    private static bool IsListOfTheSchema(string name) => name is "fields" or "interfaces" or "possibleTypes" or "inputFields";
}
