using Exchange.GraphQL.TypeSystem;

namespace Exchange.GraphQL.Execution;

/// <summary>The fields that every schema has without declaring them (GraphQL September 2025, section 4.1 and 4.2).</summary>
internal sealed class MetaFields
{
    private readonly FieldsType _query;
    private readonly FieldDefinition _typeName;
    private readonly FieldDefinition? _schema;
    private readonly FieldDefinition? _type;

    public MetaFields(Schema schema)
    {
        var text = new NonNullType(Known(schema, "String"));
        _query = schema.QueryType;
        _typeName = new FieldDefinition("__typename") { Type = text };
        if (schema.Type("__Schema") is { } schemaType && schema.Type("__Type") is { } typeType)
        {
            _schema = new FieldDefinition("__schema") { Type = new NonNullType(schemaType) };
            _type = new FieldDefinition("__type") { Type = typeType, Arguments = [new InputValue("name") { Type = text }] };
        }
    }

    /// <summary>The field of that name on <paramref name="parent"/>, declared or not; null when there is none.</summary>
    public FieldDefinition? Find(NamedType parent, string name) => name switch
    {
        "__typename" => parent.IsComposite ? _typeName : null,
        "__schema" when ReferenceEquals(parent, _query) => _schema,
        "__type" when ReferenceEquals(parent, _query) => _type,
        _ => (parent as FieldsType)?.Field(name),
    };

    /// <summary>Whether the field starts an introspection.</summary>
    public static bool IsIntrospection(string name) => name is "__schema" or "__type";

    private static NamedType Known(Schema schema, string name) => schema.Type(name) ?? new ScalarType(name);
}
