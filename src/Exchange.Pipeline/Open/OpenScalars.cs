using Exchange.GraphQL.Execution;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.Pipeline.Open;

/// <summary>The scalars of a graph of which only the subgraphs know more.</summary>
public static class OpenScalars
{
    /// <summary>
    /// The built-in scalars as they are, every other one with any value. WHY: what a custom scalar accepts is for the subgraph that declares it
    /// to say.
    /// </summary>
    public static ScalarSet Of(Schema schema) => schema.Types.OfType<ScalarType>()
        .Where(type => !type.IsBuiltIn)
        .Aggregate(ScalarSet.BuiltIn, (set, type) => set.With(type.Name, ScalarCoercion.Any));
}
