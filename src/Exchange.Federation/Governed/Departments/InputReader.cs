using Exchange.Federation.Governed.Composition;
using Exchange.GraphQL;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.Federation.Governed.Departments;

/// <summary>
/// Reads the field sets of <c>@key</c> and <c>@requires</c> (Apollo Federation subgraph specification, scalar <c>FieldSet</c>) against the
/// composed graph: what a department wants to be told has to be a datum that another department owns.
/// </summary>
internal sealed class InputReader(GovernedGraph graph)
{
    private const int MaxDepth = 8;

    /// <summary>The inputs that the field set names on the entity; otherwise null, with what is wrong.</summary>
    /// <param name="entity">The entity that the fields belong to.</param>
    /// <param name="fieldSet">The text; null where the directive has none.</param>
    /// <param name="department">Who wants to be told.</param>
    /// <param name="problem">What is wrong, as the end of a sentence.</param>
    public IReadOnlyList<JoinInput>? Read(ObjectType entity, string? fieldSet, string department, out string problem)
    {
        var inputs = new List<JoinInput>();
        problem = "it names no field";
        if (Compile(entity, fieldSet, ref problem) is not { } selected)
        {
            return null;
        }

        foreach (var field in selected)
        {
            var isKey = graph.Entity(entity.Name)!.KeyField == field.Definition.Name;
            if (!isKey && Refuse(entity.Name, field, department) is { } refusal)
            {
                problem = refusal;
                return null;
            }

            inputs.Add(new JoinInput(field, Text(field), isKey));
        }

        return inputs.Count == 0 ? null : inputs;
    }

    private List<SelectedField>? Compile(ObjectType entity, string? fieldSet, ref string problem)
    {
        if (string.IsNullOrWhiteSpace(fieldSet))
        {
            return null;
        }

        try
        {
            var document = GraphQLParser.Parse($"{{{fieldSet}}}");
            if (document.Definitions is [OperationDefinition operation])
            {
                var set = OperationCompiler.CompileSelection(graph.Schema, entity, operation.SelectionSet, OperationLimits.Default);
                return [.. set.For(entity.Name).Where(field => !field.IsTypeName)];
            }

            return null;
        }
        catch (GraphQLException)
        {
            problem = $"\"{fieldSet}\" names what the data standard's \"{entity.Name}\" does not have";
            return null;
        }
    }

    private string? Refuse(string entity, SelectedField field, string department)
    {
        var name = $"{entity}.{field.Definition.Name}";
        return graph.Owner(entity, field.Definition.Name) switch
        {
            null => $"\"{name}\" has no one owner",
            GovernedGraph.Hub => $"\"{name}\" is made by the hub for its callers",
            var owner when owner == department => $"\"{name}\" is the department's own by the data standard",
            _ => RefuseShape(name, field, 0),
        };
    }

    private string? RefuseShape(string name, SelectedField field, int depth)
    {
        if (depth > MaxDepth)
        {
            return $"\"{name}\" is nested too deep";
        }

        if (RefuseArguments(name, field) is { } refusal)
        {
            return refusal;
        }

        var type = field.Definition.Type.Named;
        if (field.Selection is null)
        {
            return null;
        }

        if (type is not ObjectType holder)
        {
            return $"\"{name}\" may be of several types";
        }

        var inside = field.Selection.For(holder.Name).Where(part => !part.IsTypeName).ToList();
        if (graph.Entity(holder.Name) is { } target)
        {
            return inside is [{ Selection: null } only] && only.Definition.Name == target.KeyField
                ? null
                : $"of \"{name}\" nothing but its key \"{target.KeyField}\" can be told";
        }

        return inside.Select(part => RefuseShape($"{name}.{part.Definition.Name}", part, depth + 1)).FirstOrDefault(found => found is not null);
    }

    private static string? RefuseArguments(string name, SelectedField field)
    {
        var given = field.Arguments.Select(argument => argument.Name).ToHashSet(StringComparer.Ordinal);
        if (field.Arguments.Any(argument => argument.Value is VariableNode))
        {
            return $"\"{name}\" has a variable";
        }

        return field.Definition.Arguments.Any(known => known.Type.IsNonNull && known.DefaultLiteral is null && !given.Contains(known.Name))
            || !given.All(argument => field.Definition.Arguments.Any(known => known.Name == argument))
                ? $"\"{name}\" has other arguments in the data standard"
                : null;
    }

    private static string Text(SelectedField field)
    {
        var arguments = field.Arguments.Count == 0
            ? ""
            : $"({string.Join(
                ", ", field.Arguments.Select(argument => $"{argument.Name}: {TypeSignature.Of(argument.Value)}").Order(StringComparer.Ordinal))})";
        var type = field.Definition.Type.Named.Name;
        var inside = field.Selection is null ? "" : $" {{ {string.Join(' ', field.Selection.For(type).Where(part => !part.IsTypeName).Select(Text))} }}";
        return $"{field.Definition.Name}{arguments}{inside}";
    }
}
