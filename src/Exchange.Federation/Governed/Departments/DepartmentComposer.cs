using Exchange.Federation.Composition;
using Exchange.Federation.Governed.Composition;
using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;

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

/// <summary>Joins one department: how it is asked for each field that the graph has from it.</summary>
internal sealed class DepartmentJoiner(
    GovernedGraph graph,
    DepartmentSchema schema,
    ServedFieldCheck check,
    Dictionary<(string Type, string Field), FieldJoin> joins,
    List<CompositionError> errors)
{
    private readonly InputReader _inputs = new(graph);

    public void Join()
    {
        foreach (var entity in graph.Entities)
        {
            var type = (ObjectType)graph.Schema.Type(entity.Name)!;
            var owned = type.Fields.Where(field => graph.Owner(entity.Name, field.Name) == schema.Department).ToList();
            foreach (var holder in owned.GroupBy(field => schema.Serving(type, field.Name)))
            {
                if (holder.Key is null)
                {
                    NotServed(type, holder);
                }
                else
                {
                    Join(entity, type, holder.Key, [.. holder]);
                }
            }
        }
    }

    private void NotServed(ObjectType entity, IEnumerable<FieldDefinition> fields)
    {
        var known = schema.Candidates(entity).FirstOrDefault();
        foreach (var field in fields)
        {
            var coordinate = $"{entity.Name}.{field.Name}";
            Report(
                DepartmentErrorCodes.FieldNotServed, coordinate, known?.Location,
                $"The data standard has \"{coordinate}\" from this department, and its schema has no such field; add it, or give the field another owner.");
        }
    }

    private void Join(EntityType entity, ObjectType type, DepartmentType holder, List<FieldDefinition> fields)
    {
        var address = Address(entity, type, holder);
        foreach (var field in fields)
        {
            check.Check(entity.Name, field, holder);
            var required = Required(type, holder, field.Name);
            if (address is not null && required is not null && (required.Count > 0 || !address.IsOwnKey || address.Type != entity.Name))
            {
                joins[(entity.Name, field.Name)] = new FieldJoin(address, required);
            }
        }
    }

    // WHY the own key first: it is at hand, so nothing has to be read elsewhere.
    private EntityAddress? Address(EntityType entity, ObjectType type, DepartmentType holder)
    {
        var problems = new List<string>();
        var keys = new List<IReadOnlyList<JoinInput>>();
        foreach (var key in holder.Keys)
        {
            if (_inputs.Read(type, FieldSet(key), schema.Department, out var problem) is { } inputs)
            {
                keys.Add(inputs);
            }
            else
            {
                problems.Add(problem);
            }
        }

        var best = keys.OrderBy(inputs => inputs.Count(input => !input.IsKey)).FirstOrDefault();
        if (best is null || (entity.Home == schema.Department && best is not [{ IsKey: true }]))
        {
            var why = entity.Home == schema.Department && best is not null
                ? $"this department says which keys exist, so it has to resolve \"{entity.KeyField}\" alone"
                : problems.Count > 0 ? string.Join("; ", problems) : "it has no resolvable \"@key\"";
            Report(
                DepartmentErrorCodes.KeyNotUsable, entity.Name, holder.Location,
                $"The hub cannot ask for \"{entity.Name}\" here: {why}. A key of \"{entity.KeyField}\" is always usable.");
            return null;
        }

        return new EntityAddress(holder.Name, best);
    }

    private IReadOnlyList<JoinInput>? Required(ObjectType type, DepartmentType holder, string field)
    {
        if (holder.Fields(field).SelectMany(node => holder.Names.Find(node, "requires")).FirstOrDefault() is not { } requires)
        {
            return [];
        }

        if (_inputs.Read(type, FieldSet(requires), schema.Department, out var problem) is { } inputs)
        {
            return inputs;
        }

        var coordinate = $"{type.Name}.{field}";
        Report(
            DepartmentErrorCodes.InputNotUsable, coordinate, requires.Location,
            $"The hub cannot tell this department what \"{coordinate}\" requires: {problem}.");
        return null;
    }

    private static string? FieldSet(DirectiveNode directive) => (FederationNames.Argument(directive, "fields") as StringNode)?.Value;

    private void Report(string code, string coordinate, SourceLocation? location, string message) =>
        errors.Add(new CompositionError(code, message, schema.Department, coordinate) { Location = location });
}

/// <summary>Finds fields that cannot be read because each waits for another.</summary>
internal static class JoinCircles
{
    public static IEnumerable<CompositionError> Find(GovernedGraph graph, Dictionary<(string Type, string Field), FieldJoin> joins)
    {
        // Whatever needs nothing that is still left can be read; what is left when nothing more can be read is a circle, or waits for one.
        var left = new HashSet<(string Type, string Field)>(joins.Keys);
        while (left.RemoveWhere(field => !joins[field].Inputs.Any(input => left.Contains((field.Type, input.Field.Definition.Name)))) > 0)
        {
        }

        return left.OrderBy(field => field, Comparer<(string, string)>.Default).Select(field => new CompositionError(
            DepartmentErrorCodes.InputsCircular,
            $"\"{field.Type}.{field.Field}\" requires what in the end requires it; leave one of the inputs out.",
            graph.Owner(field.Type, field.Field),
            $"{field.Type}.{field.Field}"));
    }
}
