namespace Exchange.Policy.Publishing;

/// <summary>How far a draft is.</summary>
public enum DraftState : byte
{
    /// <summary>Being written.</summary>
    Draft,

    /// <summary>Check and tests found nothing against exactly this text.</summary>
    Checked,

    /// <summary>Waiting for a second person.</summary>
    Submitted,

    /// <summary>A second person has approved exactly this text.</summary>
    Approved,

    /// <summary>Approved, and to be published at a chosen time.</summary>
    Scheduled,

    /// <summary>It became a version; nothing can happen any more.</summary>
    Published,

    /// <summary>Somebody who may approve said no; it can be written on.</summary>
    Rejected,

    /// <summary>It was approved, and another version was published before it; it has to be rebased and approved again.</summary>
    Stale,
}

/// <summary>What was done with a draft.</summary>
public enum DraftAct : byte
{
    /// <summary>It was begun.</summary>
    Created,

    /// <summary>Its text was changed.</summary>
    Changed,

    /// <summary>Check, tests, comparison and simulation ran on its text.</summary>
    Checked,

    /// <summary>A second person was asked for.</summary>
    Submitted,

    /// <summary>The second person agreed.</summary>
    Approved,

    /// <summary>Somebody who may approve said no.</summary>
    Rejected,

    /// <summary>It was put on the version in force.</summary>
    Rebased,

    /// <summary>It became a version.</summary>
    Published,

    /// <summary>Its time came, and it stood on a version that was no longer in force.</summary>
    Outdated,

    /// <summary>It was thrown away.</summary>
    Deleted,
}

/// <summary>One step of a draft.</summary>
/// <param name="Act">What was done.</param>
/// <param name="By">By whom.</param>
/// <param name="At">When.</param>
/// <param name="Note">Why, where a reason was given.</param>
public sealed record DraftStep(DraftAct Act, string By, DateTimeOffset At, string? Note = null);

/// <summary>What check, tests, comparison and simulation said of one text.</summary>
/// <param name="Hash">The hash of the text (<see cref="PolicyDraft.Hash"/>).</param>
/// <param name="At">When they ran.</param>
/// <param name="Findings">The number of mistakes.</param>
/// <param name="TestsFailed">The number of tests that failed.</param>
/// <param name="Opens">Whether anybody gains anything by it.</param>
/// <param name="Detail">All that they said, as JSON.</param>
public sealed record DraftReport(string Hash, DateTimeOffset At, int Findings, int TestsFailed, bool Opens, string Detail)
{
    /// <summary>Whether it lets conditional data of one department be told to another that asks for its own: more than its owner can decide.</summary>
    public bool TellsOfOthers { get; init; }

    /// <summary>Whether nothing speaks against asking for approval.</summary>
    public bool IsSound => Findings == 0 && TestsFailed == 0;
}

/// <summary>Why a step was not taken.</summary>
public enum PolicyRefusalKind : byte
{
    /// <summary>What was sent cannot be taken.</summary>
    Invalid,

    /// <summary>Not by this person.</summary>
    Forbidden,

    /// <summary>Not in this state.</summary>
    Conflict,
}

/// <summary>A step that was not taken.</summary>
/// <param name="Kind">Why.</param>
/// <param name="Message">What is wrong and what to do.</param>
public sealed record PolicyRefusal(PolicyRefusalKind Kind, string Message);

/// <summary>What became of a step: the draft after it, or why it was not taken.</summary>
/// <param name="Next">The draft after the step; null when refused.</param>
/// <param name="Refusal">Why not; null when taken.</param>
public sealed record DraftOutcome(PolicyDraft? Next, PolicyRefusal? Refusal)
{
    internal static DraftOutcome Forbidden(string message) => new(null, new PolicyRefusal(PolicyRefusalKind.Forbidden, message));

    internal static DraftOutcome Conflict(string message) => new(null, new PolicyRefusal(PolicyRefusalKind.Conflict, message));

    internal static DraftOutcome Invalid(string message) => new(null, new PolicyRefusal(PolicyRefusalKind.Invalid, message));
}
