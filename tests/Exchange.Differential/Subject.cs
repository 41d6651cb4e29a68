using Exchange.Differential.Mock;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.TypeSystem;
using Exchange.GraphQL.Validation;

namespace Exchange.Differential;

/// <summary>A schema with everything that documents are judged by: no limits, no cap on errors, no suggestions, mock resolvers.</summary>
public sealed class Subject
{
    private Subject(Schema schema)
    {
        Schema = schema;
        Resolvers = MockResolvers.For(schema);
        Validation = new ValidationOptions
        {
            MaxErrors = int.MaxValue,
            Limits = OperationLimits.Unlimited,
            LikeGraphQLJs = true,
            Scalars = Resolvers.Scalars,
        };
    }

    /// <summary>The schema.</summary>
    public Schema Schema { get; }

    /// <summary>The resolvers of every field.</summary>
    public ResolverMap Resolvers { get; }

    /// <summary>How documents are validated.</summary>
    public ValidationOptions Validation { get; }

    /// <summary>Builds it from a schema's text. Throws <see cref="GraphQL.GraphQLException"/> where that is none.</summary>
    public static Subject Of(string sdl) => new(SchemaBuilder.Build(sdl));
}
