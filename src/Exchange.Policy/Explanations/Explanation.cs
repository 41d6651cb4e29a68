using Exchange.Policy.Decisions;
using Exchange.Policy.Standard;

namespace Exchange.Policy.Explanations;

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

    /// <summary>The restriction that capped the best way for every record, or null.</summary>
    public string? Restriction { get; init; }

    /// <summary>The department that owns the field; null for an unknown field.</summary>
    public DepartmentId? Owner { get; init; }

    /// <summary>Where to ask for access, in both languages; null where nobody can be asked.</summary>
    public Title? Request { get; init; }

    /// <summary>All of it in one sentence, in the language asked for.</summary>
    public required string Sentence { get; init; }

    /// <summary>What else bears on it: times, obligations, joins and guards, in the language asked for.</summary>
    public IReadOnlyList<ExplanationNote> Notes { get; init; } = [];
}

/// <summary>What a note of an explanation is about.</summary>
public enum NoteKind : byte
{
    /// <summary>A rule or restriction that is not in force at the time asked about.</summary>
    Validity,

    /// <summary>Hours of the day.</summary>
    Hours,

    /// <summary>What follows from reading the field.</summary>
    Obligation,

    /// <summary>What the hub may read, and tell to the department that answers, to ask for the field.</summary>
    Join,

    /// <summary>What the owner's own schema demands of readers.</summary>
    Requirement,

    /// <summary>The values that an argument takes.</summary>
    Threshold,

    /// <summary>How many persons a client may read in a day.</summary>
    Budget,

    /// <summary>Fields that need more when they are read together.</summary>
    Combination,
}

/// <summary>One thing that bears on a field besides the rules that open it.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Id">The id of the rule, restriction or guard; of a requirement, the name that is demanded.</param>
/// <param name="Text">One sentence.</param>
public sealed record ExplanationNote(NoteKind Kind, string Id, string Text);
