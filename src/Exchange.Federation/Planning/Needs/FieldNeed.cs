using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.Federation.Planning.Needs;

/// <summary>
/// One field that is needed of the objects of one type. Interned by <see cref="NeedTable"/>: equal needs are the same object. Immutable.
/// </summary>
internal sealed class FieldNeed(
    int id,
    ObjectType parent,
    FieldDefinition definition,
    IReadOnlyList<ArgumentNode> arguments,
    string argumentText,
    SelectionCondition? condition,
    PlaceNeeds? children,
    string occurrence)
{
    /// <summary>The place among all needs of the plan.</summary>
    public int Id { get; } = id;

    /// <summary>The type it is needed of, in the full schema.</summary>
    public ObjectType Parent { get; } = parent;

    /// <summary>The field in the full schema; the introspection field for <c>__typename</c>.</summary>
    public FieldDefinition Definition { get; } = definition;

    /// <summary>Its arguments as written.</summary>
    public IReadOnlyList<ArgumentNode> Arguments { get; } = arguments;

    /// <summary>Its arguments as text, in parentheses; empty without arguments. With the name it tells values of one object apart.</summary>
    public string ArgumentText { get; } = argumentText;

    /// <summary>When it is needed, counted from the operation's root; null for always and for fields that only join.</summary>
    public SelectionCondition? Condition { get; } = condition;

    /// <summary>What is needed of the objects in it; null for leaves.</summary>
    public PlaceNeeds? Children { get; } = children;

    /// <summary>
    /// Tells apart what is to be done several times, though name and arguments are the same: the response name of a root field of a
    /// mutation. Empty for what only reads.
    /// </summary>
    public string Occurrence { get; } = occurrence;

    /// <summary>The field's name.</summary>
    public string Name => Definition.Name;

    /// <summary>Whether this is the runtime type's name.</summary>
    public bool IsTypeName => Definition.Name == "__typename";

    /// <summary>Type and field, as grants name it.</summary>
    public string Coordinate => $"{Parent.Name}.{Name}";
}
