using System.Text.Json.Serialization;
using Exchange.Console.Access;
using Exchange.Policy.People;

namespace Exchange.Console.Reversals;

/// <summary>Asks whose pseudonym this is.</summary>
/// <param name="Pid">The pseudonym.</param>
/// <param name="Department">The department that was given it.</param>
/// <param name="Purpose">For what purpose the number is needed: a code of the vocabulary.</param>
/// <param name="Case">In which case; needed where the purpose has case numbers.</param>
/// <param name="Reason">Why, in 10 to 1000 characters; kept sealed, shown to whoever decides.</param>
public sealed record ReversalRequest(string? Pid, string? Department, string? Purpose, string? Case, string? Reason);

/// <summary>Where a reversal stands, as the control plane tells it.</summary>
[JsonConverter(typeof(CamelCaseNames<ReversalPhase>))]
public enum ReversalPhase
{
    /// <summary>A second person has to decide.</summary>
    Asked,

    /// <summary>The one who asked may read the number once.</summary>
    Granted,

    /// <summary>A second person refused it.</summary>
    Refused,

    /// <summary>The number was read.</summary>
    Read,

    /// <summary>Nobody decided, or nobody read the number, in time.</summary>
    Lapsed,
}

/// <summary>A reversal. The person is not in it, not even by a pseudonym.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Phase">Where it stands.</param>
/// <param name="Department">The department whose pseudonym was asked about.</param>
/// <param name="Purpose">For what purpose.</param>
/// <param name="Case">In which case.</param>
/// <param name="Reason">Why; null in lists.</param>
/// <param name="AskedBy">Who asked.</param>
/// <param name="AskedAt">When.</param>
/// <param name="DecidedBy">Who decided.</param>
/// <param name="DecidedAt">When.</param>
/// <param name="OpenUntil">Until when the number can be read.</param>
public sealed record ReversalView(
    string Id,
    ReversalPhase Phase,
    string Department,
    string Purpose,
    string? Case,
    string? Reason,
    string AskedBy,
    DateTimeOffset AskedAt,
    string? DecidedBy,
    DateTimeOffset? DecidedAt,
    DateTimeOffset? OpenUntil)
{
    internal static ReversalView Of(Reversal reversal, string? reason, DateTimeOffset now) => new(
        reversal.Id,
        PhaseOf(reversal, now),
        reversal.Department.Value,
        reversal.Purpose,
        reversal.CaseNumber,
        reason,
        reversal.AskedBy,
        reversal.AskedAt,
        reversal.DecidedBy,
        reversal.DecidedAt,
        reversal.OpenUntil);

    private static ReversalPhase PhaseOf(Reversal reversal, DateTimeOffset now) => reversal.State switch
    {
        ReversalState.Asked => now < reversal.AskedAt + Reversal.DecideWithin ? ReversalPhase.Asked : ReversalPhase.Lapsed,
        ReversalState.Granted => now < reversal.OpenUntil ? ReversalPhase.Granted : ReversalPhase.Lapsed,
        ReversalState.Refused => ReversalPhase.Refused,
        _ => ReversalPhase.Read,
    };
}

/// <summary>The number behind a pseudonym, given once.</summary>
/// <param name="CitizenNo">The citizen number.</param>
public sealed record ReversedNumber(string CitizenNo);
