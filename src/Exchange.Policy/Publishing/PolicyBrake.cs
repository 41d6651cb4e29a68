using Exchange.Policy.Standard;
using Exchange.Policy.Vocabularies;

namespace Exchange.Policy.Publishing;

/// <summary>What a brake closes.</summary>
public enum BrakeKind : byte
{
    /// <summary>One field, or all fields below a name, to everybody.</summary>
    Field,

    /// <summary>All of the owner's fields, to one department.</summary>
    Receiver,

    /// <summary>All of the owner's fields, to everybody.</summary>
    Everything,
}

/// <summary>What became of a step with a brake: the brake after it, or why it was not taken.</summary>
/// <param name="Next">The brake after the step; null when refused.</param>
/// <param name="Refusal">Why not; null when taken.</param>
public sealed record BrakeOutcome(PolicyBrake? Next, PolicyRefusal? Refusal);

/// <summary>
/// What an owner closed at once, whatever the published policies open. Pulling it takes one person, letting it go takes two: one who asks and
/// another who does. Immutable.
/// </summary>
public sealed record PolicyBrake
{
    private const int LongestReason = 500;

    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>The department whose data it closes; <see cref="DataStandard.Hub"/> for everybody's.</summary>
    public required DepartmentId Owner { get; init; }

    /// <summary>What it closes.</summary>
    public required BrakeKind Kind { get; init; }

    /// <summary>The coordinate, or the receiving department; empty for everything.</summary>
    public required string Target { get; init; }

    /// <summary>Why, in words without personal values.</summary>
    public required string Reason { get; init; }

    /// <summary>Who pulled it.</summary>
    public required string PulledBy { get; init; }

    /// <summary>When it was pulled.</summary>
    public required DateTimeOffset PulledAt { get; init; }

    /// <summary>Who asked to let it go; null until somebody has.</summary>
    public string? ReleaseAskedBy { get; init; }

    /// <summary>When that was.</summary>
    public DateTimeOffset? ReleaseAskedAt { get; init; }

    /// <summary>Who let it go; null while it closes.</summary>
    public string? ReleasedBy { get; init; }

    /// <summary>When that was.</summary>
    public DateTimeOffset? ReleasedAt { get; init; }

    /// <summary>Grows with every stored step; 0 for one that was not stored yet.</summary>
    public int Revision { get; init; }

    /// <summary>Whether it closes.</summary>
    public bool IsActive => ReleasedAt is null;

    /// <summary>Whether it closed at that time.</summary>
    public bool ClosedAt(DateTimeOffset at) => PulledAt <= at && !(ReleasedAt <= at);

    /// <summary>The id of the restriction that it is in a decision.</summary>
    public string Restriction => $"brake:{Id}";

    /// <summary>Pulls a brake.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="owner">Whose data it closes; null for the actor's own department, for the city's staff everybody's.</param>
    /// <param name="kind">What it closes.</param>
    /// <param name="target">The coordinate, or the receiving department; null or empty for everything.</param>
    /// <param name="reason">Why.</param>
    /// <param name="by">Who pulls.</param>
    /// <param name="at">The time.</param>
    /// <param name="standard">The fields and departments there are.</param>
    /// <param name="vocabulary">The receivers that own no data.</param>
    public static BrakeOutcome Pull(
        string id,
        DepartmentId? owner,
        BrakeKind kind,
        string? target,
        string? reason,
        PolicyActor by,
        DateTimeOffset at,
        DataStandard standard,
        Vocabulary vocabulary)
    {
        var fields = kind == BrakeKind.Field ? standard.Expand(new Coordinate(target ?? "")) : [];
        var whose = owner ?? (by.IsOfCity ? OwnerOf(fields) : by.Department!.Value);
        if (!by.MayBrake(whose))
        {
            return Refused(
                PolicyRefusalKind.Forbidden, "A department's policy and data people close what their own department shares; the city's close everything.");
        }

        if (Mistake(whose, kind, target, fields, reason, standard, vocabulary) is { } mistake)
        {
            return Refused(PolicyRefusalKind.Invalid, mistake);
        }

        var pulled = new PolicyBrake
        {
            Id = id, Owner = whose, Kind = kind, Target = target ?? "", Reason = reason!, PulledBy = by.Name, PulledAt = at,
        };
        return new BrakeOutcome(pulled, null);
    }

    /// <summary>The first person asks to let it go, the second does; the same person's second call changes nothing.</summary>
    public BrakeOutcome Release(PolicyActor by, DateTimeOffset at) =>
        !by.MayBrake(Owner) ? Refused(PolicyRefusalKind.Forbidden, "A brake is let go by two of those who may pull it.")
        : !IsActive ? Refused(PolicyRefusalKind.Conflict, "The brake was let go already.")
        : ReleaseAskedBy is null ? new BrakeOutcome(this with { ReleaseAskedBy = by.Name, ReleaseAskedAt = at }, null)
        : ReleaseAskedBy == by.Name ? Refused(PolicyRefusalKind.Conflict, "You asked for it yourself: a second person has to let it go.")
        : new BrakeOutcome(this with { ReleasedBy = by.Name, ReleasedAt = at }, null);

    private static string? Mistake(
        DepartmentId owner,
        BrakeKind kind,
        string? target,
        IReadOnlyList<GovernedField> fields,
        string? reason,
        DataStandard standard,
        Vocabulary vocabulary) =>
        string.IsNullOrWhiteSpace(reason) || reason.Length > LongestReason ? $"\"reason\" must say why in 1 to {LongestReason} characters, naming no person."
        : owner != DataStandard.Hub && standard.Departments.All(card => card.Code != owner) ? "\"owner\" must be the code of a department."
        : kind switch
        {
            BrakeKind.Field when fields.Count == 0 => "\"target\" must name a field of the data standard, for example Person.pension.amount.",
            BrakeKind.Field when owner != DataStandard.Hub && fields.Any(field => field.Owner != owner) =>
                $"\"target\" must name a field that {owner} owns.",
            BrakeKind.Receiver when standard.Departments.All(card => card.Code.Value != target)
                && vocabulary.Departments.All(receiver => receiver.Code.Value != target) => "\"target\" must be the code of the receiving department.",
            BrakeKind.Everything when !string.IsNullOrEmpty(target) => "\"target\" is left out for everything.",
            _ => null,
        };

    private static DepartmentId OwnerOf(IReadOnlyList<GovernedField> fields) =>
        fields.Select(field => field.Owner).Distinct().ToList() is [var owner] ? owner : DataStandard.Hub;

    private static BrakeOutcome Refused(PolicyRefusalKind kind, string message) => new(null, new PolicyRefusal(kind, message));
}
