namespace Exchange.Audit.Records;

/// <summary>What became of one coordinate.</summary>
public enum CellOutcome
{
    /// <summary>It left the hub in full.</summary>
    Disclosed,

    /// <summary>It left the hub at a lower level of its ladder.</summary>
    Reduced,

    /// <summary>It did not leave the hub.</summary>
    Withheld,

    /// <summary>It was fetched because a gate needed it, and did not leave the hub.</summary>
    FetchedToDecide,

    /// <summary>It was fetched to ask another department, which was told of it, and is in no answer.</summary>
    FetchedToJoin,
}

/// <summary>
/// A set of persons and what happened to a set of coordinates of each of them. Persons with the same outcome share a group, so that a
/// record about many people stays small.
/// </summary>
public sealed record DisclosureGroup
{
    /// <summary>
    /// Opaque blocks, base64url, one a person under the store's own key; empty for what is not about persons. Anything as short as a
    /// citizen number is refused when the record is encoded (<see cref="EntryRules.ShortestSubject"/>).
    /// </summary>
    public IReadOnlyList<string> Subjects { get; init; } = [];

    /// <summary>
    /// How many records of the graph the group stands for; larger than the number of subjects where some are not persons.
    /// </summary>
    public required int SubjectCount { get; init; }

    /// <summary>The coordinates and what became of each.</summary>
    public required IReadOnlyList<DisclosedCell> Cells { get; init; }

    /// <summary>The conditions of rules that held for every subject, for example <c>consent:care.heat</c>; sorted.</summary>
    public IReadOnlyList<string> Held { get; init; } = [];

    /// <summary>The conditions that were asked and did not hold; sorted. A condition in neither list was not asked, or nobody could say.</summary>
    public IReadOnlyList<string> NotHeld { get; init; } = [];
}

/// <summary>One governed coordinate and what became of it for every subject of its group.</summary>
public sealed record DisclosedCell
{
    /// <summary>The governed field, for example <c>Person.pension.amount</c>.</summary>
    public required string Coordinate { get; init; }

    /// <summary>The level of its ladder that was in effect, <c>none</c> where nothing was open.</summary>
    public required string Level { get; init; }

    /// <summary>The policy rule that opened or capped it.</summary>
    public string? Rule { get; init; }

    /// <summary>The legal basis the rule names.</summary>
    public string? Basis { get; init; }

    /// <summary>What became of it.</summary>
    public required CellOutcome Outcome { get; init; }

    /// <summary>The published reason code of a withheld cell.</summary>
    public string? Reason { get; init; }

    /// <summary>In how many records of the answer it occurred; 0 where it stands for rows that are not in a list, and nobody is told how many.</summary>
    public required int Records { get; init; }

    /// <summary>What follows from the reading; null for nothing.</summary>
    public RecordedObligations? Obligations { get; init; }
}

/// <summary>What follows from one reading, as the rule that opened it says.</summary>
/// <param name="NotifyPerson">The person that the record is about is told of it.</param>
/// <param name="ReviewBy">When a second person must have looked at the access; null for nobody.</param>
/// <param name="KeepDays">After how many days the reader deletes what was read; null where the rule says nothing.</param>
public sealed record RecordedObligations(bool NotifyPerson, DateTimeOffset? ReviewBy, int? KeepDays);
