using Exchange.Federation.Composition;
using Exchange.GraphQL.Language;

namespace Exchange.Federation.Governed.Composition;

/// <summary>Reads the key and the home of entities from <c>@key</c> and <c>@home</c>.</summary>
internal sealed class EntityKeys(List<CompositionError> errors)
{
    /// <summary>The entity that the declarations of one object type describe, or null when none carries a key.</summary>
    public EntityType? Read(string name, IReadOnlyList<TypeDeclaration> declarations)
    {
        var keys = declarations
            .SelectMany(
                declaration => declaration.Subgraph.Names.Find(declaration.Node, "key"),
                (declaration, key) => (declaration.Subgraph, Key: key))
            .ToList();
        string? field = null;
        foreach (var (subgraph, key) in keys)
        {
            field = Agree(name, subgraph.Name, field, FieldOf(name, subgraph.Name, key));
        }

        if (field is null)
        {
            return null;
        }

        if (!declarations.SelectMany(declaration => SubgraphDocument.FieldsOf(declaration.Node)).Any(candidate => candidate.Name == field))
        {
            errors.Add(new CompositionError(
                GovernedErrorCodes.KeyFieldMissing,
                $"The key of \"{name}\" is \"{field}\", but no subgraph declares that field.",
                keys[0].Subgraph.Name,
                name));
        }

        return new EntityType(name, field, Home(name, declarations));
    }

    private string? FieldOf(string type, string subgraph, DirectiveNode key)
    {
        var fields = (FederationNames.Argument(key, "fields") as StringNode)?.Value.Split(
            [' ', ',', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries) ?? [];
        if (fields is [var only] && only.IndexOfAny(['{', '}']) < 0)
        {
            return only;
        }

        errors.Add(new CompositionError(
            GovernedErrorCodes.CompoundKey,
            $"The key of \"{type}\" must be one field of its own; compound and nested keys are not read yet.",
            subgraph,
            type));
        return null;
    }

    private string? Agree(string type, string subgraph, string? known, string? field)
    {
        if (known is not null && field is not null && known != field)
        {
            errors.Add(new CompositionError(
                GovernedErrorCodes.KeyMismatch,
                $"The key of \"{type}\" is \"{field}\" here and \"{known}\" before; use one key everywhere.",
                subgraph,
                type));
        }

        return known ?? field;
    }

    private string? Home(string type, IReadOnlyList<TypeDeclaration> declarations)
    {
        string? home = null;
        foreach (var (subgraph, node) in declarations.Where(declaration => declaration.Subgraph.Names.Has(declaration.Node, "home")))
        {
            if (!subgraph.Names.Find(node, "key").Any(IsResolvable))
            {
                errors.Add(new CompositionError(
                    GovernedErrorCodes.HomeNotResolvable,
                    $"\"@home\" on \"{type}\" needs a \"@key\" that is resolvable.",
                    subgraph.Name,
                    type));
            }
            else if (home is not null && home != subgraph.Name)
            {
                errors.Add(new CompositionError(
                    GovernedErrorCodes.HomeTwice,
                    $"\"{type}\" is at home in \"{home}\" already; only one subgraph can say whether a key exists.",
                    subgraph.Name,
                    type));
            }

            home ??= subgraph.Name;
        }

        return home;
    }

    private static bool IsResolvable(DirectiveNode key) => FederationNames.Argument(key, "resolvable") is not BooleanNode { Value: false };
}
