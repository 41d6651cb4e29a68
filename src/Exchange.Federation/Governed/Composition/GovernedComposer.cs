using Exchange.Federation.Composition;
using Exchange.GraphQL;
using Exchange.GraphQL.Costs;
using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.Federation.Governed.Composition;

/// <summary>
/// Composes subgraphs of Apollo Federation v2 into one graph: types merged by name, one owner for each field, the machinery left out.
/// Types and fields stand in the order of their first appearance. Stateless and safe to share between threads.
/// </summary>
public static class GovernedComposer
{
    private static readonly HashSet<string> RootTypes = new(StringComparer.Ordinal) { "Query", "Mutation", "Subscription" };

    /// <summary>
    /// Composes <paramref name="subgraphs"/> in the order given and reports every mistake at once. Never throws for what is in them.
    /// </summary>
    public static GovernedComposition Compose(IReadOnlyList<Subgraph> subgraphs)
    {
        var errors = new List<CompositionError>();
        foreach (var twice in subgraphs.GroupBy(subgraph => subgraph.Name, StringComparer.Ordinal).Where(group => group.Skip(1).Any()))
        {
            errors.Add(new CompositionError(
                GovernedErrorCodes.SubgraphTwice, $"Two subgraphs are named \"{twice.Key}\"; give each its own name.", twice.Key, null));
        }

        var documents = subgraphs.Select(subgraph => SubgraphDocument.Read(subgraph, errors)).OfType<SubgraphDocument>().ToList();
        var owners = new Dictionary<(string Type, string Field), string>();
        var entities = new List<EntityType>();
        var definitions = documents.SelectMany(document => document.Types)
            .GroupBy(declaration => declaration.Node.Name, StringComparer.Ordinal)
            .Select(group => Merge(group.Key, [.. group], entities, owners, errors))
            .OfType<Definition>()
            .ToList();
        var costs = Costs(documents, errors);
        return errors.Count > 0 ? new GovernedComposition(null, errors) : Build(definitions, costs, entities, owners);
    }

    private static CostModel Costs(IReadOnlyList<SubgraphDocument> documents, List<CompositionError> errors)
    {
        var costs = new CostModelBuilder();
        foreach (var document in documents)
        {
            var known = costs.Mistakes.Count;
            foreach (var declaration in document.Types)
            {
                costs.Add(declaration.Node, document.Names.Canonical);
            }

            errors.AddRange(costs.Mistakes.Skip(known).Select(mistake => new CompositionError(
                GovernedErrorCodes.CostInvalid, $"At \"{mistake.Coordinate}\" {mistake.Problem}.", document.Name, mistake.Coordinate)));
        }

        return costs.Build();
    }

    private static TypeDefinitionNode? Merge(
        string name,
        IReadOnlyList<TypeDeclaration> declarations,
        List<EntityType> entities,
        Dictionary<(string Type, string Field), string> owners,
        List<CompositionError> errors)
    {
        if (!AreOfOneKind(name, declarations, errors))
        {
            return null;
        }

        var isObject = declarations[0].Node is ObjectDefinitionNode;
        var entity = isObject && !RootTypes.Contains(name) ? new EntityKeys(errors).Read(name, declarations) : null;
        if (entity is null && !RootTypes.Contains(name))
        {
            return new TypeMerger(errors).Merge(name, declarations);
        }

        if (entity is not null)
        {
            entities.Add(entity);
        }

        // WHY: a subgraph's Query may hold nothing but machinery; such a root type adds no field and must not be an empty type.
        var fields = new FieldMerger(errors, owners).Merge(name, entity, declarations);
        var nodes = declarations.Select(declaration => declaration.Node).ToList();
        return fields.Count == 0 ? null : new ObjectDefinitionNode(name, TypeMerger.Interfaces(nodes), fields, isExtension: false)
        {
            Description = TypeSignature.Description(nodes),
        };
    }

    private static bool AreOfOneKind(string name, IReadOnlyList<TypeDeclaration> declarations, List<CompositionError> errors)
    {
        var first = declarations[0];
        var other = declarations.FirstOrDefault(declaration => declaration.Node.GetType() != first.Node.GetType());
        if (other is not null)
        {
            errors.Add(new CompositionError(
                GovernedErrorCodes.TypeKindMismatch,
                $"\"{name}\" is {KindOf(other.Node)} here and {KindOf(first.Node)} in \"{first.Subgraph.Name}\"; rename one of them.",
                other.Subgraph.Name,
                name));
        }

        return other is null;
    }

    private static string KindOf(TypeDefinitionNode node) => node switch
    {
        ObjectDefinitionNode => "an object type",
        InterfaceDefinitionNode => "an interface",
        UnionDefinitionNode => "a union",
        EnumDefinitionNode => "an enum",
        InputObjectDefinitionNode => "an input object",
        _ => "a scalar",
    };

    private static GovernedComposition Build(
        IReadOnlyList<Definition> definitions,
        CostModel costs,
        List<EntityType> entities,
        Dictionary<(string Type, string Field), string> owners)
    {
        try
        {
            var schema = SchemaBuilder.Build(new Document(definitions));
            return new GovernedComposition(new GovernedGraph(schema, costs, entities, owners), []);
        }
        catch (GraphQLException refusal)
        {
            return new GovernedComposition(
                null,
                [.. refusal.Errors.Select(error => new CompositionError(GovernedErrorCodes.SchemaInvalid, error.Message, null, null))]);
        }
    }
}
