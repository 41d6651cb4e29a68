using System.Text.Encodings.Web;
using System.Text.Json;
using Exchange.GraphQL.Language;

namespace Exchange.GraphQL.Execution;

/// <summary>Writes constant literals the way introspection tells defaults: on one line, strings in quotes.</summary>
internal static class LiteralText
{
    /// <summary>Below this many lists and objects nothing is written; schemas have none so deep.</summary>
    private const int MaxNesting = 64;

    /// <summary>The literal as GraphQL source text.</summary>
    public static string Of(ValueNode node) => Of(node, MaxNesting);

    private static string Of(ValueNode node, int nestingLeft) => node switch
    {
        IntNode number => number.Text,
        FloatNode number => number.Text,
        BooleanNode boolean => boolean.Value ? "true" : "false",
        EnumNode name => name.Name,

        // A JSON string is a GraphQL string.
        StringNode text => $"\"{JsonEncodedText.Encode(text.Value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"",
        ListNode list when nestingLeft > 0 => $"[{string.Join(", ", list.Items.Select(item => Of(item, nestingLeft - 1)))}]",
        ObjectNode literal when nestingLeft > 0 =>
            $"{{ {string.Join(", ", literal.Fields.Select(field => $"{field.Name}: {Of(field.Value, nestingLeft - 1)}"))} }}",
        _ => "null",
    };
}
