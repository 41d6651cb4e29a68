using System.Text.Json.Serialization;
using Exchange.Audit.Records;
using Exchange.Console.Access;
using Exchange.Console.Vocabularies;

namespace Exchange.Console.AccessRecords;

/// <summary>What became of a field of one's own.</summary>
[JsonConverter(typeof(CamelCaseNames<OwnOutcome>))]
public enum OwnOutcome
{
    /// <summary>It was given in full.</summary>
    Given,

    /// <summary>Something less was given, for example a band or a district.</summary>
    Reduced,

    /// <summary>It was not given.</summary>
    Withheld,

    /// <summary>The hub read it to decide, or to ask another department; whoever asked did not get it.</summary>
    UsedByHub,
}

/// <summary>A field of one's own that was asked for.</summary>
/// <param name="Coordinate">The governed field.</param>
/// <param name="Title">Its name.</param>
/// <param name="Basis">The legal basis on which it was given; null where it was not, and where none was needed.</param>
/// <param name="Outcome">What became of it.</param>
public sealed record OwnField(string Coordinate, TitleView Title, CodeView? Basis, OwnOutcome Outcome);

/// <summary>That somebody asked about the resident: no officer, no case, and nothing of anybody else who was asked about.</summary>
/// <param name="AccessId">The record's id, to name it by in a question or a complaint.</param>
/// <param name="Time">When.</param>
/// <param name="Department">The department that asked.</param>
/// <param name="Roles">In which role.</param>
/// <param name="Purpose">What for; null where no purpose was named.</param>
/// <param name="Emergency">Whether an emergency was declared.</param>
/// <param name="Fields">What was asked for and what became of it.</param>
public sealed record OwnAccess(
    string AccessId,
    DateTimeOffset Time,
    CodeView Department,
    IReadOnlyList<CodeView> Roles,
    CodeView? Purpose,
    bool Emergency,
    IReadOnlyList<OwnField> Fields)
{
    internal static OwnAccess Of(AccessRecord record, string subject, OwnAccessWords words) => new(
        record.AccessId,
        record.Time,
        words.Department(record.Caller.Department),
        [.. record.Caller.Roles.Select(words.Role)],
        record.Caller.Purpose is { } purpose ? words.Purpose(purpose) : null,
        record.Caller.Emergency,
        [
            // INVARIANT: only the groups that she is in; what was asked about others in the same request is theirs.
            .. record.Disclosures.Where(group => group.Subjects.Contains(subject)).SelectMany(group => group.Cells)
                .Select(cell => Field(record.Outcome, cell, words)).Distinct().OrderBy(field => field.Coordinate, StringComparer.Ordinal),
        ]);

    private static OwnField Field(AccessOutcome outcome, DisclosedCell cell, OwnAccessWords words) => new(
        cell.Coordinate,
        words.Field(cell.Coordinate),
        cell.Outcome != CellOutcome.Withheld && cell.Basis is { } basis ? words.Basis(basis) : null,
        cell.Outcome switch
        {
            CellOutcome.Disclosed when outcome == AccessOutcome.Answered => OwnOutcome.Given,
            CellOutcome.Reduced when outcome == AccessOutcome.Answered => OwnOutcome.Reduced,
            CellOutcome.FetchedToDecide or CellOutcome.FetchedToJoin => OwnOutcome.UsedByHub,
            _ => OwnOutcome.Withheld,
        });
}

/// <summary>A page of accesses.</summary>
/// <param name="Accesses">Newest first.</param>
/// <param name="Next">
/// What to send as <c>before</c> for the page after this; null where the log begins. A page can be short, even empty, and have a next: one call
/// looks at a bounded part of the log.
/// </param>
public sealed record OwnAccessPage(IReadOnlyList<OwnAccess> Accesses, string? Next);
