namespace Exchange.Policy.Documents.Shapes;

/// <summary>The shapes of <c>vocabulary.yaml</c> and <c>clients.yaml</c>, and what all documents under <c>policies/</c> share.</summary>
internal static class PolicyShapes
{
    /// <summary>The definitions that every shape ends with.</summary>
    public const string Definitions = """
        "definitions": {
          "title": {
            "type": "object", "additionalProperties": false, "required": ["zh", "en"],
            "properties": { "zh": { "type": "string", "minLength": 1 }, "en": { "type": "string", "minLength": 1 } }
          },
          "code": { "type": "string", "pattern": "^[a-z0-9]+([.-][a-z0-9]+)*$", "maxLength": 80 },
          "codes": { "type": "array", "minItems": 1, "uniqueItems": true, "items": { "$ref": "#/definitions/code" } },
          "fields": {
            "type": "array", "minItems": 1, "uniqueItems": true, "items": { "type": "string", "minLength": 1, "maxLength": 200 } },
          "selector": {
            "type": "object", "additionalProperties": false, "required": ["level"],
            "properties": {
              "fields": { "$ref": "#/definitions/fields" },
              "classification": { "type": "integer", "minimum": 1, "maximum": 4 },
              "type": { "type": "string", "minLength": 1 },
              "level": { "type": "string", "minLength": 1 }
            }
          },
          "selectors": { "type": "array", "minItems": 1, "items": { "$ref": "#/definitions/selector" } },
          "words": { "type": "array", "minItems": 1, "uniqueItems": true, "items": { "type": "string", "minLength": 1, "maxLength": 80 } }
        }
        """;

    /// <summary><c>vocabulary.yaml</c>.</summary>
    public static DocumentShape Vocabulary { get; } = new($$"""
        {
          "type": "object", "additionalProperties": false, "required": ["roles", "purposes", "bases", "scopes"],
          "properties": {
            "roles": { "type": "array", "maxItems": {{DocumentLimits.MaxWords}}, "minItems": 1, "items": {
              "type": "object", "additionalProperties": false, "required": ["code", "title"],
              "properties": { "code": { "$ref": "#/definitions/code" }, "title": { "$ref": "#/definitions/title" } } } },
            "purposes": { "type": "array", "maxItems": {{DocumentLimits.MaxWords}}, "minItems": 1, "items": {
              "type": "object", "additionalProperties": false, "required": ["code", "title"],
              "properties": {
                "code": { "$ref": "#/definitions/code" }, "title": { "$ref": "#/definitions/title" },
                "parent": { "$ref": "#/definitions/code" }, "reference": { "type": "string", "minLength": 1 },
                "caseFormat": { "type": "string", "minLength": 4, "maxLength": 64 } } } },
            "bases": { "type": "array", "maxItems": {{DocumentLimits.MaxWords}}, "minItems": 1, "items": {
              "type": "object", "additionalProperties": false, "required": ["code", "title"],
              "properties": {
                "code": { "$ref": "#/definitions/code" }, "title": { "$ref": "#/definitions/title" },
                "needsArticle": { "type": "boolean" } } } },
            "scopes": { "type": "array", "maxItems": {{DocumentLimits.MaxWords}}, "items": {
              "type": "object", "additionalProperties": false, "required": ["code", "title", "fields"],
              "properties": {
                "code": { "$ref": "#/definitions/code" }, "title": { "$ref": "#/definitions/title" },
                "route": { "$ref": "#/definitions/title" }, "fields": { "$ref": "#/definitions/fields" } } } },
            "utcOffset": { "type": "string", "minLength": 1, "maxLength": 10 },
            "departments": { "type": "array", "maxItems": {{DocumentLimits.MaxWords}}, "items": {
              "type": "object", "additionalProperties": false, "required": ["code", "title"],
              "properties": { "code": { "$ref": "#/definitions/code" }, "title": { "$ref": "#/definitions/title" } } } },
            "requirements": { "type": "array", "maxItems": {{DocumentLimits.MaxWords}}, "items": {
              "type": "object", "additionalProperties": false, "required": ["department", "names", "to"],
              "properties": {
                "department": { "$ref": "#/definitions/code" },
                "names": {
                  "type": "array", "minItems": 1, "uniqueItems": true, "items": { "type": "string", "minLength": 1, "maxLength": 200 } },
                "to": {
                  "type": "object", "additionalProperties": false, "required": ["departments", "roles"],
                  "properties": {
                    "departments": { "$ref": "#/definitions/codes" }, "roles": { "$ref": "#/definitions/codes" },
                    "purposes": { "$ref": "#/definitions/codes" } } } } } }
          },
          {{Definitions}}
        }
        """);

    /// <summary><c>clients.yaml</c>.</summary>
    public static DocumentShape Clients { get; } = new($$"""
        {
          "type": "object", "additionalProperties": false, "required": ["clients"],
          "properties": {
            "clients": { "type": "array", "items": {
              "type": "object", "additionalProperties": false, "required": ["clientId", "department", "roles", "purposes", "regionCode"],
              "properties": {
                "clientId": { "$ref": "#/definitions/code" }, "department": { "$ref": "#/definitions/code" },
                "roles": { "$ref": "#/definitions/codes" }, "purposes": { "$ref": "#/definitions/codes" },
                "regionCode": { "type": "string", "pattern": "^[0-9]{2,12}$" },
                "officer": { "type": "string", "minLength": 1, "maxLength": 64 } } } }
          },
          {{Definitions}}
        }
        """);
}
