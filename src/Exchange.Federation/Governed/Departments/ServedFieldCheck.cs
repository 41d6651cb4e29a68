using Exchange.Federation.Composition;
using Exchange.Federation.Governed.Composition;
using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.Federation.Governed.Departments;

/// <summary>
/// Checks that a department's schema serves a field as the graph has it, down to every leaf, and notes what its schema demands of readers of
/// each. Used for one department.
/// </summary>
internal sealed class ServedFieldCheck(
    GovernedGraph graph,
    DepartmentSchema schema,
    IReadOnlyDictionary<string, IReadOnlyList<string>> implied,
    Dictionary<string, List<AccessRequirement>> requirements,
    List<CompositionError> errors)
{
    private const int MaxDepth = 16;
    private static readonly string[] TextTypes = ["String", "ID"];
    private readonly RequirementReader _demands = new(schema);

    /// <summary>Checks a field of an entity that the department serves by <paramref name="holder"/>.</summary>
    public void Check(string entity, FieldDefinition field, DepartmentType holder) =>
        Check($"{entity}.{field.Name}", field, holder, [], 0);

    private void Check(string path, FieldDefinition field, DepartmentType holder, IReadOnlyList<AccessRequirement> above, int depth)
    {
        if (holder.Field(field.Name) is not { } node)
        {
            Report(
                DepartmentErrorCodes.FieldNotServed, path, holder.Location,
                $"The data standard has \"{path}\" from this department, and its \"{holder.Name}\" has no \"{field.Name}\"; "
                    + "add it, or give the field another owner.");
            return;
        }

        CheckOffer(path, holder, node);
        CheckArguments(path, field, node);
        var demands = above.Concat(_demands.Of(holder, field.Name)).Distinct().ToList();
        var type = field.Type.Named;
        if (!HaveSameLists(field.Type, node.Type, 0) || depth > MaxDepth)
        {
            Differ(path, field, node);
        }
        else if (type is ObjectType inner && graph.Entity(type.Name) is null)
        {
            CheckInside(path, inner, node, demands, depth);
        }
        else
        {
            if (type.IsComposite)
            {
                CheckLink(path, type, node, demands);
            }
            else if (!Fits(type, DepartmentType.NameOf(node.Type)))
            {
                Differ(path, field, node);
            }

            (requirements.TryGetValue(path, out var known) ? known : requirements[path] = []).AddRange(demands);
        }
    }

    private void CheckInside(string path, ObjectType expected, FieldDefinitionNode node, List<AccessRequirement> demands, int depth)
    {
        if (schema.Type(DepartmentType.NameOf(node.Type)) is { } inside && inside.Declarations[0] is ObjectDefinitionNode or InterfaceDefinitionNode)
        {
            foreach (var part in expected.Fields)
            {
                Check($"{path}.{part.Name}", part, inside, demands, depth + 1);
            }

            return;
        }

        Report(
            DepartmentErrorCodes.TypeDiffers, path, node.Location,
            $"\"{path}\" is an object of the type \"{expected.Name}\" in the data standard and \"{DepartmentType.NameOf(node.Type)}\" here.");
    }

    // A link is asked for the key of what it leads to; at a reduced level for what that level implies.
    private void CheckLink(string path, NamedType expected, FieldDefinitionNode node, List<AccessRequirement> demands)
    {
        var target = schema.Type(DepartmentType.NameOf(node.Type));
        if (target?.Declarations[0] is not (ObjectDefinitionNode or InterfaceDefinitionNode))
        {
            Report(
                DepartmentErrorCodes.TypeDiffers, path, node.Location,
                $"\"{path}\" leads to \"{expected.Name}\" in the data standard, and to no type with fields here.");
            return;
        }

        var keys = graph.Schema.PossibleTypes(expected).Select(type => graph.Entity(type.Name)?.KeyField).OfType<string>();
        foreach (var name in keys.Concat(implied.GetValueOrDefault(path) ?? []).Distinct())
        {
            if (target.Field(name) is null)
            {
                Report(
                    DepartmentErrorCodes.FieldNotServed, path, node.Location,
                    $"The hub follows \"{path}\" by \"{name}\", which \"{target.Name}\" does not have here; add it to the type.");
            }

            demands.AddRange(_demands.Of(target, name));
        }
    }

    private void CheckOffer(string path, DepartmentType holder, FieldDefinitionNode node)
    {
        var why = holder.Names.Has(node, "external") ? "@external"
            : holder.Names.Has(node, "inaccessible") || holder.Find("inaccessible").Any() ? "@inaccessible"
            : null;
        if (why is not null && !IsOwnKey(path))
        {
            Report(
                DepartmentErrorCodes.FieldNotOffered, path, node.Location,
                $"\"{path}\" is \"{why}\" here, but by the data standard this department gives it to the city; "
                    + "take the directive away, or the field out of the standard.");
        }

        if (holder.Names.Find(node, "override").Any(directive => FederationNames.Argument(directive, "label") is not null))
        {
            Report(
                DepartmentErrorCodes.DirectiveNotFollowed, path, node.Location,
                $"\"@override\" of \"{path}\" has a label, but who owns a datum is for the data standard to say, "
                    + "and it is the same for every request; take the label away.");
        }

        if (node.Arguments.Any(argument => holder.Names.Has(argument, "fromContext")))
        {
            Report(
                DepartmentErrorCodes.DirectiveNotFollowed, path, node.Location,
                $"An argument of \"{path}\" is \"@fromContext\", which the hub cannot fill under policy; use \"@requires\".");
        }
    }

    // A key that other departments name too is external in some of them by the rules of Federation 1.
    private bool IsOwnKey(string path) => path.Split('.') is [var type, var field] && graph.Entity(type)?.KeyField == field;

    private void CheckArguments(string path, FieldDefinition field, FieldDefinitionNode node)
    {
        foreach (var argument in field.Arguments)
        {
            var known = node.Arguments.FirstOrDefault(candidate => candidate.Name == argument.Name);
            if (known is null || !HaveSameLists(argument.Type, known.Type, 0) || !FitsArgument(argument.Type.Named, DepartmentType.NameOf(known.Type)))
            {
                Report(
                    DepartmentErrorCodes.TypeDiffers, path, node.Location,
                    $"\"{path}\" has the argument \"{argument.Name}: {argument.Type}\" in the data standard and "
                        + $"{(known is null ? "none of that name" : $"\"{TypeSignature.Of(known)}\"")} here.");
            }
        }

        foreach (var extra in node.Arguments.Where(candidate =>
            candidate is { Type: NonNullTypeNode, DefaultValue: null } && field.Arguments.All(argument => argument.Name != candidate.Name)))
        {
            Report(
                DepartmentErrorCodes.TypeDiffers, path, node.Location,
                $"\"{path}\" wants the argument \"{extra.Name}\" here, which the data standard does not have; make it optional.");
        }
    }

    // WHY: what a value may look like the hub checks on every cell; here it only has to be a value of the same kind.
    private bool Fits(NamedType expected, string own) => expected switch
    {
        _ when own == expected.Name => expected is not EnumType codes || schema.Type(own)?.Values.All(codes.Contains) != false,
        EnumType => own == "String",
        ScalarType { IsBuiltIn: false } or ScalarType { Name: "ID" or "String" } => TextTypes.Contains(own),
        ScalarType { Name: "Float" } => own == "Int",
        _ => false,
    };

    private bool FitsArgument(NamedType expected, string own) => expected switch
    {
        EnumType codes when own == expected.Name => codes.Values.All(value => schema.Type(own)?.Values.Contains(value.Name) == true),
        _ when own == expected.Name => true,
        ScalarType { IsBuiltIn: false } or ScalarType { Name: "ID" or "String" } => TextTypes.Contains(own),
        ScalarType { Name: "Int" } => own == "Float",
        _ => false,
    };

    private void Differ(string path, FieldDefinition field, FieldDefinitionNode node) => Report(
        DepartmentErrorCodes.TypeDiffers, path, node.Location,
        $"\"{path}\" is \"{field.Type}\" in the data standard and \"{TypeSignature.Of(node.Type)}\" here; make them fit.");

    private void Report(string code, string path, SourceLocation location, string message) =>
        errors.Add(new CompositionError(code, message, schema.Department, path) { Location = location });

    private static bool HaveSameLists(GraphQLType expected, TypeNode own, int depth) => (expected.Nullable, Nullable(own)) switch
    {
        (ListType list, ListTypeNode other) => depth < MaxDepth && HaveSameLists(list.Item, other.ItemType, depth + 1),
        (NamedType, NamedTypeNode) => true,
        _ => false,
    };

    private static TypeNode Nullable(TypeNode type) => type is NonNullTypeNode required ? required.NullableType : type;
}
