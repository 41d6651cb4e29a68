using Exchange.Federation.Supergraphs;
using Exchange.GraphQL.Language;

namespace Exchange.Federation.Composition.Satisfiability;

/// <summary>Where an object stands while a query is answered: in a subgraph, under the type it has there.</summary>
/// <param name="Type">The type there; the interface where the subgraph has it as an <c>@interfaceObject</c>.</param>
/// <param name="Subgraph">The subgraph's position.</param>
/// <param name="Provided">What the subgraph resolves here although it is external there otherwise; null for nothing.</param>
internal sealed record Place(SupergraphType Type, int Subgraph, SelectionSet? Provided)
{
    /// <summary>Whether the subgraph does not know what kind of object it is.</summary>
    public bool IsInterfaceObject => Type.Join(Subgraph) is { IsInterfaceObject: true };
}
