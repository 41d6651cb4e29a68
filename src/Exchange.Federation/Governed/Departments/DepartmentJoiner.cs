using Exchange.Federation.Composition;
using Exchange.Federation.Governed.Composition;
using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.Federation.Governed.Departments;

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
