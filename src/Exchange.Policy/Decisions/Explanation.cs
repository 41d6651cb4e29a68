using Exchange.Policy.Standard;

namespace Exchange.Policy.Decisions;

/// <summary>Whether a field is open to a caller class.</summary>
public enum Effect : byte
{
    /// <summary>Closed to every request of the class.</summary>
    Withheld,

    /// <summary>Open, perhaps under conditions on the record.</summary>
    Open,
}

/// <summary>Who decided what on one field, and why.</summary>
public sealed record Explanation
{
    /// <summary>The field.</summary>
    public required Coordinate Coordinate { get; init; }

    /// <summary>Open or withheld.</summary>
    public required Effect Effect { get; init; }

    /// <summary>Why it is withheld; <see cref="ReasonCode.None"/> when it is open.</summary>
    public required ReasonCode Reason { get; init; }

    /// <summary>The highest level, by name; <c>none</c> when withheld.</summary>
    public required string Level { get; init; }

    /// <summary>The ways in which it is open, best first; empty when withheld.</summary>
    public required IReadOnlyList<Opening> Openings { get; init; }

    /// <summary>
    /// The rule that opens it furthest; when a rule was near, the one that came furthest; null when none concerns the caller.
    /// </summary>
    public string? Rule { get; init; }

    /// <summary>That rule's legal basis, or null.</summary>
    public string? Basis { get; init; }

    /// <summary>That rule's article of law, or null.</summary>
    public string? Article { get; init; }

    /// <summary>The restriction that capped it, or null.</summary>
    public string? Restriction { get; init; }

    /// <summary>The department that owns the field; null for an unknown field.</summary>
    public DepartmentId? Owner { get; init; }

    /// <summary>Where to ask for access, in both languages; null where nobody can be asked.</summary>
    public Title? Request { get; init; }

    /// <summary>All of it in one sentence, in the language asked for.</summary>
    public required string Sentence { get; init; }
}
