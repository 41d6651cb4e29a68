using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.GraphQL.Validation;

/// <summary>What is expected where a value stands.</summary>
/// <param name="Type">The expected type; null where the schema knows none.</param>
/// <param name="HasDefault">Whether the argument or input field at that very place has a default.</param>
/// <param name="IsOneOfField">Whether it is a field of a <c>@oneOf</c> input object.</param>
internal readonly record struct InputPosition(GraphQLType? Type, bool HasDefault, bool IsOneOfField)
{
    /// <summary>A place of which nothing is known.</summary>
    public static InputPosition Unknown => default;

    /// <summary>The place of a declared argument or input field; unknown for null.</summary>
    public static InputPosition Of(InputValue? input, bool isOneOfField = false) =>
        input is null ? Unknown : new InputPosition(input.Type, input.DefaultLiteral is not null, isOneOfField);

    /// <summary>The place of an item of a list literal that stands here.</summary>
    public InputPosition Item => new((Type?.Nullable as ListType)?.Item, false, false);

    /// <summary>The input object that a literal here stands for, lists around it left out (section 3.11); null when it is none.</summary>
    public InputObjectType? InputObject => Type?.Named as InputObjectType;
}

/// <summary>A variable where it is used.</summary>
internal readonly record struct VariableUsage(VariableNode Node, InputPosition Position);

/// <summary>What one operation or fragment uses in its own text, the fragments that it spreads left out.</summary>
internal sealed class DefinitionUsage
{
    /// <summary>The variables, in document order.</summary>
    public List<VariableUsage> Variables { get; } = [];

    /// <summary>The fragments spread, in document order.</summary>
    public List<FragmentSpread> Spreads { get; } = [];
}
