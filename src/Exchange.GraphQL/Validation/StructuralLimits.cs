using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Language;

namespace Exchange.GraphQL.Validation;

/// <summary>
/// Refuses documents beyond the limits that their structure alone shows. Each fragment is measured once, so a document that would expand to
/// a billion selections costs as many steps as it has nodes. One instance checks one document.
/// </summary>
internal sealed class StructuralLimits(OperationLimits limits, Dictionary<string, FragmentDefinition> fragments)
{
    /// <summary>Selection sets inside each other, through fragments too: what the stack surely holds, whatever the limits are set to.</summary>
    private const int MaxNesting = 2_000;

    /// <summary>What a selection set comes to after all its fragments are expanded; counts stop at the largest integer.</summary>
    private readonly record struct Extent(int Selections, int FragmentVisits, int Depth, int IntrospectionDepth, int Chain)
    {
        public Extent With(Extent other) => new(
            Sum(Selections, other.Selections),
            Sum(FragmentVisits, other.FragmentVisits),
            Math.Max(Depth, other.Depth),
            Math.Max(IntrospectionDepth, other.IntrospectionDepth),
            Math.Max(Chain, other.Chain));

        public static int Sum(int left, int right) => (int)Math.Min(int.MaxValue, (long)left + right);
    }

    private readonly Dictionary<string, Extent> _measured = new(StringComparer.Ordinal);
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);
    private int _nesting;

    /// <summary>Throws <see cref="GraphQLException"/> (<c>LIMIT_EXCEEDED</c>) at the first limit that is exceeded.</summary>
    public void Check(Document document)
    {
        var operations = 0;
        foreach (var definition in document.Definitions.AsSpan())
        {
            CheckDirectives(definition.Directives);
            switch (definition)
            {
                case OperationDefinition when ++operations > limits.Operations:
                    throw LimitExceeded.Of("operations", limits.Operations, "operations in one document", definition.Location);
                case OperationDefinition operation:
                    foreach (var variable in operation.Variables.AsSpan())
                    {
                        CheckDirectives(variable.Directives);
                    }

                    Check(Measure(operation.SelectionSet, 0, 0), operation);
                    break;
                case FragmentDefinition fragment:
                    Measure(fragment, 0, 0);
                    break;
            }
        }
    }

    private void Check(Extent extent, OperationDefinition operation)
    {
        Check("depth", extent.Depth, limits.Depth, "fields inside fields", operation);
        Check("introspectionDepth", extent.IntrospectionDepth, limits.IntrospectionDepth, "fields inside fields", operation);
        Check("fragmentChain", extent.Chain, limits.FragmentChain, "fragments inside fragments", operation);
        Check("fragmentVisits", extent.FragmentVisits, limits.FragmentVisits, "expanded fragments", operation);
        Check("selections", extent.Selections, limits.Selections, "expanded selections", operation);
    }

    private static void Check(string limit, int count, int allowed, string counted, SyntaxNode node)
    {
        if (count > allowed)
        {
            throw LimitExceeded.Of(limit, allowed, counted, node.Location);
        }
    }

    // INVARIANT: recursion is bounded: every step either goes one field deeper (at most depth + introspectionDepth) or one fragment
    // deeper without a field between (at most fragmentChain), and both together not deeper than the stack holds.
    private Extent Measure(SelectionSet set, int depth, int chain)
    {
        Check("nesting", ++_nesting, MaxNesting, "selection sets inside each other", set);
        CheckAliases(set);
        var extent = default(Extent);
        foreach (var selection in set.Selections.AsSpan())
        {
            limits.Work?.Node();
            CheckDirectives(selection.Directives);
            extent = extent.With(Measure(selection, depth, chain));
        }

        _nesting--;
        return extent;
    }

    private Extent Measure(Selection selection, int depth, int chain)
    {
        if (selection is FieldNode field)
        {
            return Measure(field, depth);
        }

        Check("fragmentChain", chain + 1, limits.FragmentChain, "fragments inside fragments", selection);
        var expanded = selection switch
        {
            InlineFragment inline => Measure(inline.SelectionSet, depth, chain + 1),
            FragmentSpread spread when fragments.TryGetValue(spread.Name, out var fragment) => Measure(fragment, depth, chain + 1),
            _ => default,
        };
        return expanded with
        {
            Selections = Extent.Sum(expanded.Selections, 1),
            FragmentVisits = Extent.Sum(expanded.FragmentVisits, selection is FragmentSpread ? 1 : 0),
            Chain = expanded.Chain + 1,
        };
    }

    private Extent Measure(FieldNode field, int depth)
    {
        Check("depth", depth + 1, Extent.Sum(limits.Depth, limits.IntrospectionDepth), "fields inside fields", field);
        var below = field.SelectionSet is null ? default : Measure(field.SelectionSet, depth + 1, 0);
        var extent = below with { Selections = Extent.Sum(below.Selections, 1), Chain = 0 };
        return MetaFields.IsIntrospection(field.Name)
            ? extent with { Depth = 1, IntrospectionDepth = Math.Max(below.Depth + 1, below.IntrospectionDepth) }
            : extent with { Depth = below.Depth + 1 };
    }

    private Extent Measure(FragmentDefinition fragment, int depth, int chain)
    {
        if (_measured.TryGetValue(fragment.Name, out var known))
        {
            return known;
        }

        if (!_open.Add(fragment.Name))
        {
            // A cycle: its length is beyond every measure, and the rule NoFragmentCycles refuses the document.
            return default;
        }

        var extent = Measure(fragment.SelectionSet, depth, chain);
        _open.Remove(fragment.Name);
        return _measured[fragment.Name] = extent;
    }

    private void CheckDirectives(IReadOnlyList<DirectiveNode> directives)
    {
        if (directives.Count > limits.Directives)
        {
            throw LimitExceeded.Of("directives", limits.Directives, "directives at one location", directives[^1].Location);
        }
    }

    private void CheckAliases(SelectionSet set)
    {
        if (set.Selections.Count <= limits.Aliases)
        {
            return;
        }

        var responseNames = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var field in set.Selections.OfType<FieldNode>())
        {
            if (!responseNames.TryGetValue(field.Name, out var names))
            {
                responseNames[field.Name] = names = new HashSet<string>(StringComparer.Ordinal);
            }

            names.Add(field.ResponseName);
            Check("aliases", names.Count, limits.Aliases, "response names of one field in one selection set", field);
        }
    }
}
