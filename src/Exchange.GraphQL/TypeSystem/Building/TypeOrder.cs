namespace Exchange.GraphQL.TypeSystem.Building;

/// <summary>
/// The order in which a schema lists its types, that of graphql-js: the defined ones as written, each followed by the built-in scalars that
/// it is the first to refer to, then those of directives, then introspection. Section 3.5: a built-in scalar that nothing refers to is not
/// in the schema.
/// </summary>
internal sealed class TypeOrder(SchemaDraft draft)
{
    private readonly List<NamedType> _ordered = [];
    private readonly HashSet<NamedType> _listed = [];

    /// <summary>The types in order.</summary>
    public IReadOnlyList<NamedType> List()
    {
        var defined = draft.Types.Where(type => !IsBuiltIn(type)).ToArray();
        _listed.UnionWith(defined);
        foreach (var type in defined)
        {
            _ordered.Add(type);
            AddReferred(type);
        }

        foreach (var argument in draft.Directives.SelectMany(directive => directive.Arguments))
        {
            Add(argument.Type.Named);
        }

        foreach (var type in draft.Types.Where(type => type is not ScalarType { IsBuiltIn: true }))
        {
            Add(type);
        }

        return _ordered;
    }

    // INVARIANT: recursion goes through the introspection types alone, for the defined ones are listed before it begins.
    private void Add(NamedType type)
    {
        if (_listed.Add(type))
        {
            _ordered.Add(type);
            AddReferred(type);
        }
    }

    private void AddReferred(NamedType type)
    {
        var referred = type switch
        {
            FieldsType fields => fields.Fields.SelectMany(
                field => field.Arguments.Select(argument => argument.Type).Prepend(field.Type)),
            InputObjectType input => input.Fields.Select(field => field.Type),
            _ => [],
        };
        foreach (var reference in referred)
        {
            Add(reference.Named);
        }
    }

    private static bool IsBuiltIn(NamedType type) =>
        type is ScalarType { IsBuiltIn: true } || type.Name.StartsWith("__", StringComparison.Ordinal);
}
