using Exchange.GraphQL.Language;

namespace Exchange.GraphQL.Validation.Rules;

/// <summary>The fields of one response name in one selection set.</summary>
internal sealed record FieldGroup(string ResponseName, List<MergeableField> Fields);

/// <summary>
/// What stands directly in a selection set: its fields by response name, inline fragments expanded, and the fragments that it spreads,
/// each once. Compared by reference: a selection set has one for each type that it is looked at from.
/// </summary>
internal sealed class DirectFields
{
    private readonly Dictionary<string, FieldGroup> _byResponseName = new(StringComparer.Ordinal);

    /// <summary>The fields, in document order of their response names.</summary>
    public List<FieldGroup> Groups { get; } = [];

    /// <summary>The fragments spread here, in document order.</summary>
    public List<FragmentDefinition> Fragments { get; } = [];

    /// <summary>The fields under a response name, or null.</summary>
    public List<MergeableField>? Find(string responseName) => _byResponseName.GetValueOrDefault(responseName)?.Fields;

    /// <summary>Adds a field.</summary>
    public void Add(MergeableField field)
    {
        var responseName = field.Node.ResponseName;
        if (_byResponseName.TryGetValue(responseName, out var group))
        {
            group.Fields.Add(field);
            return;
        }

        group = new FieldGroup(responseName, [field]);
        _byResponseName.Add(responseName, group);
        Groups.Add(group);
    }

    /// <summary>Adds a fragment, unless it is spread already.</summary>
    public void Add(FragmentDefinition fragment)
    {
        if (!Fragments.Contains(fragment))
        {
            Fragments.Add(fragment);
        }
    }
}
