using Exchange.Policy.Documents.Shapes;

namespace Exchange.Policy.Trials;

/// <summary>The shape of <c>tests/*.yaml</c>.</summary>
internal static class TrialShape
{
    public static DocumentShape Document { get; } = new("""
        {
          "type": "object", "additionalProperties": false, "required": ["cases"],
          "properties": {
            "cases": { "type": "array", "minItems": 1, "items": {
              "type": "object", "additionalProperties": false, "required": ["name", "caller", "expect"],
              "properties": {
                "name": { "type": "string", "minLength": 1, "maxLength": 200 },
                "caller": {
                  "type": "object", "additionalProperties": false,
                  "properties": {
                    "client": { "$ref": "#/definitions/code" }, "department": { "$ref": "#/definitions/code" },
                    "roles": { "$ref": "#/definitions/codes" }, "purpose": { "$ref": "#/definitions/code" },
                    "case": { "type": "string", "minLength": 1, "maxLength": 64 }, "emergency": { "type": "boolean" } } },
                "time": { "type": "string" },
                "record": {
                  "type": "object", "additionalProperties": false,
                  "properties": {
                    "consents": { "$ref": "#/definitions/codes" }, "region": { "type": "string", "pattern": "^(same|other|[0-9]{2,12})$" },
                    "states": { "type": "array", "uniqueItems": true, "items": {
                      "type": "string", "enum": ["protected", "minor", "child", "unknown"] } },
                    "own": { "type": "boolean" }, "onePlace": { "type": "boolean" }, "caseSubject": { "type": "boolean" },
                    "callerDepartment": {
                      "type": "array", "minItems": 1, "uniqueItems": true, "items": { "type": "string", "minLength": 1, "maxLength": 200 } } } },
                "expect": { "type": "object", "additionalProperties": { "type": "string", "minLength": 1, "maxLength": 64 } },
                "rest": { "type": "string", "enum": ["closed"] } } } }
          },
          "definitions": {
            "code": { "type": "string", "pattern": "^[a-z0-9]+([.-][a-z0-9]+)*$", "maxLength": 80 },
            "codes": { "type": "array", "minItems": 1, "uniqueItems": true, "items": { "$ref": "#/definitions/code" } }
          }
        }
        """);
}
