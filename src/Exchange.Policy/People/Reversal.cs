using Exchange.Policy.Publishing;

namespace Exchange.Policy.People;

/// <summary>Where a reversal stands.</summary>
public enum ReversalState : byte
{
    /// <summary>Somebody asks whose pseudonym it is.</summary>
    Asked,

    /// <summary>A second person allowed it; the one who asked may read the number once.</summary>
    Granted,

    /// <summary>A second person refused it. Final.</summary>
    Refused,

    /// <summary>The number was read. Final.</summary>
    Read,
}

/// <summary>What became of an attempt to take a reversal a step further.</summary>
/// <param name="Next">The reversal from now on; null where the step is not possible.</param>
/// <param name="Refusal">Why not; null where it is possible.</param>
public readonly record struct ReversalStep(Reversal? Next, string? Refusal);

/// <summary>
/// The reversal of one pseudonym: somebody asks whose it is, another person decides, and the one who asked reads the number once within
/// <see cref="OpenFor"/>. Owns its transitions; immutable.
/// </summary>
public sealed record Reversal
{
    /// <summary>How long after it was asked a reversal can be granted.</summary>
    public static readonly TimeSpan DecideWithin = TimeSpan.FromDays(7);

    /// <summary>How long after it was granted the number can be read.</summary>
    public static readonly TimeSpan OpenFor = TimeSpan.FromHours(1);

    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>The person, by the store's pseudonym.</summary>
    public required string Subject { get; init; }

    /// <summary>The department whose pseudonym was asked about.</summary>
    public required DepartmentId Department { get; init; }

    /// <summary>For what purpose the number is needed.</summary>
    public required string Purpose { get; init; }

    /// <summary>In which case; null for none.</summary>
    public string? CaseNumber { get; init; }

    /// <summary>Why, sealed.</summary>
    public required IReadOnlyList<byte> SealedReason { get; init; }

    /// <summary>Where it stands.</summary>
    public ReversalState State { get; init; }

    /// <summary>Who asked.</summary>
    public required string AskedBy { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>Who decided; null before.</summary>
    public string? DecidedBy { get; init; }

    /// <summary>When; null before.</summary>
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>Until when the number can be read, exclusive; null unless it was granted.</summary>
    public DateTimeOffset? OpenUntil { get; init; }

    /// <summary>Counts its steps, from 1; guards against lost updates.</summary>
    public int Revision { get; init; } = 1;

    /// <summary>Grants or refuses it: a policy approver of the department whose pseudonym it is, or the city's, who did not ask.</summary>
    public ReversalStep Decide(bool grant, PolicyActor by, DateTimeOffset at) => this switch
    {
        _ when !by.MayApprove(Department) => new ReversalStep(null, "It is decided by a policy approver of that department, or the city's."),
        { State: not ReversalState.Asked } => new ReversalStep(null, "It has been decided already."),

        // INVARIANT: two persons. An account that could decide on its own question would make this a reading like any other.
        _ when by.Name == AskedBy => new ReversalStep(null, "Whoever asked does not decide: another person has to."),
        _ when grant && at >= AskedAt + DecideWithin =>
            new ReversalStep(null, $"It was asked more than {DecideWithin.TotalDays:0} days ago: ask anew."),
        _ => new ReversalStep(
            this with
            {
                State = grant ? ReversalState.Granted : ReversalState.Refused,
                DecidedBy = by.Name,
                DecidedAt = at,
                OpenUntil = grant ? at + OpenFor : null,
                Revision = Revision + 1,
            },
            null),
    };

    /// <summary>Reads the number, once.</summary>
    public ReversalStep Read(string by, DateTimeOffset at) => this switch
    {
        _ when by != AskedBy => new ReversalStep(null, "Only whoever asked reads the number."),
        { State: ReversalState.Read } => new ReversalStep(null, "The number was read already, and is given once."),
        { State: not ReversalState.Granted } => new ReversalStep(null, "It is not granted."),
        _ when !(at < OpenUntil) => new ReversalStep(null, "The time to read the number is over: ask anew."),
        _ => new ReversalStep(this with { State = ReversalState.Read, Revision = Revision + 1 }, null),
    };

    /// <summary>Ends it as the access log says that it ended: the store was restored from before.</summary>
    /// <param name="ended">Refused or read.</param>
    /// <param name="by">Who did it.</param>
    /// <param name="at">When.</param>
    public ReversalStep End(ReversalState ended, string by, DateTimeOffset at) => this switch
    {
        _ when ended is not (ReversalState.Refused or ReversalState.Read) => new ReversalStep(null, "That is no end of a reversal."),
        { State: ReversalState.Refused or ReversalState.Read } => new ReversalStep(null, "It has ended already."),
        _ when ended == ReversalState.Read => new ReversalStep(this with { State = ended, Revision = Revision + 1 }, null),
        _ => new ReversalStep(
            this with { State = ended, DecidedBy = by, DecidedAt = at, OpenUntil = null, Revision = Revision + 1 }, null),
    };
}
