using System.Text.Json.Serialization;
using Exchange.Audit.Reading;
using Exchange.Audit.Records;
using Exchange.Console.Access;

namespace Exchange.Console.AccessRecords;

/// <summary>How a request ended, as the console tells it.</summary>
[JsonConverter(typeof(CamelCaseNames<RowOutcome>))]
public enum RowOutcome
{
    /// <summary>Everything that was asked for was given.</summary>
    Answered,

    /// <summary>An answer was given; something was withheld, or a department did not deliver.</summary>
    Partial,

    /// <summary>The request was turned away.</summary>
    Refused,

    /// <summary>The hub failed to answer; nothing was disclosed.</summary>
    Failed,
}

/// <summary>One access record as the console shows it: no person is in it, not even a pseudonym.</summary>
/// <param name="AccessId">The record's id.</param>
/// <param name="Time">When the request came.</param>
/// <param name="Department">The department that asked; <c>exchange</c> for the hub's own staff.</param>
/// <param name="Client">The client application.</param>
/// <param name="Officer">The officer behind it: an opaque id.</param>
/// <param name="Purpose">The purpose that was named.</param>
/// <param name="Case">Whether a case number was given.</param>
/// <param name="Emergency">Whether an emergency was declared.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Coordinates">The governed fields that were asked for.</param>
/// <param name="Persons">How many persons were asked about.</param>
/// <param name="Withheld">What was withheld.</param>
/// <param name="Sources">The departments that were asked.</param>
/// <param name="PolicyVersion">The policy version that decided.</param>
public sealed record AccessRow(
    string AccessId,
    DateTimeOffset Time,
    string Department,
    string Client,
    string? Officer,
    string? Purpose,
    bool Case,
    bool Emergency,
    RowOutcome Outcome,
    IReadOnlyList<string> Coordinates,
    int Persons,
    IReadOnlyList<RowWithheld> Withheld,
    IReadOnlyList<RowSource> Sources,
    string PolicyVersion)
{
    private const string Delivered = "answered";

    internal static AccessRow Of(AccessSummary access) => new(
        access.AccessId,
        access.Time,
        access.Caller.Department,
        access.Caller.ClientId,
        access.Caller.Officer,
        access.Caller.Purpose,
        access.Caller.CaseNumber is not null,
        access.Caller.Emergency,
        OutcomeOf(access),
        access.Coordinates,
        access.Persons,
        [.. access.Withheld.Select(withheld => new RowWithheld(withheld.Coordinate, withheld.Reason, withheld.Records))],
        [.. access.Sources.Select(source => new RowSource(source.Department, source.State))],
        access.PolicyVersion);

    private static RowOutcome OutcomeOf(AccessSummary access) => access.Outcome switch
    {
        AccessOutcome.Refused => RowOutcome.Refused,
        AccessOutcome.Failed => RowOutcome.Failed,
        _ when access.Withheld.Count > 0 || access.Sources.Any(source => source.State != Delivered) => RowOutcome.Partial,
        _ => RowOutcome.Answered,
    };
}

/// <summary>Cells of one field that were withheld.</summary>
/// <param name="Coordinate">The governed field.</param>
/// <param name="Reason">The reason code.</param>
/// <param name="Records">On how many records of the answer.</param>
public sealed record RowWithheld(string Coordinate, string Reason, int Records);

/// <summary>A department that was asked.</summary>
/// <param name="Department">The department.</param>
/// <param name="State">How its part ended.</param>
public sealed record RowSource(string Department, string State);

/// <summary>A page of access records.</summary>
/// <param name="Records">The records, newest first.</param>
/// <param name="Next">
/// What to send as <c>before</c> for the page after this; null where the log begins. A page can be short, even empty, and have a next: one
/// call looks at a bounded part of the log.
/// </param>
public sealed record AccessRecordPage(IReadOnlyList<AccessRow> Records, string? Next);
