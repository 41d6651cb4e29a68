namespace Exchange.GraphQL.TypeSystem.Subsets;

/// <summary>Puts the kept fields together to a schema: what a visible field leads to, copied; leaves and inputs as they are.</summary>
internal sealed class SubsetAssembler(Schema schema, KeptFields fields)
{
    private readonly Dictionary<string, NamedType> _types = new(StringComparer.Ordinal);
    private readonly Queue<NamedType> _open = new();

    public Schema Assemble()
    {
        Reach();
        foreach (var type in schema.Types.Where(type => _types.ContainsKey(type.Name)))
        {
            Fill(type);
        }

        return new Schema(
            schema.Types.Where(type => _types.ContainsKey(type.Name)).Select(type => _types[type.Name]),
            schema.Directives,
            Root(schema.QueryType)!,
            Root(schema.MutationType),
            Root(schema.SubscriptionType))
        {
            Description = schema.Description,
            AppliedDirectives = schema.AppliedDirectives,
        };
    }

    private ObjectType? Root(ObjectType? type) => type is null ? null : _types.GetValueOrDefault(type.Name) as ObjectType;

    // A queue, not recursion: a schema can be as deep as it is large.
    private void Reach()
    {
        Add(schema.QueryType);
        Add(schema.MutationType);
        Add(schema.SubscriptionType);
        Add(schema.Type("__Schema"));
        AddAll(schema.Directives.SelectMany(directive => directive.Arguments).Select(argument => argument.Type.Named));
        while (_open.TryDequeue(out var type))
        {
            AddAll(Uses(type));
        }
    }

    private IEnumerable<NamedType> Uses(NamedType type) => type switch
    {
        FieldsType composite => fields.Of(composite)
            .SelectMany(field => field.Arguments.Select(argument => argument.Type.Named).Append(field.Type.Named))
            .Concat(composite.Interfaces)
            .Concat(schema.PossibleTypes(composite)),
        UnionType union => union.Members,
        InputObjectType input => input.Fields.Select(field => field.Type.Named),
        _ => [],
    };

    private void AddAll(IEnumerable<NamedType> types)
    {
        foreach (var type in types)
        {
            Add(type);
        }
    }

    private void Add(NamedType? type)
    {
        if (type is not null && fields.IsPresent(type) && _types.TryAdd(type.Name, Copy(type)))
        {
            _open.Enqueue(type);
        }
    }

    private static NamedType Copy(NamedType type) => type switch
    {
        ObjectType => new ObjectType(type.Name) { Description = type.Description, Directives = type.Directives },
        InterfaceType => new InterfaceType(type.Name) { Description = type.Description, Directives = type.Directives },
        UnionType => new UnionType(type.Name) { Description = type.Description, Directives = type.Directives },
        _ => type,
    };

    private void Fill(NamedType type)
    {
        switch (_types[type.Name])
        {
            case FieldsType copy when type is FieldsType original:
                copy.Fields = [.. fields.Of(original).Select(Copy)];
                copy.Interfaces = [.. original.Interfaces.Select(shared => _types.GetValueOrDefault(shared.Name)).OfType<InterfaceType>()];
                foreach (var field in copy.Fields)
                {
                    copy.FieldMap[field.Name] = field;
                }

                break;
            case UnionType copy when type is UnionType original:
                copy.Members = [.. original.Members.Select(member => _types.GetValueOrDefault(member.Name)).OfType<ObjectType>()];
                break;
        }
    }

    private FieldDefinition Copy(FieldDefinition field) => new(field.Name)
    {
        Description = field.Description,
        Type = Copy(field.Type),
        Arguments = field.Arguments,
        DeprecationReason = field.DeprecationReason,
        Directives = field.Directives,
    };

    // INVARIANT: recursion follows the wrappers of one type, which the parser's nesting bounded.
    private GraphQLType Copy(GraphQLType type) => type switch
    {
        NonNullType nonNull => new NonNullType(Copy(nonNull.Inner)),
        ListType list => new ListType(Copy(list.Item)),
        _ => _types[type.Named.Name],
    };
}
