using Exchange.Policy.Documents;

namespace Exchange.Policy.Decisions;

/// <summary>The decision on one coordinate for one caller class.</summary>
/// <param name="Coordinate">The governed field.</param>
/// <param name="Openings">Every way it is open, highest level first, ties by the fixed order of bases; empty when closed.</param>
/// <param name="Closed">Why it is closed; <see cref="ReasonCode.None"/> when <paramref name="Openings"/> is not empty.</param>
public sealed record Decision(Coordinate Coordinate, IReadOnlyList<Opening> Openings, ReasonCode Closed);

/// <summary>One way a field is open.</summary>
/// <param name="Level">Position on the field's ladder, at least 1; caps of restrictions are already applied.</param>
/// <param name="Conditions">What must hold for each record; request conditions (case, emergency, validity) are already decided.</param>
/// <param name="Rule">The rule's id.</param>
/// <param name="Basis">The legal basis' code.</param>
/// <param name="Article">The article of law, or null.</param>
public sealed record Opening(int Level, IReadOnlyList<RecordCondition> Conditions, string Rule, string Basis, string? Article)
{
    /// <summary>What the hub may read to ask for the field, and tell to the department that answers: the rule's, less what restrictions close.</summary>
    public IReadOnlyList<Coordinate> Joins { get; init; } = [];

    /// <summary>What follows from reading it.</summary>
    public Obligations Obligations { get; init; } = Obligations.None;
}
