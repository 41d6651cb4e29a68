using Exchange.GraphQL.Values;

namespace Exchange.GraphQL.Execution;

/// <summary>
/// The coerced variables of one request (GraphQL September 2025, section 6.1.2). A variable that was given as null is present; one that was
/// left out and has no default is not. Immutable; safe to share between threads.
/// </summary>
public sealed class VariableValues
{
    private readonly Dictionary<string, Datum> _values;

    internal VariableValues(Dictionary<string, Datum> values) => _values = values;

    /// <summary>No variables.</summary>
    public static VariableValues Empty { get; } = new([]);

    /// <summary>The variables of conditions (<see cref="OperationCompiler.ConditionVariables"/>), each with the same value.</summary>
    public static VariableValues OfConditions(IEnumerable<string> names, bool value) =>
        new(names.ToDictionary(name => name, _ => value ? Datum.True : Datum.False, StringComparer.Ordinal));

    /// <summary>The names of the variables that are present.</summary>
    public IReadOnlyCollection<string> Names => _values.Keys;

    /// <summary>Finds a variable; false when it was left out and has no default.</summary>
    public bool TryGet(string name, out Datum value) => _values.TryGetValue(name, out value);
}
