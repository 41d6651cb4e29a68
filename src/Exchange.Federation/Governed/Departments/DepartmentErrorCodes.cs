namespace Exchange.Federation.Governed.Departments;

/// <summary>The codes of mistakes in departments' own schemas, and between them and the graph.</summary>
public static class DepartmentErrorCodes
{
    /// <summary>The text is not GraphQL, or names a type twice in two kinds.</summary>
    public const string SchemaUnreadable = "SCHEMA_UNREADABLE";

    /// <summary>A field that the graph asks of the department is not in its schema.</summary>
    public const string FieldNotServed = "FIELD_NOT_SERVED";

    /// <summary>A field or argument has a type that does not fit that of the graph.</summary>
    public const string TypeDiffers = "TYPE_DIFFERS";

    /// <summary>The schema has the field and says that it is not for the graph: external, inaccessible or overridden.</summary>
    public const string FieldNotOffered = "FIELD_NOT_OFFERED";

    /// <summary>No key of the type can be had from another department.</summary>
    public const string KeyNotUsable = "KEY_NOT_USABLE";

    /// <summary>A field that <c>@requires</c> names cannot be had from another department.</summary>
    public const string InputNotUsable = "INPUT_NOT_USABLE";

    /// <summary>Fields require each other.</summary>
    public const string InputsCircular = "INPUTS_CIRCULAR";

    /// <summary>A directive that would change who answers, which the hub leaves to the data standard.</summary>
    public const string DirectiveNotFollowed = "DIRECTIVE_NOT_FOLLOWED";
}
