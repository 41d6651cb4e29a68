namespace Exchange.Demo.Generation;

/// <summary>A grid: the smallest district, with somebody who knows it.</summary>
/// <param name="Code">Community code, hyphen, <c>G</c> and two digits.</param>
/// <param name="Name">Its name.</param>
/// <param name="AddressCodes">The addresses in it; one address of the city is in two grids.</param>
/// <param name="Worker">The grid worker.</param>
public sealed record Grid(string Code, string Name, IReadOnlyList<string> AddressCodes, GridWorker Worker);

/// <summary>A grid worker as callers may know her.</summary>
/// <param name="DisplayName">How she is called on duty.</param>
/// <param name="Post">Her post.</param>
/// <param name="DutyPhone">Telephone on duty, starting with 129.</param>
public sealed record GridWorker(string DisplayName, string Post, string DutyPhone);

/// <summary>A visit to somebody who lives alone.</summary>
/// <param name="GridCode">The grid whose worker is to make it.</param>
/// <param name="CitizenNo">The person to be visited.</param>
/// <param name="AddressCode">Where.</param>
/// <param name="Date">When.</param>
/// <param name="Kind">Its kind in words.</param>
/// <param name="IsDone">Whether it was made.</param>
public sealed record VisitTask(string GridCode, string CitizenNo, string AddressCode, DateOnly Date, string Kind, bool IsDone);

/// <summary>A dispute that is on record when the city is made.</summary>
/// <param name="EventId">Its id, which carries the owner.</param>
/// <param name="AddressCode">Where.</param>
/// <param name="OccurredAt">When.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="CoHandlers">The departments that handle it beside the grid centre.</param>
/// <param name="Parties">Those who fall out, by citizen number.</param>
public sealed record Dispute(
    string EventId,
    string AddressCode,
    DateTimeOffset OccurredAt,
    string Subject,
    IReadOnlyList<string> CoHandlers,
    IReadOnlyList<string> Parties);
