using Exchange.Federation.Governed.Planning;
using Exchange.GraphQL;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Values;

namespace Exchange.Federation.Governed.Execution;

/// <summary>The coerced arguments of every planned field of one request. Filled before anything is fetched, then read only.</summary>
internal sealed class ArgumentTable
{
    // WHY by the field and not its index: inputs of joins stand in no operation and count for themselves.
    private readonly Dictionary<SelectedField, DatumObject> _coerced = [];
    private readonly Dictionary<SelectedField, IReadOnlyList<GraphQLError>> _refused = [];

    public ArgumentTable(QueryPlan plan, VariableValues variables, ScalarSet scalars)
    {
        var slots = plan.Stages.SelectMany(stage => stage.Slots);
        foreach (var field in slots.Where(field => field.IsFetched || field.Page is not null).Select(field => field.Field))
        {
            Coerce(field, variables, scalars);
        }

        foreach (var root in plan.Roots.Where(root => root.Kind is RootStepKind.Lookup or RootStepKind.Located or RootStepKind.List))
        {
            Coerce(root.Field, variables, scalars);
        }
    }

    public DatumObject this[SelectedField field] => _coerced[field];

    public bool IsRefused(PlannedField field) => _refused.ContainsKey(field.Field);

    public IReadOnlyList<GraphQLError> Refusals(SelectedField field) => _refused.GetValueOrDefault(field) ?? [];

    private void Coerce(SelectedField field, VariableValues variables, ScalarSet scalars)
    {
        try
        {
            _coerced[field] = InputCoercion.CoerceArguments(field.Definition, field.Arguments, variables, scalars);
        }
        catch (GraphQLException refusal)
        {
            _refused[field] = refusal.Errors;
        }
    }
}
