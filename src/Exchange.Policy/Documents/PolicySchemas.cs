using Exchange.Policy.Documents.Shapes;
using Exchange.Policy.Trials;

namespace Exchange.Policy.Documents;

/// <summary>The JSON Schemas that documents under <c>policies/</c> have to fit before their meaning is looked at, for editors.</summary>
public static class PolicySchemas
{
    /// <summary>The schema (JSON Schema, draft 7) by the kind of document.</summary>
    public static IReadOnlyDictionary<string, string> ByKind { get; } = new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["clients"] = PolicyShapes.Clients.Text,
        ["department"] = DepartmentShape.Document.Text,
        ["guards"] = GuardShape.Document.Text,
        ["tests"] = TrialShape.Document.Text,
        ["vocabulary"] = PolicyShapes.Vocabulary.Text,
    };
}
