using Exchange.GraphQL.Language;

namespace Exchange.GraphQL.Execution;

/// <summary>
/// Counts the values that one introspection field may still give, for aliases multiply them with nobody asked who could say no. Not
/// thread-safe: introspection runs on one thread.
/// </summary>
internal sealed class IntrospectionAllowance
{
    /// <summary>
    /// <c>introspectionValues</c>: how many values all introspection of one operation may give together. The whole of a graph with 500
    /// fields, as tools ask for it, is about 20,000.
    /// </summary>
    private const int MaxValues = 60_000;

    private readonly int _allowed;
    private int _left;

    private IntrospectionAllowance(int allowed) => _left = _allowed = allowed;

    /// <summary>An equal share of the limit for each introspection field at the root of <paramref name="operation"/>.</summary>
    public static IntrospectionAllowance For(Operation operation)
    {
        var fields = operation.Root.For(operation.RootType.Name).Count(field => MetaFields.IsIntrospection(field.Definition.Name));
        return new IntrospectionAllowance(MaxValues / Math.Max(1, fields));
    }

    /// <summary>Takes one value; false when there is none left.</summary>
    public bool TryTake() => --_left >= 0;

    /// <summary>Throws <see cref="GraphQLException"/> (<c>LIMIT_EXCEEDED</c>) when more values were taken than there are.</summary>
    public void Demand(SourceLocation location)
    {
        if (_left < 0)
        {
            throw LimitExceeded.Of("introspectionValues", _allowed, "values of the schema", location);
        }
    }
}
