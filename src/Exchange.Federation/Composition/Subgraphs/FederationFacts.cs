namespace Exchange.Federation.Composition.Subgraphs;

/// <summary>What a subgraph's federation directives say of its fields. Immutable.</summary>
internal sealed class FederationFacts
{
    private readonly HashSet<SubgraphField> _external = [];
    private readonly HashSet<SubgraphField> _provided = [];
    private readonly HashSet<SubgraphField> _shareable = [];
    private readonly HashSet<SubgraphField> _used = [];
    private readonly HashSet<SubgraphField> _keys = [];

    private FederationFacts()
    {
    }

    /// <summary>Reads them.</summary>
    public static FederationFacts Of(SubgraphSchema schema)
    {
        var facts = new FederationFacts();
        var ownKeys = new HashSet<SubgraphField>();
        foreach (var type in schema.Types.Values)
        {
            foreach (var key in type.All("key"))
            {
                var fields = FieldSet.Fields(schema, type, key).ToList();
                facts._keys.UnionWith(fields);
                if (key.IsOnExtension || type.Has("extends"))
                {
                    ownKeys.UnionWith(fields);
                }
            }
        }

        foreach (var field in schema.Types.Values.SelectMany(type => type.Fields.Values))
        {
            facts.Read(schema, field, ownKeys);
        }

        facts._used.UnionWith(facts._keys);
        facts._used.UnionWith(facts._provided);
        facts._shareable.UnionWith(facts._keys);
        facts._shareable.UnionWith(facts._provided);
        facts.ReadInterfaces(schema);
        return facts;
    }

    /// <summary>Whether the subgraph only refers to it, <c>@provides</c> aside.</summary>
    public bool IsExternal(SubgraphField field) => _external.Contains(field);

    /// <summary>Whether the subgraph resolves it nowhere, not even under a <c>@provides</c>.</summary>
    public bool IsFullyExternal(SubgraphField field) => _external.Contains(field) && !_provided.Contains(field);

    /// <summary>Whether other subgraphs may resolve it, too, as far as this one is concerned.</summary>
    public bool IsShareable(SubgraphField field) => _shareable.Contains(field);

    /// <summary>Whether a key, a <c>@requires</c>, a <c>@provides</c> or an interface needs it here.</summary>
    public bool IsUsed(SubgraphField field) => _used.Contains(field);

    /// <summary>Whether it is part of a key.</summary>
    public bool IsKey(SubgraphField field) => _keys.Contains(field);

    private void Read(SubgraphSchema schema, SubgraphField field, HashSet<SubgraphField> ownKeys)
    {
        // WHY: an extension in the manner of Federation 1 marks its own keys as external although it resolves them.
        if ((field.Has("external") || field.Parent.Has("external")) && !ownKeys.Contains(field))
        {
            _external.Add(field);
        }

        if (field.Has("shareable") || field.Parent.Has("shareable"))
        {
            _shareable.Add(field);
        }

        foreach (var requires in field.All("requires"))
        {
            _used.UnionWith(FieldSet.Fields(schema, field.Parent, requires));
        }

        foreach (var provides in field.All("provides"))
        {
            _provided.UnionWith(ProvidedFields(schema, field, provides));
        }
    }

    private static IEnumerable<SubgraphField> ProvidedFields(SubgraphSchema schema, SubgraphField field, DirectiveUse provides)
    {
        foreach (var provided in FieldSet.Fields(schema, schema.Type(field.NamedType), provides))
        {
            yield return provided;

            // WHY: what is provided on an interface is provided on whatever implements it here.
            foreach (var implementation in provided.Parent.Kind == TypeKind.Interface ? schema.PossibleTypes(provided.Parent) : [])
            {
                if (implementation.Field(provided.Name) is { } same)
                {
                    yield return same;
                }
            }
        }
    }

    private void ReadInterfaces(SubgraphSchema schema)
    {
        foreach (var type in schema.Types.Values)
        {
            foreach (var contract in type.Interfaces.Select(schema.Type).OfType<SubgraphType>())
            {
                _used.UnionWith(contract.Fields.Values.Select(field => type.Field(field.Name)).OfType<SubgraphField>());
            }
        }
    }
}
