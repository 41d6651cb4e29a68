using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;
using Exchange.GraphQL.TypeSystem.Building;

namespace Exchange.GraphQL.Validation.Rules;

/// <summary>
/// Section 5.5.1.2 and 5.8.2: The type named in every type condition and in every variable definition must be defined in the schema.
/// Definitions that have no place in an executable document are read along: they must name known types, and make names known.
/// </summary>
internal sealed class KnownTypeNamesRule(ValidationContext context) : ValidationRule(context)
{
    private readonly HashSet<string> _defined = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public override string Name => "KnownTypeNames";

    /// <inheritdoc/>
    public override Visits Visits => Visits.Start | Visits.Fragments | Visits.VariableDefinitions | Visits.InlineFragments;

    /// <inheritdoc/>
    public override void EnterDocument(Document document)
    {
        _defined.UnionWith(document.Definitions.OfType<TypeDefinitionNode>().Where(type => !type.IsExtension).Select(type => type.Name));
        foreach (var reference in document.Definitions.SelectMany(References))
        {
            if (Context.Schema.Type(reference.Name) is null && !SpecifiedDefinitions.IsScalar(reference.Name))
            {
                Unknown(reference.Name, reference.Location);
            }
        }
    }

    /// <inheritdoc/>
    public override void EnterVariableDefinition(VariableDefinition variable, GraphQLType? type)
    {
        if (type is null)
        {
            var node = TypeReference.Innermost(variable.Type);
            Unknown(node.Name, node.Location);
        }
    }

    /// <inheritdoc/>
    public override void EnterFragment(FragmentDefinition fragment, NamedType? type)
    {
        if (type is null)
        {
            Unknown(fragment.TypeCondition, fragment.TypeConditionLocation);
        }
    }

    /// <inheritdoc/>
    public override void EnterInlineFragment(InlineFragment fragment, NamedType? parent, NamedType? type)
    {
        if (type is null && fragment.TypeCondition is { } name)
        {
            Unknown(name, fragment.TypeConditionLocation);
        }
    }

    private static IEnumerable<NamedTypeNode> References(Definition definition) => definition switch
    {
        SchemaDefinitionNode schema => schema.RootTypes.Select(root => root.Type),
        ObjectDefinitionNode type => type.Interfaces.Concat(type.Fields.SelectMany(References)),
        InterfaceDefinitionNode type => type.Interfaces.Concat(type.Fields.SelectMany(References)),
        UnionDefinitionNode union => union.Members,
        InputObjectDefinitionNode input => input.Fields.SelectMany(References),
        DirectiveDefinitionNode directive => directive.Arguments.SelectMany(References),
        FieldDefinitionNode field => field.Arguments.SelectMany(References).Append(TypeReference.Innermost(field.Type)),
        InputValueNode input => [TypeReference.Innermost(input.Type)],
        _ => [],
    };

    private void Unknown(string name, SourceLocation place)
    {
        if (!_defined.Contains(name))
        {
            ReportAt($"There is no type \"{name}\".{Context.Suggest(name, Context.Schema.Types.Select(type => type.Name))}", place);
        }
    }
}
