using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.GraphQL.Execution;

/// <summary>The root types of a schema by kind of operation (GraphQL September 2025, section 3.3.1).</summary>
internal static class RootTypes
{
    /// <summary>The root type, or null when the schema has none for that kind.</summary>
    public static ObjectType? RootType(this Schema schema, OperationKind kind) => kind switch
    {
        OperationKind.Query => schema.QueryType,
        OperationKind.Mutation => schema.MutationType,
        _ => schema.SubscriptionType,
    };
}
