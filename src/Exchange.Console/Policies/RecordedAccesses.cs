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
    public static RecordedAccessReading Of(AccessLogPages pages) => async (since, cancellation) =>
    {
        var page = await pages.ReadBackAsync(
            new PageRequest
            {
                Limit = MostRecords,
                MostExamined = MostExamined,
                IsWanted = record => record.Outcome == AccessOutcome.Answered && record.Time >= since,
                IsEnd = entry => entry.Time < since,
            },
            cancellation);
        return [.. page.Records.Select(Of).Reverse()];
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
        ]);
}
