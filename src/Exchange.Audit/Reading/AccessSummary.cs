using Exchange.Audit.Records;

namespace Exchange.Audit.Reading;

/// <summary>What one access record tells without a word about who it concerns: persons are a number here. Immutable.</summary>
public sealed record AccessSummary
{
    /// <summary>The record's id.</summary>
    public required string AccessId { get; init; }

    /// <summary>When the request came.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Who asked.</summary>
    public required RecordedCaller Caller { get; init; }

    /// <summary>How it ended.</summary>
    public required AccessOutcome Outcome { get; init; }

    /// <summary>The policy version that decided.</summary>
    public required string PolicyVersion { get; init; }

    /// <summary>The coordinates that were asked for, sorted.</summary>
    public required IReadOnlyList<string> Coordinates { get; init; }

    /// <summary>How many persons were asked about.</summary>
    public required int Persons { get; init; }

    /// <summary>What was withheld, by coordinate and reason.</summary>
    public required IReadOnlyList<WithheldSum> Withheld { get; init; }

    /// <summary>The departments that were asked.</summary>
    public required IReadOnlyList<SourceAccess> Sources { get; init; }

    /// <summary>Whether somebody read the hub's own books (consents, access records), and asked no department.</summary>
    public required bool IsOwnReading { get; init; }

    /// <summary>Whether it was answered without any governed field and any department, from the shape of the graph alone.</summary>
    public bool AsksNoData => Outcome is AccessOutcome.Answered && Coordinates.Count == 0 && Sources.Count == 0;

    /// <summary>The summary of a record.</summary>
    public static AccessSummary Of(AccessRecord record)
    {
        var asked = record.Disclosures.Where(group => group.Cells.Any(IsAsked)).ToList();
        var cells = asked.SelectMany(group => group.Cells).Where(IsAsked).ToList();
        return new AccessSummary
        {
            AccessId = record.AccessId,
            Time = record.Time,
            Caller = record.Caller,
            Outcome = record.Outcome,
            PolicyVersion = record.PolicyVersion,
            Coordinates = [.. cells.Select(cell => cell.Coordinate).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            Persons = asked.Count == 1
                ? asked[0].Subjects.Count
                : asked.SelectMany(group => group.Subjects).Distinct(StringComparer.Ordinal).Count(),
            Withheld =
            [
                .. cells.Where(cell => cell is { Outcome: CellOutcome.Withheld, Reason: not null })
                    .GroupBy(cell => (cell.Coordinate, Reason: cell.Reason!))
                    .Select(same => new WithheldSum(same.Key.Coordinate, same.Key.Reason, same.Sum(cell => cell.Records))),
            ],
            Sources = record.Sources,

            // A request that was answered always had a document; the hub's own books are read without one.
            IsOwnReading = record is { Outcome: AccessOutcome.Answered, OperationHash: null },
        };
    }

    // WHY: what a gate or a join needed was not asked for by the caller, and did not leave.
    private static bool IsAsked(DisclosedCell cell) => cell.Outcome is CellOutcome.Disclosed or CellOutcome.Reduced or CellOutcome.Withheld;
}

/// <summary>Cells of one coordinate that were withheld for one reason.</summary>
/// <param name="Coordinate">The governed field.</param>
/// <param name="Reason">The published reason code.</param>
/// <param name="Records">On how many records of the answer.</param>
public sealed record WithheldSum(string Coordinate, string Reason, int Records);
