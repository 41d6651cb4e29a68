using Exchange.GraphQL.Language;
using Exchange.GraphQL.Language.Printing;

namespace Exchange.GraphQL.TypeSystem;

/// <summary>The SDL of each kind of definition, in the layout of graphql-js <c>printSchema</c>.</summary>
internal sealed class SchemaText(bool withAppliedDirectives)
{
    private const string Step = "  ";

    /// <summary>The schema definition; empty where the root types have their default names and nothing else is to be said.</summary>
    public string Schema(Schema schema)
    {
        var directives = Applied(schema.AppliedDirectives);
        var hasDefaultNames = schema.QueryType == schema.Type("Query")
            && schema.MutationType == schema.Type("Mutation")
            && schema.SubscriptionType == schema.Type("Subscription");
        if (schema.Description is null && directives.Length == 0 && hasDefaultNames)
        {
            return "";
        }

        IEnumerable<(string Kind, ObjectType? Type)> roots =
            [("query", schema.QueryType), ("mutation", schema.MutationType), ("subscription", schema.SubscriptionType)];
        return Description(schema.Description) + "schema" + directives
            + Block(roots.Where(root => root.Type is not null).Select(root => $"{Step}{root.Kind}: {root.Type}"));
    }

    /// <summary>A directive definition.</summary>
    public string Directive(DirectiveDefinition directive) =>
        Description(directive.Description) + "directive @" + directive.Name + Arguments(directive.Arguments, "")
        + (directive.IsRepeatable ? " repeatable" : "") + " on " + string.Join(" | ", directive.Locations);

    /// <summary>A type definition.</summary>
    public string Type(NamedType type) => Description(type.Description) + type switch
    {
        ScalarType scalar => $"scalar {type.Name}{SpecifiedBy(scalar)}{Applied(type.Directives)}",
        ObjectType fields => "type " + Fields(fields),
        InterfaceType fields => "interface " + Fields(fields),
        UnionType union => $"union {type.Name}{Applied(type.Directives)} = {string.Join(" | ", union.Members)}",
        EnumType values => $"enum {type.Name}{Applied(type.Directives)}{Block(values.Values.Select(EnumValue))}",
        InputObjectType input => $"input {type.Name}{OneOf(input)}{Applied(type.Directives)}{Block(input.Fields.Select(InputField))}",
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    private string Fields(FieldsType type)
    {
        var interfaces = type.Interfaces.Count > 0 ? " implements " + string.Join(" & ", type.Interfaces) : "";
        return type.Name + interfaces + Applied(type.Directives) + Block(type.Fields.Select(Field));
    }

    private string Field(FieldDefinition field, int index) =>
        Description(field.Description, Step, index == 0) + Step + field.Name + Arguments(field.Arguments, Step) + ": " + field.Type
        + Deprecated(field.DeprecationReason) + Applied(field.Directives);

    private string EnumValue(EnumValue value, int index) =>
        Description(value.Description, Step, index == 0) + Step + value.Name
        + Deprecated(value.DeprecationReason) + Applied(value.Directives);

    private string InputField(InputValue field, int index) => Description(field.Description, Step, index == 0) + Step + Input(field);

    private string Arguments(IReadOnlyList<InputValue> arguments, string indentation)
    {
        if (arguments.Count == 0)
        {
            return "";
        }

        if (arguments.All(argument => argument.Description is null))
        {
            return "(" + string.Join(", ", arguments.Select(Input)) + ")";
        }

        var inner = indentation + Step;
        var lines = arguments.Select((argument, index) => Description(argument.Description, inner, index == 0) + inner + Input(argument));
        return "(\n" + string.Join("\n", lines) + "\n" + indentation + ")";
    }

    private string Input(InputValue input)
    {
        var assigned = input.DefaultLiteral is null ? "" : " = " + DocumentPrinter.Print(input.DefaultLiteral);
        return $"{input.Name}: {input.Type}{assigned}{Deprecated(input.DeprecationReason)}{Applied(input.Directives)}";
    }

    private string Applied(IReadOnlyList<AppliedDirective> directives)
    {
        if (!withAppliedDirectives)
        {
            return "";
        }

        var custom = directives.Where(directive => directive.Name is not ("deprecated" or "specifiedBy" or "oneOf"));
        return string.Concat(custom.Select(use => " " + DocumentPrinter.Print(new DirectiveNode(use.Name, use.Arguments))));
    }

    private static string Deprecated(string? reason) => reason switch
    {
        null => "",
        "No longer supported" => " @deprecated",
        _ => $" @deprecated(reason: {QuotedString.Print(reason)})",
    };

    private static string OneOf(InputObjectType input) => input.IsOneOf ? " @oneOf" : "";

    private static string SpecifiedBy(ScalarType scalar) =>
        scalar.SpecifiedBy is null ? "" : $" @specifiedBy(url: {QuotedString.Print(scalar.SpecifiedBy)})";

    private static string Block(IEnumerable<string> lines)
    {
        var text = string.Join("\n", lines);
        return text.Length > 0 ? " {\n" + text + "\n}" : "";
    }

    /// <summary>A description above its element; a blank line sets it off from the element before it.</summary>
    private static string Description(string? description, string indentation = "", bool isFirst = true)
    {
        if (description is null)
        {
            return "";
        }

        var literal = (BlockString.CanHold(description) ? BlockString.TryPrint(description) : null) ?? QuotedString.Print(description);
        var gap = indentation.Length > 0 && !isFirst ? "\n" : "";
        return gap + indentation + literal.Replace("\n", "\n" + indentation, StringComparison.Ordinal) + "\n";
    }
}
