using Exchange.Federation.Planning.Choices;
using Exchange.Federation.Planning.Drafts;
using Exchange.Federation.Planning.Joins;
using Exchange.Federation.Planning.Needs;
using Exchange.Federation.Supergraphs;
using Exchange.GraphQL;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.Federation.Planning;

/// <summary>
/// Plans operations over an Apollo Federation graph: decides which subgraph is asked for what, in what order. Stateless and safe to share.
/// </summary>
/// <remarks>
/// Four steps, a folder each. <c>Needs</c>: what is needed of each type at each place, equal needs once. <c>Joins</c>: what a subgraph resolves
/// and how one gets into it. <c>Choices</c>: the cheapest visits for each place, from the inside out, so that a field is taken from the
/// subgraph that also serves what lies below it. <c>Drafts</c>: parts, requests, documents.
/// </remarks>
public static class FetchPlanner
{
    /// <summary>
    /// Plans an operation that was compiled with its conditions against <see cref="Supergraph.Schema"/>. Throws
    /// <see cref="GraphQLException"/>: <c>LIMIT_EXCEEDED</c> at a limit of <paramref name="limits"/>, <c>INTERNAL_SERVER_ERROR</c> for a graph
    /// that cannot answer what its schema promises. Without <paramref name="grants"/> everything is open.
    /// </summary>
    public static FetchPlan Plan(Supergraph graph, Operation operation, PlanGrants? grants, FetchPlannerLimits limits)
    {
        var table = new NeedTable(graph.Full, limits);
        var collector = new NeedCollector(table, grants, limits);
        var joins = new JoinLookup(graph, limits);
        var finder = new ChoiceFinder(joins, table, collector, grants, limits);
        var shapes = new ShapeTable(graph.Full);
        var root = new Place(shapes.Add(graph.Full.Type(operation.RootType.Name)!), []);
        var drafter = new PlanDrafter(joins, shapes, limits);
        var missing = new RootPlanner(finder, drafter, root).Plan(collector.Of(operation.Root));
        var output = new OutputBuilder(shapes, drafter, collector, grants).Build(operation.Root, root.Shape, missing);
        return new FetchPlan
        {
            Operation = operation,
            Requests = new RequestWriter(graph, joins, operation, limits).Write(drafter.Parts),
            Root = root.Shape,
            Output = output,
            Shapes = shapes.Finish(),
            ConditionVariables = ConditionVariables(operation),
            Steps = finder.Steps,
        };
    }

    private static IReadOnlyList<string> ConditionVariables(Operation operation)
    {
        const int MaxVariables = 64;
        var variables = OperationCompiler.ConditionVariables(operation.Document, operation.Definition);
        return variables.Count <= MaxVariables
            ? variables
            : throw FetchPlannerLimits.Exceeded("planConditions", MaxVariables, "variables in \"@skip\" and \"@include\"");
    }
}
