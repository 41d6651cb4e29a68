using System.Text.Json.Serialization;
using Exchange.Audit.Reading;
using Exchange.Audit.Records;
using Exchange.Console.Access;

namespace Exchange.Console.Reviews;

/// <summary>An access that waits for a second person's look: no person is in it, not even a pseudonym.</summary>
/// <param name="AccessId">The access record.</param>
/// <param name="Time">When the request came.</param>
/// <param name="Department">The department that asked.</param>
/// <param name="Client">The client application.</param>
/// <param name="Officer">The officer behind it: an opaque id.</param>
/// <param name="Purpose">The purpose that was named.</param>
/// <param name="Emergency">Whether an emergency was declared.</param>
/// <param name="Coordinates">The fields for whose sake it is looked at.</param>
/// <param name="Persons">How many persons were asked about.</param>
/// <param name="Due">By when.</param>
/// <param name="IsOverdue">Whether that is past.</param>
public sealed record ReviewView(
    string AccessId,
    DateTimeOffset Time,
    string Department,
    string Client,
    string? Officer,
    string? Purpose,
    bool Emergency,
    IReadOnlyList<string> Coordinates,
    int Persons,
    DateTimeOffset Due,
    bool IsOverdue)
{
    internal static ReviewView Of(DueReview review, DateTimeOffset now) => new(
        review.Access.AccessId,
        review.Access.Time,
        review.Access.Caller.Department,
        review.Access.Caller.ClientId,
        review.Access.Caller.Officer,
        review.Access.Caller.Purpose,
        review.Access.Caller.Emergency,
        review.Coordinates,
        review.Access.Persons,
        review.Due,
        review.Due < now);
}

/// <summary>The accesses that wait for a review, the earliest due first.</summary>
/// <param name="Reviews">At most 100 of them.</param>
/// <param name="Open">How many there are.</param>
/// <param name="IsComplete">Whether the whole log is known; shortly after a start an older access may be missing.</param>
public sealed record ReviewPage(IReadOnlyList<ReviewView> Reviews, int Open, bool IsComplete);

/// <summary>What the second person found.</summary>
[JsonConverter(typeof(CamelCaseNames<ReviewFinding>))]
public enum ReviewFinding
{
    /// <summary>The access was as the law and the rule want it.</summary>
    Justified,

    /// <summary>It was not.</summary>
    Unjustified,
}

/// <summary>The review of an access.</summary>
/// <param name="Outcome">What was found.</param>
public sealed record ReviewBody(ReviewFinding? Outcome)
{
    internal ReviewOutcome? Found => Outcome switch
    {
        ReviewFinding.Justified => ReviewOutcome.Justified,
        ReviewFinding.Unjustified => ReviewOutcome.Unjustified,
        _ => null,
    };
}
