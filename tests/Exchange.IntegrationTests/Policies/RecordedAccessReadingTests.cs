using Exchange.Audit.Reading;
using Exchange.Audit.Records;
using Exchange.Console.Policies;
using Exchange.IntegrationTests.Audit;

namespace Exchange.IntegrationTests.Policies;

/// <summary>What simulation reads of a log, and that it says so where it could not read it all.</summary>
public sealed class RecordedAccessReadingTests
{
    private const int Records = 40;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static DateTimeOffset Asked => AuditFolder.Record(10).Time;

    [Fact]
    public async Task Where_all_of_the_time_asked_about_was_read_it_says_so()
    {
        using var folder = await WrittenAsync();

        var read = await RecordedAccesses.Of(new AccessLogPages(folder.Path))(Asked, Cancel);

        Assert.Equal((Asked, false), (read.Since, read.IsCut));
        Assert.Equal(Enumerable.Range(10, Records - 10).Select(number => AuditFolder.Record(number).Time), read.Accesses.Select(access => access.Time));
    }

    [Theory]
    [InlineData(5, 1_000)]
    [InlineData(1_000, 6)]
    public async Task Where_there_was_too_much_it_names_the_time_since_which_none_is_missing(int mostRecords, int mostExamined)
    {
        using var folder = await WrittenAsync();

        var read = await RecordedAccesses.Of(new AccessLogPages(folder.Path), mostRecords, mostExamined)(Asked, Cancel);

        Assert.True(read.IsCut);
        Assert.Equal(AuditFolder.Record(Records - 5).Time, read.Since);
        Assert.Equal((5, read.Since), (read.Accesses.Count, read.Accesses[0].Time));
    }

    [Fact]
    public async Task An_entry_that_was_owed_to_the_log_for_long_hides_no_access()
    {
        using var folder = await WrittenAsync(
            new ConsentEvent { Time = Asked.AddYears(-1), ConsentId = "c-1", Transition = ConsentTransition.Withdrawn, Actor = "a" });

        var read = await RecordedAccesses.Of(new AccessLogPages(folder.Path))(Asked, Cancel);

        Assert.Equal((Records - 10, false), (read.Accesses.Count, read.IsCut));
    }

    // The closing of the log is one entry more.
    private static async Task<AuditFolder> WrittenAsync(AuditEntry? last = null)
    {
        var folder = new AuditFolder();
        await using var log = await folder.OpenAsync();
        for (var number = 0; number < Records; number++)
        {
            await log.AppendAsync(AuditFolder.Record(number), Cancel);
        }

        if (last is not null)
        {
            await log.AppendAsync(last, Cancel);
        }

        return folder;
    }
}
