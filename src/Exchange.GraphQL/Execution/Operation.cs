using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.GraphQL.Execution;

/// <summary>
/// The one operation that will run: validated, its selection collected and merged for every possible object type
/// (GraphQL September 2025, section 6.3.2), <c>@skip</c>/<c>@include</c> already decided, or kept as conditions of the fields. Decided, it is cacheable
/// for one document, operation name and set of Boolean variables that its conditions use. Immutable; safe to share between threads.
/// </summary>
public sealed class Operation
{
    internal Operation(
        Schema schema,
        Document document,
        OperationDefinition definition,
        ObjectType rootType,
        SelectedSet root,
        IReadOnlyList<SelectedField> fields)
    {
        Schema = schema;
        Document = document;
        Definition = definition;
        RootType = rootType;
        Root = root;
        Fields = fields;
    }

    /// <summary>The schema it was validated against.</summary>
    public Schema Schema { get; }

    /// <summary>The document it stands in.</summary>
    public Document Document { get; }

    /// <summary>The operation's definition.</summary>
    public OperationDefinition Definition { get; }

    /// <summary>Query, mutation or subscription.</summary>
    public OperationKind Kind => Definition.Kind;

    /// <summary>The root object type.</summary>
    public ObjectType RootType { get; }

    /// <summary>The root selection.</summary>
    public SelectedSet Root { get; }

    /// <summary>Every selected field, at its <see cref="SelectedField.Index"/>.</summary>
    public IReadOnlyList<SelectedField> Fields { get; }
}

/// <summary>A collected selection set: for every object type that can stand here, its fields in response order.</summary>
public sealed class SelectedSet
{
    private readonly Dictionary<string, IReadOnlyList<SelectedField>> _byType;
    private readonly Dictionary<string, string[]> _responseNames = new(StringComparer.Ordinal);

    private readonly Dictionary<string, GraphQLError> _faults;

    internal SelectedSet(
        NamedType type, Dictionary<string, IReadOnlyList<SelectedField>> byType, Dictionary<string, GraphQLError> faults)
    {
        Type = type;
        _faults = faults;
        _byType = byType;
        foreach (var (name, fields) in byType)
        {
            _responseNames[name] = [.. fields.Select(field => field.ResponseName)];
        }
    }

    /// <summary>The declared type here: an object, interface or union.</summary>
    public NamedType Type { get; }

    /// <summary>The names of the object types that can stand here.</summary>
    public IReadOnlyCollection<string> PossibleTypes => _byType.Keys;

    /// <summary>The fields of that object type in response order; empty for a type that cannot stand here.</summary>
    public IReadOnlyList<SelectedField> For(string objectType) => _byType.GetValueOrDefault(objectType) ?? [];

    /// <summary>Why the fields of that object type could not be collected, or null; see <see cref="OperationCompiler"/>.</summary>
    public GraphQLError? FaultOf(string objectType) => _faults.GetValueOrDefault(objectType);

    /// <summary>
    /// The response names of <see cref="For"/> in the same order: one array that all objects of a result share, not to be changed.
    /// </summary>
    public string[] ResponseNames(string objectType) => _responseNames.GetValueOrDefault(objectType) ?? [];
}

/// <summary>One field of a collected selection on one concrete object type: equal response names merged.</summary>
public sealed class SelectedField
{
    internal SelectedField(
        int index,
        string responseName,
        ObjectType parent,
        FieldDefinition definition,
        IReadOnlyList<ArgumentNode> arguments,
        SelectedSet? selection,
        SourceLocation location)
    {
        Index = index;
        ResponseName = responseName;
        Parent = parent;
        Definition = definition;
        Arguments = arguments;
        Selection = selection;
        Location = location;
    }

    /// <summary>The position in <see cref="Operation.Fields"/>: the key of every array that runs parallel to the selection.</summary>
    public int Index { get; }

    /// <summary>The key in the response.</summary>
    public string ResponseName { get; }

    /// <summary>The concrete object type that the field is selected on.</summary>
    public ObjectType Parent { get; }

    /// <summary>The field; for <c>__typename</c>, <c>__schema</c> and <c>__type</c> the introspection field.</summary>
    public FieldDefinition Definition { get; }

    /// <summary>The arguments as written; coerced per request by <c>InputCoercion</c>.</summary>
    public IReadOnlyList<ArgumentNode> Arguments { get; }

    /// <summary>The sub-selection; null for leaves.</summary>
    public SelectedSet? Selection { get; }

    /// <summary>Where the field first stands in the document.</summary>
    public SourceLocation Location { get; }

    /// <summary>
    /// When the field is part of the answer, counted from the operation's root; null for always, as in every operation that was compiled for
    /// given variables.
    /// </summary>
    public SelectionCondition? Condition { get; internal init; }

    /// <summary>Whether this is <c>__typename</c>.</summary>
    public bool IsTypeName => Definition.Name == "__typename";
}
