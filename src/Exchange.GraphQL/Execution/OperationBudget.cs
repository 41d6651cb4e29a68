using Exchange.GraphQL.Language;

namespace Exchange.GraphQL.Execution;

/// <summary>Counts what one compilation uses up and stops it at the limits. Not thread-safe: one per compilation.</summary>
internal sealed class OperationBudget(OperationLimits limits)
{
    /// <summary>For what is bounded already.</summary>
    public static OperationBudget None => new(OperationLimits.Unlimited);

    private int _selections;
    private int _fragmentVisits;
    private int _fields;

    /// <summary>One more selection looked at.</summary>
    public void Selection(Selection node)
    {
        limits.Work?.Selection();
        if (++_selections > limits.Selections)
        {
            throw LimitExceeded.Of("selections", limits.Selections, "expanded selections", node.Location);
        }
    }

    /// <summary>One more fragment spread expanded.</summary>
    public void FragmentVisit(FragmentSpread node)
    {
        if (++_fragmentVisits > limits.FragmentVisits)
        {
            throw LimitExceeded.Of("fragmentVisits", limits.FragmentVisits, "expanded fragments", node.Location);
        }
    }

    /// <summary>A fragment, named or inline, stands <paramref name="chain"/> fragments deep in its selection set.</summary>
    public void Chain(Selection node, int chain)
    {
        if (chain > limits.FragmentChain)
        {
            throw LimitExceeded.Of("fragmentChain", limits.FragmentChain, "fragments inside fragments", node.Location);
        }
    }

    /// <summary>One more field collected at <paramref name="place"/>.</summary>
    public void Field(FieldNode node, FieldPlace place)
    {
        if (++_fields > limits.Fields)
        {
            throw LimitExceeded.Of("fields", limits.Fields, "collected fields", node.Location);
        }

        if (place.InIntrospection && place.Depth > limits.IntrospectionDepth)
        {
            throw LimitExceeded.Of("introspectionDepth", limits.IntrospectionDepth, "fields inside fields", node.Location);
        }

        if (place.IntrospectionLists > limits.IntrospectionLists)
        {
            throw LimitExceeded.Of("introspectionLists", limits.IntrospectionLists, "lists of the schema inside each other", node.Location);
        }

        if (!place.InIntrospection && place.Depth > limits.Depth)
        {
            throw LimitExceeded.Of("depth", limits.Depth, "fields inside fields", node.Location);
        }
    }

    /// <summary>One field is selected under <paramref name="count"/> combinations of conditions.</summary>
    public void Terms(int count)
    {
        if (count > limits.ConditionTerms)
        {
            throw LimitExceeded.Of("conditionTerms", limits.ConditionTerms, "combinations of conditions for one field", default);
        }
    }

    /// <summary>One field stands under <paramref name="count"/> response names in one selection set.</summary>
    public void Aliases(FieldNode node, int count)
    {
        if (count > limits.Aliases)
        {
            throw LimitExceeded.Of("aliases", limits.Aliases, "response names of one field in one selection set", node.Location);
        }
    }
}

/// <summary>How deep a field stands: in fields from the root, or from the introspection field around it.</summary>
internal readonly record struct FieldPlace(int Depth, bool InIntrospection, int IntrospectionLists)
{
    /// <summary>The place of the fields of the root selection.</summary>
    public static FieldPlace Root => new(1, false, 0);

    /// <summary>This place as that of the field <paramref name="name"/>.</summary>
    public FieldPlace Of(string name) => (InIntrospection, name) switch
    {
        (false, "__schema" or "__type") => new FieldPlace(1, true, 0),
        (true, "fields" or "interfaces" or "possibleTypes" or "inputFields") => this with { IntrospectionLists = IntrospectionLists + 1 },
        _ => this,
    };

    /// <summary>The place of the fields that are selected on the field here.</summary>
    public FieldPlace Below => this with { Depth = Depth + 1 };
}
