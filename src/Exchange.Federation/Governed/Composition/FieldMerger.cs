using Exchange.Federation.Composition;
using Exchange.GraphQL.Language;

namespace Exchange.Federation.Governed.Composition;

/// <summary>Merges the fields of entities and root types: each has one owner. Used by one composition.</summary>
internal sealed class FieldMerger(List<CompositionError> errors, Dictionary<(string Type, string Field), string> owners)
{
    /// <summary>The public fields by first appearance; <paramref name="entity"/> is null for root types.</summary>
    public List<FieldDefinitionNode> Merge(string type, EntityType? entity, IReadOnlyList<TypeDeclaration> declarations) =>
    [
        .. declarations
            .SelectMany(
                declaration => SubgraphDocument.FieldsOf(declaration.Node),
                (declaration, field) => new FieldDeclaration(declaration, field))
            .Where(field => entity is not null || !FederationNames.IsMachineryField(field.Node.Name))
            .GroupBy(field => field.Node.Name, StringComparer.Ordinal)
            .Select(group => Merge(type, group.Key, entity, [.. group])),
    ];

    private FieldDefinitionNode Merge(string type, string name, EntityType? entity, IReadOnlyList<FieldDeclaration> declarations)
    {
        var coordinate = $"{type}.{name}";
        var isKey = entity?.KeyField == name;
        var owner = isKey ? KeyOwner(entity!, declarations) : Owner(coordinate, declarations);
        if (owner is not null)
        {
            owners[(type, name)] = owner.Subgraph;
        }

        var deciding = isKey && owner!.IsExternal ? NullableFirst(declarations) : owner ?? declarations[0];
        RequireAgreement(coordinate, deciding, declarations, isKey);
        return TypeSignature.Public(deciding.Node, declarations.Select(declaration => declaration.Node));
    }

    // WHY: every subgraph names the key, but only one answers for it: who declares it as its own, else the home, else who comes first.
    private static FieldDeclaration KeyOwner(EntityType entity, IReadOnlyList<FieldDeclaration> declarations)
    {
        var own = declarations.Where(declaration => !declaration.IsExternal).ToList();
        var atHome = declarations.FirstOrDefault(declaration => declaration.Subgraph == entity.Home);
        return own.Count == 1 ? own[0]
            : own.FirstOrDefault(declaration => declaration.Subgraph == entity.Home)
                ?? (own.Count > 0 ? own[0] : atHome ?? declarations[0]);
    }

    private FieldDeclaration? Owner(string coordinate, IReadOnlyList<FieldDeclaration> declarations)
    {
        var own = declarations.Where(declaration => !declaration.IsExternal).ToList();
        if (own.Count == 0)
        {
            errors.Add(new CompositionError(
                GovernedErrorCodes.FieldWithoutOwner,
                $"\"{coordinate}\" is \"@external\" in every subgraph; the one that resolves it has to declare it without.",
                declarations[0].Subgraph,
                coordinate));
            return null;
        }

        foreach (var second in own.Skip(1).Where(declaration => !declaration.IsShareable || !own[0].IsShareable))
        {
            errors.Add(new CompositionError(
                GovernedErrorCodes.FieldOwnedTwice,
                $"\"{coordinate}\" is resolved by \"{own[0].Subgraph}\" and by \"{second.Subgraph}\"; one datum has one source.",
                second.Subgraph,
                coordinate));
        }

        return own[0];
    }

    private void RequireAgreement(string coordinate, FieldDeclaration deciding, IReadOnlyList<FieldDeclaration> declarations, bool isKey)
    {
        var expected = TypeSignature.Of(deciding.Node, isKey);
        foreach (var other in declarations.Where(declaration => TypeSignature.Of(declaration.Node, isKey) != expected))
        {
            errors.Add(new CompositionError(
                GovernedErrorCodes.FieldTypeMismatch,
                $"\"{coordinate}\" is \"{TypeSignature.Of(other.Node, isKey)}\" here and \"{expected}\" in \"{deciding.Subgraph}\"; "
                    + "make them equal.",
                other.Subgraph,
                coordinate));
        }
    }

    private static FieldDeclaration NullableFirst(IReadOnlyList<FieldDeclaration> declarations) =>
        declarations.FirstOrDefault(declaration => declaration.Node.Type is not NonNullTypeNode) ?? declarations[0];

    private sealed record FieldDeclaration(TypeDeclaration Type, FieldDefinitionNode Node)
    {
        public string Subgraph => Type.Subgraph.Name;

        public bool IsExternal => Type.Subgraph.Names.Has(Node, "external");

        public bool IsShareable => Type.Subgraph.Names.Has(Node, "shareable") || Type.Subgraph.Names.Has(Type.Node, "shareable");
    }
}
