namespace Exchange.Policy.Documents.Shapes;

/// <summary>The shape of <c>guards.yaml</c>: budgets and combinations.</summary>
internal static class GuardShape
{
    /// <summary>The whole document.</summary>
    public static DocumentShape Document { get; } = new($$"""
        {
          "type": "object", "additionalProperties": false,
          "properties": {
            "budgets": { "type": "array", "items": {
              "type": "object", "additionalProperties": false, "required": ["id", "title", "persons"],
              "properties": {
                "id": { "$ref": "#/definitions/code" }, "title": { "$ref": "#/definitions/title" },
                "for": {
                  "type": "object", "additionalProperties": false,
                  "properties": { "departments": { "$ref": "#/definitions/codes" }, "purposes": { "$ref": "#/definitions/codes" } } },
                "persons": { "type": "integer", "minimum": 1, "maximum": 100000000 } } } },
            "combinations": { "type": "array", "items": {
              "type": "object", "additionalProperties": false, "required": ["id", "title", "span", "groups", "needs"],
              "properties": {
                "id": { "$ref": "#/definitions/code" }, "title": { "$ref": "#/definitions/title" },
                "span": { "type": "string", "enum": ["answer", "day"] },
                "groups": { "type": "array", "minItems": 2, "maxItems": 16, "items": { "$ref": "#/definitions/fields" } },
                "needs": {
                  "type": "object", "additionalProperties": false,
                  "properties": {
                    "roles": { "$ref": "#/definitions/codes" }, "purposes": { "$ref": "#/definitions/codes" },
                    "case": { "type": "boolean" }, "emergency": { "type": "boolean" } } } } } }
          },
          {{PolicyShapes.Definitions}}
        }
        """);
}
