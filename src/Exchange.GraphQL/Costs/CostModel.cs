using System.Collections.Frozen;
using Exchange.GraphQL.Execution;

namespace Exchange.GraphQL.Costs;

/// <summary>
/// What the fields of a schema cost before anything is fetched, by <c>@cost</c> and <c>@listSize</c> (GraphQL Cost Directives, in the form
/// that Apollo Federation 2.9 composes). Where nothing is said an object costs 1, a leaf and an argument cost nothing, and a list holds
/// <see cref="UnknownListSize"/>. Immutable; safe to share between threads.
/// </summary>
public sealed class CostModel
{
    /// <summary>The length of a list of which the schema says nothing.</summary>
    public const int UnknownListSize = 10;

    private readonly FrozenDictionary<string, int> _types;
    private readonly FrozenDictionary<(string Type, string Field), int> _fields;
    private readonly FrozenDictionary<(string Type, string Field, string Argument), int> _arguments;
    private readonly FrozenDictionary<(string Type, string Field), ListSize> _sizes;

    internal CostModel(
        Dictionary<string, int> types,
        Dictionary<(string Type, string Field), int> fields,
        Dictionary<(string Type, string Field, string Argument), int> arguments,
        Dictionary<(string Type, string Field), ListSize> sizes)
    {
        _types = types.ToFrozenDictionary(StringComparer.Ordinal);
        _fields = fields.ToFrozenDictionary();
        _arguments = arguments.ToFrozenDictionary();
        _sizes = sizes.ToFrozenDictionary();
    }

    /// <summary>
    /// The cost of <paramref name="operation"/> with these variables, at most <see cref="int.MaxValue"/>. Introspection costs nothing: the
    /// limits of its own bound it. Throws <see cref="GraphQLException"/> (<c>BAD_USER_INPUT</c>) where a list needs exactly one argument
    /// that bounds it.
    /// </summary>
    public int Of(Operation operation, VariableValues variables) => new CostCounter(this, variables).Count(operation);

    /// <summary>Throws <see cref="GraphQLException"/> (<c>LIMIT_EXCEEDED</c>, limit <c>cost</c>) where the operation costs more.</summary>
    public void Require(Operation operation, VariableValues variables, OperationLimits limits)
    {
        var cost = Of(operation, variables);
        if (cost > limits.Cost)
        {
            throw LimitExceeded.Cost(cost, limits.Cost, operation.Definition.Location);
        }
    }

    /// <summary>The weight written at a field; null where its type decides.</summary>
    internal int? Weight(SelectedField field) =>
        _fields.TryGetValue((field.Parent.Name, field.Definition.Name), out var weight) ? weight : null;

    /// <summary>The weight of an object type.</summary>
    internal int ObjectWeight(string type) => _types.TryGetValue(type, out var weight) ? weight : 1;

    /// <summary>The weight of a scalar or enum.</summary>
    internal int LeafWeight(string type) => _types.TryGetValue(type, out var weight) ? weight : 0;

    /// <summary>The weight of an argument that is given.</summary>
    internal int Weight(SelectedField field, string argument) =>
        _arguments.GetValueOrDefault((field.Parent.Name, field.Definition.Name, argument));

    /// <summary>What is said of the field's list; null where nothing is.</summary>
    internal ListSize? Size(SelectedField field) => _sizes.GetValueOrDefault((field.Parent.Name, field.Definition.Name));
}
