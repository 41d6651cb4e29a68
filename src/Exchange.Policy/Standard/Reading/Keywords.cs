using Exchange.Policy.Findings;

namespace Exchange.Policy.Standard.Reading;

/// <summary>Holds the documents to the JSON Schema keywords that are enforced.</summary>
internal static class Keywords
{
    private static readonly HashSet<string> NotEnforced = new(StringComparer.Ordinal)
    {
        "const", "contains", "minContains", "maxContains", "propertyNames", "if", "then", "else", "dependentRequired", "dependentSchemas",
        "unevaluatedProperties", "unevaluatedItems", "prefixItems", "$defs", "$dynamicRef", "$anchor", "contentEncoding",
        "contentMediaType",
    };

    public static string[] Document { get; } =
        ["$schema", "$id", "title", "description", "type", "definitions", "required", "properties", "x-exchange"];

    public static string[] Type { get; } =
        ["type", "title", "description", "allOf", "required", "properties", "enum", "pattern", "minLength", "maxLength", "x-exchange"];

    public static string[] Property { get; } =
    [
        "$ref", "type", "description", "items", "minItems", "maxItems", "pattern", "minLength", "maxLength", "minimum", "maximum",
        "x-exchange",
    ];

    /// <summary>Reports every keyword of the object that is not one of <paramref name="allowed"/>.</summary>
    public static void Check(SourceObject node, SourcePlace place, string[] allowed, FindingLog log)
    {
        foreach (var member in node.Members.Where(member => !allowed.Contains(member.Name, StringComparer.Ordinal)))
        {
            if (NotEnforced.Contains(member.Name))
            {
                log.Add(
                    "unsupported-keyword", place.Within(member),
                    $"'{member.Name}' is not enforced by the validator: say it with other keywords.");
            }
            else
            {
                log.Add("unknown-key", place.Within(member), $"'{member.Name}' is not known here.{Suggestion.For(member.Name, allowed)}");
            }
        }
    }

    /// <summary>The object that a schema has to be; null, with a finding, for <c>true</c>, <c>false</c> and other values.</summary>
    public static SourceObject? Schema(SourceNode node, SourcePlace place, FindingLog log)
    {
        if (node is SourceObject schema)
        {
            return schema;
        }

        var code = node is SourceFlag ? "unsupported-keyword" : "wrong-value";
        log.Add(code, place, "A schema has to be an object; true and false are not enforced by the validator.");
        return null;
    }
}
