using Exchange.Audit.Records;
using Exchange.Policy;
using Exchange.Policy.People;
using Exchange.Storage.Stores;
using Microsoft.Extensions.DependencyInjection;

namespace Exchange.IntegrationTests.Hub;

/// <summary>What may be done once, or so often in a day, may not be done again because the store was put back from a backup.</summary>
public sealed class RestoredCountsTests : RestoredStore
{
    private const string Doctor = "health-community-doctor";
    private static readonly string Subject = new('A', 24);

    [Fact]
    public async Task A_reversal_that_was_refused_or_read_after_the_backup_is_not_open_again()
    {
        var (refused, read, open) = (await AskAsync(), await AskAsync(), await AskAsync());
        await StopAndBackUpAsync();
        await StartAsync();
        await LogAsync(Step(refused, ReversalAct.Refused, "staff:policy-approver"));
        await LogAsync(Step(read, ReversalAct.Granted, "staff:policy-approver"));
        await LogAsync(Step(read, ReversalAct.Read, "staff:data-steward"));
        await StopAndRestoreAsync();

        await StartAsync();

        Assert.Equal((ReversalState.Refused, "staff:policy-approver"), (await StateAsync(refused), (await FindAsync(refused)).DecidedBy));
        Assert.Equal((ReversalState.Read, ReversalState.Asked), (await StateAsync(read), await StateAsync(open)));
        await RestartAsync();
        Assert.Equal(2, (await FindAsync(refused)).Revision);
    }

    [Fact]
    public async Task Whoever_was_read_after_the_backup_is_counted_still()
    {
        await StopAndBackUpAsync();
        await StartAsync();
        await LogAsync(Access());
        await StopAndRestoreAsync();

        await StartAsync();

        // The demo's vocabulary has its city's clock at +08:00.
        CountedDay? counted = null;
        await Services.GetRequiredService<PersonReadingStore>().NoteAsync(
            DateOnly.FromDateTime(DateTimeOffset.UtcNow.ToOffset(TimeSpan.FromHours(8)).DateTime).DayNumber,
            Doctor,
            ["|care.heat", "/Person.pension.amount", "/Person.heatRisk"],
            [Subject],
            day =>
            {
                counted = day;
                return [];
            },
            Cancel);
        Assert.Equal(
            [("/Person.heatRisk", 1), ("/Person.pension.amount", 0), ("|care.heat", 1)],
            counted!.Counts.OrderBy(count => count.Key, StringComparer.Ordinal).Select(count => (count.Key, count.Value)));
        Assert.Contains(new CountedReading("/Person.heatRisk", Subject), counted.Known);
    }

    private async Task<string> AskAsync()
    {
        var id = Guid.NewGuid().ToString("D");
        var asked = new Reversal
        {
            Id = id,
            Subject = Subject,
            Department = new DepartmentId("health"),
            Purpose = "care.heat",
            SealedReason = new byte[] { 1 },
            AskedBy = "staff:data-steward",
            AskedAt = DateTimeOffset.UtcNow,
        };
        await Reversals.AddAsync(asked, static () => Task.CompletedTask, Cancel);
        return id;
    }

    private ReversalStore Reversals => Services.GetRequiredService<ReversalStore>();

    private async Task<Reversal> FindAsync(string id) => (await Reversals.FindAsync(id, Cancel))!;

    private async Task<ReversalState> StateAsync(string id) => (await FindAsync(id)).State;

    private static ReversalEvent Step(string id, ReversalAct act, string by) => new()
    {
        Time = DateTimeOffset.UtcNow, ReversalId = id, Act = act, Actor = by, Department = "health", Purpose = "care.heat", Subject = Subject,
    };

    private static AccessRecord Access() => new()
    {
        Time = DateTimeOffset.UtcNow,
        AccessId = Guid.CreateVersion7().ToString("D"),
        PolicyVersion = "1",
        Outcome = AccessOutcome.Answered,
        Caller = new RecordedCaller { ClientId = Doctor, Department = "health", Roles = ["community-doctor"], Purpose = "care.heat" },
        Disclosures =
        [
            new DisclosureGroup
            {
                Subjects = [Subject],
                SubjectCount = 1,
                Cells =
                [
                    new DisclosedCell { Coordinate = "Person.heatRisk", Level = "full", Rule = "heat", Outcome = CellOutcome.Disclosed, Records = 1 },
                ],
            },
        ],
    };
}
