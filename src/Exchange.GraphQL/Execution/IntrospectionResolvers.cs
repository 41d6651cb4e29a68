using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;
using Exchange.GraphQL.Values;

namespace Exchange.GraphQL.Execution;

/// <summary>
/// The resolvers of the introspection types over the type model (GraphQL September 2025, section 4.2). A <c>__Type</c> is a
/// <see cref="GraphQLType"/>, the other types are the model's classes of the same meaning.
/// </summary>
internal static class IntrospectionResolvers
{
    private static readonly Dictionary<string, FieldResolver> Fields = new(StringComparer.Ordinal)
    {
        ["__Schema.description"] = Of<Schema>(schema => schema.Description),
        ["__Schema.types"] = Of<Schema>(schema => schema.Types),
        ["__Schema.queryType"] = Of<Schema>(schema => schema.QueryType),
        ["__Schema.mutationType"] = Of<Schema>(schema => schema.MutationType),
        ["__Schema.subscriptionType"] = Of<Schema>(schema => schema.SubscriptionType),
        ["__Schema.directives"] = Of<Schema>(schema => schema.Directives),

        ["__Type.kind"] = Of<GraphQLType>(Kind),
        ["__Type.name"] = Of<GraphQLType>(type => (type as NamedType)?.Name),
        ["__Type.description"] = Of<GraphQLType>(type => (type as NamedType)?.Description),
        ["__Type.specifiedByURL"] = Of<GraphQLType>(type => (type as ScalarType)?.SpecifiedBy),
        ["__Type.fields"] = Of<GraphQLType>((type, context) => Current((type as FieldsType)?.Fields, f => f.DeprecationReason, context)),
        ["__Type.interfaces"] = Of<GraphQLType>(type => (type as FieldsType)?.Interfaces),
        ["__Type.possibleTypes"] = Of<GraphQLType>((type, context) =>
            type is InterfaceType or UnionType ? context.Shown.PossibleTypes(type.Named) : null),
        ["__Type.enumValues"] = Of<GraphQLType>((type, context) => Current((type as EnumType)?.Values, v => v.DeprecationReason, context)),
        ["__Type.inputFields"] = Of<GraphQLType>((type, context) =>
            Current((type as InputObjectType)?.Fields, f => f.DeprecationReason, context)),
        ["__Type.ofType"] = Of<GraphQLType>(type => type switch
        {
            ListType list => list.Item,
            NonNullType nonNull => nonNull.Inner,
            _ => null,
        }),
        ["__Type.isOneOf"] = Of<GraphQLType>(type => (type as InputObjectType)?.IsOneOf),

        ["__Field.name"] = Of<FieldDefinition>(field => field.Name),
        ["__Field.description"] = Of<FieldDefinition>(field => field.Description),
        ["__Field.args"] = Of<FieldDefinition>((field, context) => Current(field.Arguments, a => a.DeprecationReason, context)),
        ["__Field.type"] = Of<FieldDefinition>(field => field.Type),
        ["__Field.isDeprecated"] = Of<FieldDefinition>(field => field.DeprecationReason is not null),
        ["__Field.deprecationReason"] = Of<FieldDefinition>(field => field.DeprecationReason),

        ["__InputValue.name"] = Of<InputValue>(input => input.Name),
        ["__InputValue.description"] = Of<InputValue>(input => input.Description),
        ["__InputValue.type"] = Of<InputValue>(input => input.Type),
        ["__InputValue.defaultValue"] = Of<InputValue>(input =>
            input.DefaultLiteral is { } literal ? DocumentPrinter.Print(literal) : null),
        ["__InputValue.isDeprecated"] = Of<InputValue>(input => input.DeprecationReason is not null),
        ["__InputValue.deprecationReason"] = Of<InputValue>(input => input.DeprecationReason),

        ["__EnumValue.name"] = Of<EnumValue>(value => value.Name),
        ["__EnumValue.description"] = Of<EnumValue>(value => value.Description),
        ["__EnumValue.isDeprecated"] = Of<EnumValue>(value => value.DeprecationReason is not null),
        ["__EnumValue.deprecationReason"] = Of<EnumValue>(value => value.DeprecationReason),

        ["__Directive.name"] = Of<DirectiveDefinition>(directive => directive.Name),
        ["__Directive.description"] = Of<DirectiveDefinition>(directive => directive.Description),
        ["__Directive.isRepeatable"] = Of<DirectiveDefinition>(directive => directive.IsRepeatable),
        ["__Directive.locations"] = Of<DirectiveDefinition>(directive => directive.Locations),
        ["__Directive.args"] = Of<DirectiveDefinition>((directive, context) =>
            Current(directive.Arguments, a => a.DeprecationReason, context)),
    };

    /// <summary>The resolver of an introspection field; null for any other field.</summary>
    public static FieldResolver? Find(SelectedField field) => field.Definition.Name switch
    {
        "__schema" => context => new(context.Shown),
        "__type" => context => new(context.Shown.Type(context.Arguments["name"].AsString())),
        _ when field.Parent.Name.StartsWith("__", StringComparison.Ordinal) => Fields[$"{field.Parent.Name}.{field.Definition.Name}"],
        _ => null,
    };

    private static FieldResolver Of<TParent>(Func<TParent, object?> read) => context => new(read((TParent)context.Parent!));

    private static FieldResolver Of<TParent>(Func<TParent, FieldContext, object?> read) =>
        context => new(read((TParent)context.Parent!, context));

    /// <summary>The elements that are not deprecated; all of them where the field's argument <c>includeDeprecated</c> says so.</summary>
    private static IEnumerable<TElement>? Current<TElement>(
        IReadOnlyList<TElement>? elements, Func<TElement, string?> deprecationReason, FieldContext context) =>
        context.Arguments["includeDeprecated"] == Datum.True ? elements : elements?.Where(element => deprecationReason(element) is null);

    private static object Kind(GraphQLType type) => type switch
    {
        ScalarType => "SCALAR",
        ObjectType => "OBJECT",
        InterfaceType => "INTERFACE",
        UnionType => "UNION",
        EnumType => "ENUM",
        InputObjectType => "INPUT_OBJECT",
        ListType => "LIST",
        _ => "NON_NULL",
    };
}
