using Exchange.GraphQL.Language;

namespace Exchange.GraphQL.TypeSystem.Building;

/// <summary>Fills types with their members: fields, arguments, values, references to other types, applied directives.</summary>
internal sealed class MemberAssembler(SchemaDraft draft, SchemaErrors errors)
{
    /// <summary>Fills a type from its definition and extensions.</summary>
    public void Fill(NamedType type, IReadOnlyList<TypeDefinitionNode> parts)
    {
        type.Description = parts[0].Description;
        type.Directives = Apply(parts.SelectMany(part => part.Directives));
        switch (type)
        {
            case ScalarType scalar:
                scalar.SpecifiedBy = TextArgument(scalar.Directives, "specifiedBy", "url");
                break;
            case FieldsType fields:
                FillFields(fields, parts);
                break;
            case UnionType union:
                var members = parts.Cast<UnionDefinitionNode>().SelectMany(part => part.Members);
                union.Members = [.. Resolve<ObjectType>(union, members, "UniqueMemberTypes", "has the member", "must be an object type")];
                break;
            case EnumType values:
                var nodes = parts.Cast<EnumDefinitionNode>().SelectMany(part => part.Values);
                var unique = Unique(nodes, node => node.Name, "UniqueEnumValueNames", $"The enum \"{type.Name}\" has the value");
                values.Values = [.. unique.Select(Value)];
                break;
            case InputObjectType input:
                var inputs = parts.Cast<InputObjectDefinitionNode>().SelectMany(part => part.Fields);
                input.Fields = Inputs(
                    inputs, name => $"{type.Name}.{name}", "UniqueInputFieldNames", $"The input object \"{type.Name}\" has the field");
                input.IsOneOf = input.Directives.Any(directive => directive.Name == "oneOf");
                break;
        }
    }

    /// <summary>Makes a directive definition.</summary>
    public DirectiveDefinition Directive(DirectiveDefinitionNode node) => draft.Locate(
        new DirectiveDefinition(node.Name)
        {
            Description = node.Description,
            Arguments = Inputs(
                node.Arguments,
                name => $"@{node.Name}({name}:)",
                "UniqueArgumentDefinitionNames",
                $"The directive \"@{node.Name}\" has the argument"),
            IsRepeatable = node.IsRepeatable,
            Locations = [.. node.Locations.Distinct()],
        },
        node.Location);

    /// <summary>Makes applied directives.</summary>
    public IReadOnlyList<AppliedDirective> Apply(IEnumerable<DirectiveNode> nodes) =>
        [.. nodes.Select(node => draft.Locate(new AppliedDirective(node.Name, node.Arguments), node.Location))];

    private void FillFields(FieldsType type, IReadOnlyList<TypeDefinitionNode> parts)
    {
        var interfaces = parts.SelectMany(
            part => part is ObjectDefinitionNode node ? node.Interfaces : ((InterfaceDefinitionNode)part).Interfaces);
        type.Interfaces = [.. Resolve<InterfaceType>(type, interfaces, "UniqueInterfaces", "implements", "must be an interface")];
        var fields = parts.SelectMany(part => part is ObjectDefinitionNode node ? node.Fields : ((InterfaceDefinitionNode)part).Fields);
        var unique = Unique(fields, node => node.Name, "UniqueFieldDefinitionNames", $"The type \"{type.Name}\" has the field");
        type.Fields = [.. unique.Select(node => Field(type, node))];
        foreach (var field in type.Fields)
        {
            type.FieldMap.Add(field.Name, field);
        }
    }

    private FieldDefinition Field(FieldsType type, FieldDefinitionNode node)
    {
        var coordinate = $"{type.Name}.{node.Name}";
        var directives = Apply(node.Directives);
        return draft.Locate(
            new FieldDefinition(node.Name)
            {
                Description = node.Description,
                Type = Reference(node.Type, coordinate),
                Arguments = Inputs(
                    node.Arguments,
                    name => $"{coordinate}({name}:)",
                    "UniqueArgumentDefinitionNames",
                    $"The field \"{coordinate}\" has the argument"),
                DeprecationReason = DeprecationReason(directives),
                Directives = directives,
            },
            node.Location);
    }

    private EnumValue Value(EnumValueNode node)
    {
        var directives = Apply(node.Directives);
        return draft.Locate(
            new EnumValue(node.Name)
            {
                Description = node.Description,
                DeprecationReason = DeprecationReason(directives),
                Directives = directives,
            },
            node.Location);
    }

    private InputValue[] Inputs(IEnumerable<InputValueNode> nodes, Func<string, string> coordinateOf, string rule, string subject) =>
        [.. Unique(nodes, node => node.Name, rule, subject).Select(node => Input(node, coordinateOf(node.Name)))];

    private InputValue Input(InputValueNode node, string coordinate)
    {
        var directives = Apply(node.Directives);
        return draft.Locate(
            new InputValue(node.Name)
            {
                Description = node.Description,
                Type = Reference(node.Type, coordinate),
                DefaultLiteral = node.DefaultValue,
                DeprecationReason = DeprecationReason(directives),
                Directives = directives,
            },
            node.Location);
    }

    /// <summary>Links a type reference. The parser bounds its depth.</summary>
    private GraphQLType Reference(TypeNode node, string owner)
    {
        switch (node)
        {
            case ListTypeNode list:
                return new ListType(Reference(list.ItemType, owner));
            case NonNullTypeNode nonNull:
                return new NonNullType(Reference(nonNull.NullableType, owner));
            default:
                var name = ((NamedTypeNode)node).Name;
                if (draft.Type(name) is { } type)
                {
                    return type;
                }

                errors.Add("KnownTypeNames", $"\"{owner}\" has the type \"{name}\", which is not defined.", node.Location);
                // WHY: a stand-in that fits every position lets the other rules look at the rest; the error above keeps it from leaving.
                return new ScalarType(name);
        }
    }

    private IEnumerable<T> Resolve<T>(NamedType owner, IEnumerable<NamedTypeNode> nodes, string uniqueRule, string verb, string demand)
        where T : NamedType
    {
        foreach (var node in Unique(nodes, node => node.Name, uniqueRule, $"The type \"{owner.Name}\" {verb}"))
        {
            switch (draft.Type(node.Name))
            {
                case T type:
                    yield return type;
                    break;
                case null:
                    errors.Add("KnownTypeNames", $"\"{owner.Name}\" {verb} \"{node.Name}\", which is not defined.", node.Location);
                    break;
                default:
                    errors.Add("TypeKinds", $"\"{owner.Name}\" {verb} \"{node.Name}\", which {demand}.", node.Location);
                    break;
            }
        }
    }

    private IEnumerable<T> Unique<T>(IEnumerable<T> nodes, Func<T, string> nameOf, string rule, string subject)
        where T : SyntaxNode
    {
        var first = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var node in nodes)
        {
            if (first.TryAdd(nameOf(node), node))
            {
                yield return node;
            }
            else
            {
                errors.Add(rule, $"{subject} \"{nameOf(node)}\" more than once.", first[nameOf(node)].Location, node.Location);
            }
        }
    }

    private static string? DeprecationReason(IReadOnlyList<AppliedDirective> directives) =>
        directives.Any(directive => directive.Name == "deprecated")
            ? TextArgument(directives, "deprecated", "reason") ?? "No longer supported"
            : null;

    private static string? TextArgument(IReadOnlyList<AppliedDirective> directives, string directive, string argument) =>
        directives.FirstOrDefault(applied => applied.Name == directive)?.Arguments
            .FirstOrDefault(node => node.Name == argument)?.Value is StringNode text
            ? text.Value
            : null;
}
