namespace Exchange.GraphQL.TypeSystem.Subsets;

/// <summary>Which fields of objects and interfaces stay, and which types are left with something to show.</summary>
internal sealed class KeptFields
{
    private readonly Schema _schema;
    private readonly Dictionary<string, List<FieldDefinition>> _fields = new(StringComparer.Ordinal);
    private readonly HashSet<string> _absent = new(StringComparer.Ordinal);

    public KeptFields(Schema schema, Func<ObjectType, FieldDefinition, bool> isVisible)
    {
        _schema = schema;
        foreach (var type in schema.Types.OfType<ObjectType>())
        {
            var isIntrospection = type.Name.StartsWith("__", StringComparison.Ordinal);
            _fields[type.Name] = [.. type.Fields.Where(field => isIntrospection || isVisible(type, field))];
        }

        Settle();
    }

    /// <summary>The fields that stay, in their order.</summary>
    public IReadOnlyList<FieldDefinition> Of(FieldsType type) => _fields[type.Name];

    /// <summary>Whether the type stays, as far as its own content goes; whether anything leads to it is another matter.</summary>
    public bool IsPresent(NamedType type) => !_absent.Contains(type.Name);

    // INVARIANT: a type that is absent stays absent, so every round but the last takes one away and this ends.
    private void Settle()
    {
        bool isSettled;
        do
        {
            isSettled = true;
            foreach (var type in _schema.Types.Where(type => type.IsComposite && IsPresent(type)))
            {
                if (!HasContent(type))
                {
                    _absent.Add(type.Name);
                    isSettled = false;
                }
            }
        }
        while (!isSettled);
    }

    private bool HasContent(NamedType type)
    {
        if (type is UnionType union)
        {
            return union.Members.Any(IsPresent);
        }

        _fields[type.Name] = type is InterfaceType shared ? InAll(shared) : [.. _fields[type.Name].Where(field => IsPresent(field.Type.Named))];
        return _fields[type.Name].Count > 0;
    }

    private List<FieldDefinition> InAll(InterfaceType type)
    {
        var objects = _schema.PossibleTypes(type).Where(IsPresent).ToList();
        return objects.Count == 0
            ? []
            : [.. type.Fields.Where(field => IsPresent(field.Type.Named) && objects.All(candidate => Has(candidate, field.Name)))];
    }

    private bool Has(ObjectType type, string field) =>
        _fields[type.Name].Exists(kept => kept.Name == field && IsPresent(kept.Type.Named));
}
