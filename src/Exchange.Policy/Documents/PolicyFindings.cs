using System.Collections.Frozen;
using Exchange.Policy.Findings;

namespace Exchange.Policy.Documents;

/// <summary>The codes of what can be wrong with policies, as <c>policies/README.md</c> explains them.</summary>
public static class PolicyFindings
{
    /// <summary>What makes documents unusable.</summary>
    public static IReadOnlySet<string> Errors { get; } = FrozenSet.ToFrozenSet(
    [
        "unreadable", "missing-file", "unexpected-file", "yaml-syntax", "yaml-feature", "document-too-long", "document-too-deep",
        "unknown-key", "missing-key", "shape",
        "unknown-role", "unknown-purpose", "unknown-basis", "unknown-scope", "unknown-department", "unknown-field", "unknown-level",
        "unknown-state", "unknown-day", "unknown-argument", "unknown-client", "duplicate-id",
        "foreign-field", "withheld-field", "unconditional-field", "key-field", "duplicate-field", "empty-selection", "selector", "opens-nothing", "expects-nothing",
        "purpose-missing", "basis-missing", "refused-purpose", "article-missing", "scope-too-narrow", "case-format-missing", "never-matches",
        "empty-validity", "empty-hours", "bad-time", "bad-offset", "circular-purpose", "wrong-file",
        "not-a-threshold", "bad-threshold", "overlapping-groups", "needs-nothing",
        "bad-document-name", "invalid-document", "too-many-findings", "too-many-rules", "too-many-openings", "too-many-times",
    ]);

    /// <summary>What cannot have been meant, and does no harm.</summary>
    public static IReadOnlySet<string> Warnings { get; } = FrozenSet.ToFrozenSet(
        ["shadowed-rule", "capped-to-none", "caps-nothing", "ended", "case-not-asked", "nobody-to-notify", "threshold-unlisted"]);

    internal static FindingSeverity SeverityOf(string code) => Warnings.Contains(code) ? FindingSeverity.Warning : FindingSeverity.Error;
}
