using Exchange.GraphQL.TypeSystem;
using Exchange.GraphQL.Values;

namespace Exchange.GraphQL.Execution;

/// <summary>
/// Gives the value of a field: null, a <see cref="Datum"/>, text, a Boolean, a number, an enumerable for a list, or any object whose
/// fields have resolvers of their own. What it throws becomes an error at the field's path: a <see cref="GraphQLException"/> keeps its
/// message, anything else is shown without one. Called from several threads at once, except for the root fields of mutations.
/// </summary>
public delegate ValueTask<object?> FieldResolver(FieldContext context);

/// <summary>
/// Gives the events of a subscription's root field (GraphQL September 2025, section 6.2.3.1): each is the root value that the selection is
/// executed on. What it throws refuses the subscription; what the stream throws ends it.
/// </summary>
public delegate ValueTask<IAsyncEnumerable<object?>> SourceStreamResolver(FieldContext context);

/// <summary>Gives the name of the object type of a value that stands for an interface or union; null when it is none.</summary>
public delegate string? TypeResolver(object value);

/// <summary>What a resolver may know of the field that it resolves.</summary>
public sealed class FieldContext
{
    internal FieldContext(
        Operation operation,
        SelectedField field,
        object? parent,
        DatumObject arguments,
        ResponsePath path,
        CancellationToken cancelled)
    {
        Operation = operation;
        Shown = operation.Schema;
        Field = field;
        Parent = parent;
        Arguments = arguments;
        ResponsePath = path;
        Cancelled = cancelled;
    }

    /// <summary>The operation that runs.</summary>
    public Operation Operation { get; }

    /// <summary>The field, with its selection.</summary>
    public SelectedField Field { get; }

    /// <summary>The value of the object that the field belongs to; the root value for a root field.</summary>
    public object? Parent { get; }

    /// <summary>The coerced arguments; one that was left out and has no default is absent.</summary>
    public DatumObject Arguments { get; }

    /// <summary>The path in the response: strings and ints.</summary>
    public IReadOnlyList<object> Path => ResponsePath.ToList();

    /// <summary>Cancelled when the caller no longer waits.</summary>
    public CancellationToken Cancelled { get; }

    /// <summary>The schema that introspection tells of.</summary>
    internal Schema Shown { get; init; }

    private ResponsePath ResponsePath { get; }
}
