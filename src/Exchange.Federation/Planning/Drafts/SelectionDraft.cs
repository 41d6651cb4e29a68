using Exchange.Federation.Planning.Needs;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.Federation.Planning.Drafts;

/// <summary>What is selected of objects at one place in the answer of one subgraph, by their runtime type.</summary>
/// <param name="TypeName">The declared type of the place in the subgraph.</param>
/// <param name="Scope">The response names.</param>
internal sealed record SelectionDraft(string TypeName, FetchScope Scope)
{
    private readonly Dictionary<string, List<DraftField>> _types = new(StringComparer.Ordinal);

    /// <summary>Whether the runtime type is asked for.</summary>
    public bool AsksTypeName { get; private set; }

    /// <summary>The types that something is selected of.</summary>
    public IReadOnlyCollection<string> Types => _types.Keys;

    /// <summary>What is selected of objects of that type.</summary>
    public IReadOnlyList<DraftField> For(string type) => _types.GetValueOrDefault(type) ?? [];

    /// <summary>Asks for the runtime type.</summary>
    public void AskTypeName(ResultSlot slot)
    {
        AsksTypeName = true;
        Scope.NameType(slot);
    }

    /// <summary>Selects a field of objects of one type, or selects it for one more reason.</summary>
    /// <param name="need">The field and the type.</param>
    /// <param name="slot">Where its value goes.</param>
    /// <param name="type">Its type in the subgraph.</param>
    /// <param name="condition">When it is selected; null for always.</param>
    public DraftField Add(FieldNeed need, ResultSlot slot, GraphQLType type, SelectionCondition? condition)
    {
        if (!_types.TryGetValue(need.Parent.Name, out var fields))
        {
            _types.Add(need.Parent.Name, fields = []);
        }

        var scoped = Scope.Name(slot, type);
        var field = fields.Find(known => known.Scoped == scoped);
        if (field is null)
        {
            var below = scoped.Scope is null ? null : new SelectionDraft(type.Named.Name, scoped.Scope);
            fields.Add(field = new DraftField(scoped, need, below, condition));
        }
        else
        {
            field.Condition = SelectionCondition.Or(field.Condition, condition);
        }

        return field;
    }
}

/// <summary>A selected field.</summary>
internal sealed class DraftField(ScopedField scoped, FieldNeed need, SelectionDraft? below, SelectionCondition? condition)
{
    /// <summary>Its response name and slot.</summary>
    public ScopedField Scoped { get; } = scoped;

    /// <summary>Its name and arguments.</summary>
    public FieldNeed Need { get; } = need;

    /// <summary>What is selected of the objects in it; null for leaves.</summary>
    public SelectionDraft? Below { get; } = below;

    /// <summary>When it is selected, counted from the operation's root; null for always.</summary>
    public SelectionCondition? Condition { get; set; } = condition;
}
