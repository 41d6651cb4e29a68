using Exchange.Federation.Governed.Planning;
using Exchange.GraphQL;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Values;

namespace Exchange.Federation.Governed.Execution;

/// <summary>The coerced arguments of every planned field of one request. Filled before anything is fetched, then read only.</summary>
internal sealed class ArgumentTable
{
    private readonly Dictionary<int, DatumObject> _coerced = [];
    private readonly Dictionary<int, IReadOnlyList<GraphQLError>> _refused = [];

    public ArgumentTable(QueryPlan plan, VariableValues variables, ScalarSet scalars)
    {
        foreach (var field in plan.Stages.SelectMany(stage => stage.Slots).Where(field => field.IsFetched || field.Page is not null).Select(field => field.Field))
        {
            Coerce(field, variables, scalars);
        }

        foreach (var root in plan.Roots.Where(root => root.Kind is RootStepKind.Lookup or RootStepKind.Located or RootStepKind.List))
        {
            Coerce(root.Field, variables, scalars);
        }
    }

    public DatumObject this[SelectedField field] => _coerced[field.Index];

    public bool IsRefused(PlannedField field) => _refused.ContainsKey(field.Field.Index);

    public IReadOnlyList<GraphQLError> Refusals(SelectedField field) => _refused.GetValueOrDefault(field.Index) ?? [];

    private void Coerce(SelectedField field, VariableValues variables, ScalarSet scalars)
    {
        try
        {
            _coerced[field.Index] = InputCoercion.CoerceArguments(field.Definition, field.Arguments, variables, scalars);
        }
        catch (GraphQLException refusal)
        {
            _refused[field.Index] = refusal.Errors;
        }
    }
}
