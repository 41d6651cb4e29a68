using Exchange.Federation.Authorization;
using Exchange.Federation.Governed.Composition;
using Exchange.GraphQL;
using Exchange.GraphQL.Execution;

namespace Exchange.Federation.Governed.Planning;

/// <summary>
/// Turns an operation and its grants into a plan. What the grants close is cut here, before anything can be asked.
/// Stateless and safe to share between threads.
/// </summary>
public static class QueryPlanner
{
    /// <summary>
    /// Plans <paramref name="operation"/>. A root field that <paramref name="roots"/> does not name is a hole, never an answer.
    /// Throws <see cref="GraphQLException"/> (<c>LIMIT_EXCEEDED</c>) at a limit and <see cref="ArgumentException"/> when the grants were
    /// made for another operation.
    /// </summary>
    public static QueryPlan Plan(
        GovernedGraph supergraph, Operation operation, Grants grants, IReadOnlyList<RootField> roots, PlannerLimits limits)
    {
        if (grants.Fields.Count != operation.Fields.Count)
        {
            throw new ArgumentException("The grants were made for another operation.", nameof(grants));
        }

        var isQuery = operation.RootType.Name == supergraph.Schema.QueryType.Name;
        var byName = roots.Where(root => root.On is null && (root.Kind == RootKind.Stream) != isQuery)
            .ToDictionary(root => root.Name, StringComparer.Ordinal);
        var planner = new StagePlanner(supergraph, grants, MergedFields(roots), Lists(roots), limits);
        var steps = operation.Root.For(operation.RootType.Name)
            .Select(field => Step(supergraph, planner, field, grants.Fields[field.Index], byName.GetValueOrDefault(field.Definition.Name)))
            .ToList();
        return new QueryPlan(operation, grants, steps, planner.Stages, FactsByType(planner.Stages, grants));
    }

    private static Dictionary<(string, string), IReadOnlyList<string>> MergedFields(IReadOnlyList<RootField> roots) =>
        roots.Where(root => root is { On: not null, Kind: RootKind.Merged })
            .ToDictionary(root => (root.On!, root.Name), root => root.Owners);

    private static Dictionary<(string, string), ListField> Lists(IReadOnlyList<RootField> roots) =>
        roots.Where(root => root is { On: not null, List: not null }).ToDictionary(root => (root.On!, root.Name), root => root.List!);

    private static RootStep Step(GovernedGraph supergraph, StagePlanner planner, SelectedField field, FieldGrant grant, RootField? root)
    {
        if (field.Definition.Name.StartsWith("__", StringComparison.Ordinal))
        {
            return new RootStep(field.IsTypeName ? RootStepKind.TypeName : RootStepKind.Introspection, field, grant, [], null);
        }

        // INVARIANT: a root field is always governed; one that nobody decided is closed.
        if (grant.IsStructure)
        {
            var undecided = grant with { Coordinate = $"{field.Parent.Name}.{field.Definition.Name}" };
            return new RootStep(RootStepKind.Closed, field, undecided, [], null);
        }

        if (grant.Alternatives.Count == 0)
        {
            return new RootStep(RootStepKind.Closed, field, grant, [], null) { Untold = Untold(root, grant) };
        }

        if (root?.Kind == RootKind.Hub)
        {
            return new RootStep(RootStepKind.Hub, field, grant, [], null);
        }

        if (root is { Kind: RootKind.Lookup, Entity: { } name } && supergraph.Entity(name) is { } entity)
        {
            return new RootStep(RootStepKind.Lookup, field, grant, [], planner.Plan(entity, field.Selection!.For(name), grant, depth: 1));
        }

        if (root?.Kind is RootKind.Stream or RootKind.Located)
        {
            var kind = root.Kind == RootKind.Stream ? RootStepKind.Reported : RootStepKind.Located;
            return new RootStep(kind, field, grant, root.Owners, null) 
            {
                Reportable = Reportable(supergraph, planner, field, grant, root.Kind),
                Untold = Untold(root, grant),
            };
        }

        if (root?.List is { } list && grant.List is not null)
        {
            var page = new PagePlanner(supergraph, planner, list, grant, depth: 1).Plan(field);
            return new RootStep(RootStepKind.List, field, grant, [], null) { Page = page };
        }

        IReadOnlyList<string> owners = root is { Owners.Count: > 0 } ? root.Owners : grant.Department is { } owner ? [owner] : [];
        return new RootStep(RootStepKind.Hole, field, grant, owners, null);
    }

    private static Dictionary<string, EntityStage> Reportable(
        GovernedGraph supergraph, StagePlanner planner, SelectedField field, FieldGrant grant, RootKind kind)
    {
        var stages = new Dictionary<string, EntityStage>(StringComparer.Ordinal);
        foreach (var type in field.Selection?.PossibleTypes ?? [])
        {
            // WHY not so for an id: a kind that is closed answers like an id that nobody has, so it is planned, and refused.
            var entry = grant.Kinds is null ? grant : grant.Kinds.GetValueOrDefault(type);
            var isTold = entry is not null && (kind != RootKind.Stream || entry.Alternatives.Count > 0);
            if (isTold && supergraph.Entity(type) is { } entity)
            {
                stages[type] = planner.Plan(entity, field.Selection!.For(type), entry, depth: 1);
            }
        }

        return stages;
    }

    private static IReadOnlyList<FieldGrant> Untold(RootField? root, FieldGrant grant) =>
        root?.Kind == RootKind.Stream && grant.Kinds is { } kinds ? [.. kinds.Values.Where(kind => kind.Alternatives.Count == 0)] : [];

    private static Dictionary<string, IReadOnlyList<string>> FactsByType(IReadOnlyList<EntityStage> stages, Grants grants) => stages
        .SelectMany(AskedOf)
        .GroupBy(asked => asked.Type, StringComparer.Ordinal)
        .ToDictionary(
            group => group.Key,
            group => FactsOf(group.Aggregate(0UL, (gates, asked) => gates | asked.Gates), grants),
            StringComparer.Ordinal);

    // What is asked of the records of a stage, and of whom items in them are about.
    private static IEnumerable<(string Type, ulong Gates)> AskedOf(EntityStage stage) => stage.Slots
        .Select(field => field.Grant.About).OfType<AboutLink>().Select(about => (about.Type, about.Gates))
        .Prepend((stage.Type.Name, stage.Gates));

    private static IReadOnlyList<string> FactsOf(ulong gates, Grants grants) =>
        [
            .. grants.Gates.Where((_, bit) => (gates & (1UL << bit)) != 0)
                .SelectMany(gate => gate.Facts)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
}
