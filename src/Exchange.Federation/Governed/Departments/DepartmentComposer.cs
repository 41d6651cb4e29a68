using Exchange.Federation.Composition;
using Exchange.Federation.Governed.Composition;

namespace Exchange.Federation.Governed.Departments;

/// <summary>
/// Joins departments that run Apollo Federation subgraphs of their own to the city's graph. The data standard alone says what the graph is and
/// who owns which field; a department's schema says how it is asked: under which key, told what besides, and of whom it demands what.
/// Stateless and safe to share between threads.
/// </summary>
public static class DepartmentComposer
{
    private static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> NothingImplied = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>
    /// The graph with these departments joined, or every mistake in their schemas and between them and the graph. Never throws for what is in
    /// them.
    /// </summary>
    /// <param name="graph">The city's graph.</param>
    /// <param name="departments">The schemas of the departments that have one; federation 1 or 2.</param>
    /// <param name="implied">
    /// By the path of a link that can be open at a reduced level, the fields of its target that such a level implies: they are asked of the link's
    /// owner. Null for none.
    /// </param>
    public static GovernedComposition Compose(
        GovernedGraph graph, IReadOnlyList<Subgraph> departments, IReadOnlyDictionary<string, IReadOnlyList<string>>? implied = null)
    {
        var errors = new List<CompositionError>();
        var joins = new Dictionary<(string Type, string Field), FieldJoin>();
        var requirements = new Dictionary<string, List<AccessRequirement>>(StringComparer.Ordinal);
        foreach (var schema in departments.Select(department => DepartmentSchema.Read(department, errors)).OfType<DepartmentSchema>())
        {
            var check = new ServedFieldCheck(graph, schema, implied ?? NothingImplied, requirements, errors);
            new DepartmentJoiner(graph, schema, check, joins, errors).Join();
        }

        errors.AddRange(JoinCircles.Find(graph, joins));
        return errors.Count > 0
            ? new GovernedComposition(null, errors)
            : new GovernedComposition(graph.Joined(joins, requirements), []);
    }
}
