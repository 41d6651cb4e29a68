using Exchange.GraphQL.Values;

namespace Exchange.GraphQL.Execution;

/// <summary>What is the same for every object on which one selected field is resolved: its resolver and its coerced arguments.</summary>
internal sealed record FieldPlan(FieldResolver? Resolver, DatumObject Arguments);

/// <summary>
/// The plans of an operation's fields, made when first needed. Safe to use from several threads: at worst an equal plan is made twice.
/// </summary>
internal sealed class FieldPlans(Operation operation, VariableValues variables, ResolverMap resolvers)
{
    private readonly FieldPlan?[] _plans = new FieldPlan?[operation.Fields.Count];

    /// <summary>The plan of <paramref name="field"/>. Throws <see cref="GraphQLException"/> where its arguments do not fit.</summary>
    public FieldPlan Of(SelectedField field) => _plans[field.Index] ??= Make(field);

    private FieldPlan Make(SelectedField field)
    {
        var coordinate = $"{field.Parent.Name}.{field.Definition.Name}";
        var resolver = IntrospectionResolvers.Find(field) ?? resolvers.Fields.GetValueOrDefault(coordinate);
        return new FieldPlan(resolver, InputCoercion.CoerceArguments(field.Definition, field.Arguments, variables, resolvers.Scalars));
    }
}
