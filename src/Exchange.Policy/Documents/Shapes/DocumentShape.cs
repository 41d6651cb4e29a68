using Exchange.Policy.Documents.Yaml;
using Exchange.Policy.Findings;
using NJsonSchema;
using NJsonSchema.Validation;

namespace Exchange.Policy.Documents.Shapes;

/// <summary>The shape that a kind of document must have, as a JSON Schema. Thread-safe.</summary>
internal sealed class DocumentShape(string schema)
{
    private const int MaxDepth = 16;
    private readonly Lazy<JsonSchema> _schema = new(() => JsonSchema.FromJsonAsync(schema).GetAwaiter().GetResult());

    /// <summary>The schema as text.</summary>
    public string Text => schema;

    /// <summary>Every way in which a document does not have the shape.</summary>
    public IEnumerable<Finding> Check(DocumentNode root) =>
        _schema.Value.Validate(root.ToJson()).SelectMany(error => Leaves(error, 0)).Select(error => Describe(root, error));

    private static IEnumerable<ValidationError> Leaves(ValidationError error, int depth) =>
        error is ChildSchemaValidationError parent && depth < MaxDepth
        ? parent.Errors.Values.SelectMany(children => children).SelectMany(child => Leaves(child, depth + 1))
        : [error];

    private static Finding Describe(DocumentNode root, ValidationError error)
    {
        var place = Locate(root, error.Path);
        return error.Kind switch
        {
            ValidationErrorKind.NoAdditionalPropertiesAllowed => place.Finding(
                "unknown-key",
                $"Unknown key '{error.Property}'.{Suggestion.For(error.Property ?? "", error.Schema.ActualSchema.Properties.Keys)}"),
            ValidationErrorKind.PropertyRequired => place.Finding("missing-key", $"The key '{error.Property}' is missing."),
            _ => place.Finding("shape", Sentence(error)),
        };
    }

    private static string Sentence(ValidationError error) => error.Kind switch
    {
        ValidationErrorKind.StringExpected => "Expected text; put quotes around digits.",
        ValidationErrorKind.BooleanExpected => "Expected true or false.",
        ValidationErrorKind.IntegerExpected => "Expected a whole number.",
        ValidationErrorKind.ArrayExpected => "Expected a list.",
        ValidationErrorKind.ObjectExpected => "Expected keys with values.",
        ValidationErrorKind.TooFewItems when error.Schema.ActualSchema.MinItems > 1 => $"The list needs at least {error.Schema.ActualSchema.MinItems}.",
        ValidationErrorKind.TooManyItems => $"The list may have at most {error.Schema.ActualSchema.MaxItems}.",
        ValidationErrorKind.TooFewItems => "The list must not be empty.",
        ValidationErrorKind.NumberTooSmall => $"The number must be at least {error.Schema.ActualSchema.Minimum:0}.",
        ValidationErrorKind.NumberTooBig => $"The number must be at most {error.Schema.ActualSchema.Maximum:0}.",
        ValidationErrorKind.ItemsNotUnique => "The list names the same thing twice.",
        ValidationErrorKind.StringTooShort or ValidationErrorKind.StringTooLong => "The text is too short or too long.",
        ValidationErrorKind.PatternMismatch => $"The text must match {error.Schema.ActualSchema.Pattern}.",
        ValidationErrorKind.NotInEnumeration => $"Expected one of: {string.Join(", ", error.Schema.ActualSchema.Enumeration)}.",
        _ => $"Not as the format wants it ({error.Kind}).",
    };

    // Paths of the validator look like #/rules[0].open[1].fields; keys of these documents never contain dots or brackets.
    private static DocumentNode Locate(DocumentNode root, string? path)
    {
        var place = root;
        foreach (var step in (path ?? "").TrimStart('#', '/').Split(['.', '/', '['], StringSplitOptions.RemoveEmptyEntries))
        {
            var next = step.EndsWith(']') && int.TryParse(step.AsSpan(0, step.Length - 1), out var index)
                ? place.ItemAt(index)
                : place[step] is { Exists: true } value ? value : place.Key(step);
            place = next ?? place;
        }

        return place;
    }
}
