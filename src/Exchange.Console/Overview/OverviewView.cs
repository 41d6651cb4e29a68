using System.Text.Json.Serialization;
using Exchange.Console.Access;
using Exchange.Console.AccessRecords;
using Exchange.Console.Vocabularies;

namespace Exchange.Console.Overview;

/// <summary>What happens in the hub, as far as the caller may know.</summary>
/// <param name="AsOf">When this was put together.</param>
/// <param name="PolicyVersion">The policy version in force.</param>
/// <param name="Scope">Whose requests are counted here.</param>
/// <param name="Departments">The departments and how they answered last.</param>
/// <param name="LastHour">The requests of the last sixty minutes.</param>
/// <param name="Withheld">What was withheld in them, the most frequent reason first.</param>
/// <param name="Records">The last requests that the caller may see, newest first.</param>
public sealed record OverviewView(
    DateTimeOffset AsOf,
    string PolicyVersion,
    OverviewScope Scope,
    IReadOnlyList<DepartmentView> Departments,
    LastHourView LastHour,
    IReadOnlyList<WithheldView> Withheld,
    IReadOnlyList<AccessRow> Records);

/// <summary>Whose requests an overview counts.</summary>
[JsonConverter(typeof(CamelCaseNames<OverviewScope>))]
public enum OverviewScope
{
    /// <summary>Everybody's.</summary>
    Hub,

    /// <summary>Those of the caller's own department.</summary>
    Department,

    /// <summary>Nobody's: none of the caller's roles has a use for them, and all counts are 0.</summary>
    None,
}

/// <summary>How a department answered when it was last asked.</summary>
[JsonConverter(typeof(CamelCaseNames<DepartmentState>))]
public enum DepartmentState
{
    /// <summary>It answered.</summary>
    Ok,

    /// <summary>It answered with data that is older than a day and a half: a nightly delivery did not come.</summary>
    Stale,

    /// <summary>It answered, and some of what it delivered was refused or missing.</summary>
    Partial,

    /// <summary>It could not be asked, or did not answer.</summary>
    Unavailable,

    /// <summary>Nobody has asked it since the records that the hub remembers begin.</summary>
    NotAsked,
}

/// <summary>A department as a source.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Title">Its name.</param>
/// <param name="State">How it answered when it was last asked.</param>
/// <param name="DataAsOf">The age of what it delivered; null when live or unknown.</param>
/// <param name="LastAskedAt">When it was last asked; null for never.</param>
/// <param name="Fields">How many governed fields of the graph it owns.</param>
public sealed record DepartmentView(
    string Code, TitleView Title, DepartmentState State, DateTimeOffset? DataAsOf, DateTimeOffset? LastAskedAt, int Fields);

/// <summary>Requests of sixty minutes.</summary>
/// <param name="From">When they begin.</param>
/// <param name="Requests">How many known callers sent.</param>
/// <param name="Answered">How many were answered, however much was withheld.</param>
/// <param name="Refused">How many were turned away.</param>
/// <param name="Failed">How many the hub failed to answer.</param>
/// <param name="Buckets">Twelve times five minutes.</param>
public sealed record LastHourView(
    DateTimeOffset From, int Requests, int Answered, int Refused, int Failed, IReadOnlyList<BucketView> Buckets);

/// <summary>Requests of five minutes.</summary>
/// <param name="From">When they begin.</param>
/// <param name="Requests">How many.</param>
public sealed record BucketView(DateTimeOffset From, int Requests);

/// <summary>How often something was withheld for one reason.</summary>
/// <param name="Reason">The reason code.</param>
/// <param name="Records">On how many records of answers.</param>
/// <param name="Requests">In how many requests.</param>
public sealed record WithheldView(string Reason, long Records, int Requests);
