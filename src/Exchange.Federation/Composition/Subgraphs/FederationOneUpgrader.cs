using Exchange.GraphQL.Language;

namespace Exchange.Federation.Composition.Subgraphs;

/// <summary>
/// Says in the terms of Federation 2 what the subgraphs of Federation 1 mean: keys of extensions are not external, what is external and
/// unused is nothing, and what several subgraphs resolve is shared. Subgraphs of Federation 2 stay as they are. Used for one composition.
/// </summary>
internal sealed class FederationOneUpgrader(IReadOnlyList<SubgraphSchema> schemas, ErrorList errors)
{
    /// <summary>Upgrades every subgraph that needs it.</summary>
    public void Upgrade()
    {
        var old = schemas.Where(schema => !schema.Names.IsFederation2).ToList();
        foreach (var schema in old)
        {
            CheckExtensions(schema);
        }

        foreach (var schema in old)
        {
            RemoveWithoutMeaning(schema);
            RemoveExternalOfKeys(schema);
            schema.Refresh();
            new InactiveSelections(schema).Remove();
            schema.Refresh();
            RemoveUnusedExternals(schema);
            schema.Refresh();
        }

        foreach (var schema in old)
        {
            AddShareable(schema);
        }

        old.ForEach(schema => schema.Refresh());
    }

    private void CheckExtensions(SubgraphSchema schema)
    {
        foreach (var type in schema.Types.Values.Where(type => type.IsFederationExtension && !SubgraphSchema.IsRoot(type.Name)))
        {
            if (!schemas.Any(other => other != schema && other.Type(type.Name) is { IsFederationExtension: false }))
            {
                errors.Add(
                    CompositionCodes.ExtensionWithNoBase,
                    $"\"{type.Name}\" is extended here, and no other subgraph defines it.",
                    schema.Name,
                    type.Name,
                    type.Location);
            }
        }
    }

    private static void RemoveWithoutMeaning(SubgraphSchema schema)
    {
        foreach (var type in schema.Types.Values)
        {
            type.Directives.RemoveAll(use => use.Own == "external" || (type.Kind == TypeKind.Interface && use.Own == "key"));
            foreach (var field in type.Fields.Values)
            {
                field.Directives.RemoveAll(use =>
                    (type.Kind == TypeKind.Interface && use.Own is "external" or "requires" or "provides")
                    || (use.Own == "provides" && schema.Type(field.NamedType) is not { IsComposite: true }));
                if (field.Has("external"))
                {
                    field.Directives.RemoveAll(use => use.Own == "tag");
                }
            }
        }
    }

    private void RemoveExternalOfKeys(SubgraphSchema schema)
    {
        foreach (var type in schema.Types.Values.Where(type => type.IsFederationExtension))
        {
            var own = type.All("key").ToList();
            var fields = own.Count > 0
                ? own.SelectMany(key => FieldSet.Fields(schema, type, key))
                : FirstKeyElsewhere(schema, type) is { } key ? FieldSet.Fields(schema, type, key) : [];
            foreach (var field in fields.ToList())
            {
                field.Directives.RemoveAll(use => use.Own == "external");
            }
        }
    }

    // WHY: an extension without a key of its own goes by the first key of the type's owner.
    private DirectiveUse? FirstKeyElsewhere(SubgraphSchema schema, SubgraphType type) => schemas
        .Where(other => other != schema)
        .Select(other => other.Type(type.Name))
        .FirstOrDefault(other => other is { IsFederationExtension: false } && other.Has("key"))?.Find("key");

    private static void RemoveUnusedExternals(SubgraphSchema schema)
    {
        foreach (var type in schema.Types.Values.ToList())
        {
            var unused = type.Fields.Values.Where(field => schema.Facts.IsExternal(field) && !schema.Facts.IsUsed(field)).ToList();
            unused.ForEach(field => type.Fields.Remove(field.Name));
            if (unused.Count > 0 && type.Fields.Count == 0 && !SubgraphSchema.IsRoot(type.Name))
            {
                Forget(schema, type.Name);
            }
        }
    }

    private static void Forget(SubgraphSchema schema, string name)
    {
        schema.Types.Remove(name);
        foreach (var type in schema.Types.Values)
        {
            type.Members.Remove(name);
            foreach (var field in type.Fields.Values.Where(field => field.NamedType == name).ToList())
            {
                type.Fields.Remove(field.Name);
            }
        }
    }

    private void AddShareable(SubgraphSchema schema)
    {
        foreach (var type in schema.Types.Values.Where(type => type.Kind == TypeKind.Object && type.Name != "Subscription"))
        {
            var others = schemas.Where(other => other != schema && other.Type(type.Name) is not null).ToList();
            if (!type.Has("key") && !SubgraphSchema.IsRoot(type.Name))
            {
                Share(type, others.Count > 0);
                continue;
            }

            foreach (var field in type.Fields.Values.Where(field => !schema.Facts.IsKey(field)))
            {
                Share(field, others.Exists(other =>
                    other.Type(type.Name)!.Field(field.Name) is { } same && !other.Facts.IsFullyExternal(same)));
            }
        }
    }

    private static void Share(SubgraphElement element, bool isShared)
    {
        if (isShared && !element.Has("shareable"))
        {
            element.Directives.Add(new DirectiveUse("shareable", new DirectiveNode("shareable", [])));
        }
    }
}
