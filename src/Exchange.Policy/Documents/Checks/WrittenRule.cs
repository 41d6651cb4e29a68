using Exchange.Policy.Documents.Yaml;

namespace Exchange.Policy.Documents.Checks;

/// <summary>A rule and where it stands.</summary>
internal sealed record WrittenRule(PolicyRule Rule, DocumentNode Node);
