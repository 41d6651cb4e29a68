using Exchange.GraphQL.Language;

namespace Exchange.GraphQL.TypeSystem.Building;

/// <summary>One type with its extensions: the definition first. All parts are of one kind.</summary>
internal sealed record TypeDraft(string Name, IReadOnlyList<TypeDefinitionNode> Parts);

/// <summary>The definitions of a document by name, each name once, extensions with what they extend.</summary>
internal sealed class DefinitionCatalog
{
    private readonly SchemaErrors _errors;
    private readonly Dictionary<string, List<TypeDefinitionNode>> _parts = new(StringComparer.Ordinal);
    private readonly List<string> _order = [];
    private readonly Dictionary<string, DirectiveDefinitionNode> _directives = new(StringComparer.Ordinal);

    private DefinitionCatalog(SchemaErrors errors) => _errors = errors;

    /// <summary>The types in definition order, without the built-in ones.</summary>
    public IEnumerable<TypeDraft> Types => _order.Select(name => new TypeDraft(name, _parts[name]));

    /// <summary>The directive definitions in order, without the built-in ones.</summary>
    public List<DirectiveDefinitionNode> Directives { get; } = [];

    /// <summary>The schema definition, if any, and its extensions.</summary>
    public List<SchemaDefinitionNode> Schemas { get; } = [];

    /// <summary>Reads a document; doubles and extensions of nothing are errors.</summary>
    public static DefinitionCatalog Read(Document document, SchemaBuildOptions options, SchemaErrors errors)
    {
        var catalog = new DefinitionCatalog(errors);
        foreach (var definition in document.Definitions)
        {
            catalog.Add(definition);
        }

        foreach (var extension in document.Definitions.OfType<TypeDefinitionNode>().Where(type => type.IsExtension))
        {
            catalog.Extend(extension, options);
        }

        return catalog;
    }

    private void Add(Definition definition)
    {
        switch (definition)
        {
            case SchemaDefinitionNode schema:
                AddSchema(schema);
                break;
            case DirectiveDefinitionNode directive:
                AddDirective(directive);
                break;
            case TypeDefinitionNode { IsExtension: false } type:
                AddType(type);
                break;
            case TypeDefinitionNode:
                break;
            default:
                _errors.Add("ExecutableDefinitions", "Operations and fragments have no place in a schema.", definition.Location);
                break;
        }
    }

    private void AddSchema(SchemaDefinitionNode schema)
    {
        if (!schema.IsExtension && Schemas.Find(other => !other.IsExtension) is { } first)
        {
            _errors.Add("LoneSchemaDefinition", "There is more than one schema definition; keep one.", first.Location, schema.Location);
            return;
        }

        Schemas.Add(schema);
    }

    private void AddType(TypeDefinitionNode type)
    {
        // WHY: some servers print the built-in scalars; the definition says nothing new, so it is passed over.
        if (type is ScalarDefinitionNode && SpecifiedDefinitions.IsScalar(type.Name))
        {
            return;
        }

        if (SpecifiedDefinitions.IsScalar(type.Name))
        {
            _errors.Add("UniqueTypeNames", $"\"{type.Name}\" is a built-in scalar; choose another name.", type.Location);
        }
        else if (_parts.TryGetValue(type.Name, out var known))
        {
            _errors.Add("UniqueTypeNames", $"The type \"{type.Name}\" is defined more than once.", known[0].Location, type.Location);
        }
        else
        {
            _parts.Add(type.Name, [type]);
            _order.Add(type.Name);
        }
    }

    private void AddDirective(DirectiveDefinitionNode directive)
    {
        if (!_directives.TryAdd(directive.Name, directive))
        {
            _errors.Add(
                "UniqueDirectiveNames",
                $"The directive \"@{directive.Name}\" is defined more than once.",
                _directives[directive.Name].Location,
                directive.Location);
            return;
        }

        if (SpecifiedDefinitions.Directive(directive.Name) is { } specified)
        {
            RequireSame(directive, specified);
            return;
        }

        Directives.Add(directive);
    }

    /// <summary>A repeated definition of a built-in directive changes nothing, so it must not claim to.</summary>
    private void RequireSame(DirectiveDefinitionNode directive, DirectiveDefinitionNode specified)
    {
        foreach (var argument in directive.Arguments)
        {
            var known = specified.Arguments.FirstOrDefault(other => other.Name == argument.Name);
            if (known is null || NameOf(known.Type) != NameOf(argument.Type))
            {
                _errors.Add(
                    "UniqueDirectiveNames",
                    $"\"@{directive.Name}\" is a built-in directive, and its argument \"{argument.Name}\" differs from the specification.",
                    argument.Location);
            }
        }
    }

    private void Extend(TypeDefinitionNode extension, SchemaBuildOptions options)
    {
        if (!_parts.TryGetValue(extension.Name, out var parts))
        {
            if (!options.AllowExtensionsAlone || SpecifiedDefinitions.IsScalar(extension.Name))
            {
                _errors.Add(
                    "PossibleTypeExtensions", $"The type \"{extension.Name}\" is extended but not defined here.", extension.Location);
                return;
            }

            parts = [];
            _parts.Add(extension.Name, parts);
            _order.Add(extension.Name);
        }

        if (parts.Count > 0 && parts[0].GetType() != extension.GetType())
        {
            _errors.Add(
                "PossibleTypeExtensions",
                $"The type \"{extension.Name}\" is extended as another kind of type than it is defined.",
                parts[0].Location,
                extension.Location);
            return;
        }

        parts.Add(extension);
    }

    private static string NameOf(TypeNode type)
    {
        while (type is not NamedTypeNode)
        {
            type = type is ListTypeNode list ? list.ItemType : ((NonNullTypeNode)type).NullableType;
        }

        return ((NamedTypeNode)type).Name;
    }
}
