using Exchange.Audit.Reading;
using Exchange.Audit.Records;
using Exchange.Policy;
using Exchange.Policy.Simulation;

namespace Exchange.Console.Policies;

/// <summary>The access log as simulation reads it: what policy can see of each access, and what became of its cells.</summary>
public static class RecordedAccesses
{
    private const int MostRecords = 20_000;
    private const int MostExamined = 100_000;

    /// <summary>Reads a log back to an instant; at most the last 20,000 accesses among the last 100,000 entries.</summary>
    public static RecordedAccessReading Of(AccessLogPages pages) => Of(pages, MostRecords, MostExamined);

    /// <summary>Reads a log back to an instant, within other bounds.</summary>
    public static RecordedAccessReading Of(AccessLogPages pages, int mostRecords, int mostExamined) => async (since, cancellation) =>
    {
        var (oldest, last, isThere) = ((DateTimeOffset?)null, since, false);
        var page = await pages.ReadBackAsync(
            new PageRequest
            {
                Limit = mostRecords,
                MostExamined = mostExamined,
                IsWanted = record => record.Outcome == AccessOutcome.Answered && record.Time >= since,

                // WHY accesses alone: other entries may have been owed to the log for long.
                IsEnd = entry =>
                {
                    last = entry.Time;
                    isThere = entry is AccessRecord && entry.Time < since;
                    oldest = entry is AccessRecord && !isThere && !(oldest < entry.Time) ? entry.Time : oldest;
                    return isThere;
                },
            },
            cancellation);
        var isCut = !isThere && page.Next is not null;
        return new AccessesRead([.. page.Records.Select(Of).Reverse()], isCut ? oldest ?? last : since, isCut);
    };

    /// <summary>One access.</summary>
    public static RecordedAccess Of(AccessRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return new RecordedAccess
        {
            Time = record.Time,
            PolicyVersion = record.PolicyVersion,
            ClientId = record.Caller.ClientId,
            Department = new DepartmentId(record.Caller.Department),
            Roles = record.Caller.Roles,
            Purpose = record.Caller.Purpose,
            CaseNumber = record.Caller.CaseNumber,
            RegionCode = record.Caller.RegionCode,
            Emergency = record.Caller.Emergency,
            Groups = [.. record.Disclosures.Select(Group)],
        };
    }

    // WHY not what was fetched to decide: no rule opens it to the caller, and no other policy would.
    private static RecordedGroup Group(DisclosureGroup group) => new(
        group.Subjects,
        [
            .. group.Cells.Where(cell => cell.Outcome != CellOutcome.FetchedToDecide).Select(cell =>
                new RecordedCell(new Coordinate(cell.Coordinate), cell.Level, cell.Rule, cell.Reason, cell.Records)
                {
                    Joined = cell.Outcome == CellOutcome.FetchedToJoin,
                }),
        ])
    {
        Held = group.Held,
        NotHeld = group.NotHeld,
    };
}
