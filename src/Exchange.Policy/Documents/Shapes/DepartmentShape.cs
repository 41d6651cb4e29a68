namespace Exchange.Policy.Documents.Shapes;

/// <summary>The shape of <c>departments/&lt;owner&gt;.yaml</c>: rules, restrictions and thresholds.</summary>
internal static class DepartmentShape
{
    // WHY a rule's basis is not required here: its absence has a code of its own.
    private const string Rules = """
        "rules": { "type": "array", "items": {
          "type": "object", "additionalProperties": false, "required": ["id", "title", "open", "to"],
          "properties": {
            "id": { "$ref": "#/definitions/code" }, "title": { "$ref": "#/definitions/title" },
            "open": { "$ref": "#/definitions/selectors" },
            "to": {
              "type": "object", "additionalProperties": false, "required": ["departments", "roles"],
              "properties": { "departments": { "$ref": "#/definitions/codes" }, "roles": { "$ref": "#/definitions/codes" } } },
            "purposes": { "$ref": "#/definitions/codes" }, "joins": { "$ref": "#/definitions/fields" },
            "basis": { "$ref": "#/definitions/code" }, "article": { "type": "string", "minLength": 1, "maxLength": 200 },
            "conditions": {
              "type": "object", "additionalProperties": false,
              "properties": {
                "consent": { "$ref": "#/definitions/code" }, "sameRegion": { "type": "boolean" },
                "case": { "type": "boolean" }, "caseSubject": { "type": "boolean" }, "emergency": { "type": "boolean" },
                "onePlace": { "type": "boolean" }, "ownRecord": { "type": "boolean" },
                "callerDepartment": { "type": "string", "minLength": 1, "maxLength": 200 },
                "notInState": { "$ref": "#/definitions/words" },
                "hours": {
                  "type": "object", "additionalProperties": false, "required": ["from", "until"],
                  "properties": {
                    "from": { "type": "string" }, "until": { "type": "string" }, "days": { "$ref": "#/definitions/words" } } },
                "from": { "type": "string" }, "until": { "type": "string" } } },
            "obligations": {
              "type": "object", "additionalProperties": false,
              "properties": {
                "notifyPerson": { "type": "boolean" },
                "reviewWithinHours": { "type": "integer", "minimum": 1, "maximum": 8760 },
                "keepDays": { "type": "integer", "minimum": 0, "maximum": 36500 } } } } } }
        """;

    private const string Restrictions = """
        "restrictions": { "type": "array", "items": {
          "type": "object", "additionalProperties": false, "required": ["id", "title", "cap"],
          "properties": {
            "id": { "$ref": "#/definitions/code" }, "title": { "$ref": "#/definitions/title" },
            "cap": { "$ref": "#/definitions/selectors" },
            "for": {
              "type": "object", "additionalProperties": false,
              "properties": {
                "departments": { "$ref": "#/definitions/codes" }, "purposes": { "$ref": "#/definitions/codes" },
                "states": { "$ref": "#/definitions/words" } } },
            "from": { "type": "string" }, "until": { "type": "string" } } } }
        """;

    private const string Thresholds = """
        "thresholds": { "type": "array", "items": {
          "type": "object", "additionalProperties": false, "required": ["field", "argument"],
          "properties": {
            "field": { "type": "string", "minLength": 1, "maxLength": 200 }, "argument": { "type": "string", "minLength": 1, "maxLength": 200 },
            "values": { "type": "array", "minItems": 1, "maxItems": 200, "uniqueItems": true, "items": { "type": ["string", "integer", "boolean"] } },
            "dates": { "type": "string", "enum": ["month", "quarter", "year"] } } } }
        """;

    /// <summary>The whole document.</summary>
    public static DocumentShape Document { get; } = new($$"""
        {
          "type": "object", "additionalProperties": false, "required": ["department"],
          "properties": { "department": { "$ref": "#/definitions/code" }, {{Rules}}, {{Restrictions}}, {{Thresholds}} },
          {{PolicyShapes.Definitions}}
        }
        """);
}
