using Exchange.GraphQL;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.TypeSystem;
using Exchange.GraphQL.Values;

namespace Exchange.Differential.Mock;

/// <summary>
/// Resolvers for every field of any schema. What a field gives depends on its parent's hash, its name and its arguments and on nothing
/// else, so that engines in other languages can be given the same.
/// </summary>
public static class MockResolvers
{
    /// <summary>The code of the errors that the resolvers throw.</summary>
    public const string Failure = "MOCK_FAILURE";

    // WHY: what a custom scalar means is nobody's affair here, so it takes every value as it is written.
    private static readonly ScalarCoercion Untyped = new(value => value, value => value);

    // WHY: graphql-js takes a literal beyond 64 bits for infinity, where the specification (section 3.5.2) and our own Float refuse it.
    private static readonly ScalarCoercion Unbounded = ScalarSet.BuiltIn.For("Float") with
    {
        Input = value => value.Kind is DatumKind.Integer or DatumKind.Float ? Datum.From(value.AsFloat()) : null,
    };

    /// <summary>The resolvers for <paramref name="schema"/>.</summary>
    public static ResolverMap For(Schema schema)
    {
        var values = new MockValues(schema);
        var fields = from type in schema.Types.OfType<ObjectType>() from field in type.Fields select (type, field);
        return new ResolverMap
        {
            Fields = fields.ToDictionary(pair => $"{pair.type.Name}.{pair.field.Name}", pair => Resolver(values, pair.type, pair.field)),
            Types = schema.Types.Where(type => type is InterfaceType or UnionType)
                .ToDictionary(type => type.Name, _ => (TypeResolver)(value => ((MockObject)value).TypeName)),
            Scalars = schema.Types.OfType<ScalarType>().Where(scalar => !scalar.IsBuiltIn)
                .Aggregate(ScalarSet.BuiltIn.With("Float", Unbounded), (scalars, scalar) => scalars.With(scalar.Name, Untyped)),
        };
    }

    private static FieldResolver Resolver(MockValues values, ObjectType type, FieldDefinition field) => context =>
    {
        var parent = (MockObject)context.Parent!;
        var hash = MockHash.Step(parent.Hash, $"/{type.Name}.{field.Name}");
        hash = MockHash.Step(hash, $"({CanonicalText.Of(Datum.From(context.Arguments))})");
        return MockHash.Draw(hash, 1) % 31 == 0
            ? throw new GraphQLException(new GraphQLError(Failure, $"mock error at {type.Name}.{field.Name}"))
            : ValueTask.FromResult(values.Value(field.Type, hash));
    };
}
