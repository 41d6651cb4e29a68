using Exchange.Audit.Reading;
using Exchange.Audit.Records;
using Exchange.Audit.Writing;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.Audit.Reading;

public sealed class AccessLogPagesTests
{
    private const int Records = 60;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    public async Task Page_by_page_every_record_comes_once_newest_first_through_all_segments(int limit)
    {
        var folder = await MemoryLogs.WrittenAsync(Records);
        Assert.True(folder.Segments().Count > 2, "The log should have several segments.");
        var pages = new AccessLogPages(folder);

        var found = new List<string>();
        long? next = null;
        do
        {
            var page = await pages.ReadBackAsync(Wanting(limit, before: next), Cancel);
            Assert.True(page.Records.Count <= limit);
            found.AddRange(page.Records.Select(record => record.AccessId));
            next = page.Next;
        }
        while (next is not null);

        Assert.Equal(Enumerable.Range(1, Records).Reverse().Select(number => AuditSamples.Small(number).AccessId), found);
    }

    [Fact]
    public async Task A_call_looks_at_no_more_entries_than_it_may_and_the_next_goes_on_there()
    {
        var pages = new AccessLogPages(await MemoryLogs.WrittenAsync(Records));
        var wanted = AuditSamples.Small(3).AccessId;
        var calls = 0;
        long? next = null;
        AccessPage page;
        do
        {
            page = await pages.ReadBackAsync(
                new PageRequest { Limit = 1, MostExamined = 10, IsWanted = record => record.AccessId == wanted, Before = next }, Cancel);
            next = page.Next;
            calls++;
        }
        while (page.Records.Count == 0 && next is not null);

        Assert.Equal(wanted, Assert.Single(page.Records).AccessId);
        Assert.Equal(6, calls);
    }

    [Fact]
    public async Task A_record_is_found_by_its_id_and_pages_go_on_below_it()
    {
        var pages = new AccessLogPages(await MemoryLogs.WrittenAsync(Records));

        var place = await pages.FindAsync(AuditSamples.Small(40).AccessId, 1_000, Cancel);
        var page = await pages.ReadBackAsync(Wanting(1, before: place), Cancel);

        Assert.Equal(AuditSamples.Small(39).AccessId, Assert.Single(page.Records).AccessId);
        Assert.Null(await pages.FindAsync("01939a3c-0000-7000-8000-999999999999", 1_000, Cancel));
        Assert.Null(await pages.FindAsync(AuditSamples.Small(1).AccessId, 5, Cancel));
    }

    [Fact]
    public async Task A_record_of_any_age_is_found_by_the_time_in_its_id_and_what_is_younger_is_not_read()
    {
        var folder = new MemoryLogFolder();
        var times = Enumerable.Range(0, Records).Select(hour => AuditSamples.Morning.AddHours(hour)).ToList();
        var records = times.ConvertAll(time => AuditSamples.Small(1) with { Time = time, AccessId = Guid.CreateVersion7(time).ToString("D") });
        var log = await MemoryLogs.OpenAsync(folder);
        foreach (var record in records)
        {
            await log.AppendAsync(record);
        }

        await log.DisposeAsync();
        Assert.True(folder.Segments().Count > 2, "The log should have several segments.");
        var pages = new AccessLogPages(folder);
        foreach (var record in records)
        {
            Assert.Equal(record.AccessId, (await pages.FindRecordAsync(record.AccessId, Cancel))?.AccessId);
        }

        // Whatever reads the second segment from its end finds it damaged; the log's opening is the first entry.
        var second = folder.Segments()[1];
        var frames = folder.Frames(second);
        var bytes = folder[second];
        bytes[frames[^1].Offset + 100] ^= 1;
        folder[second] = bytes;
        Assert.Equal(records[0].AccessId, (await pages.FindRecordAsync(records[0].AccessId, Cancel))?.AccessId);
        Assert.Null(await pages.FindRecordAsync(Guid.CreateVersion7(times[0]).ToString("D"), Cancel));
        Assert.Null(await pages.FindRecordAsync(Guid.CreateVersion7(times[0].AddYears(-1)).ToString("D"), Cancel));
        Assert.Null(await pages.FindRecordAsync("0198e2f0-51a3-4c7e-9d55-0c6c2b8f1a77", Cancel));
        Assert.Null(await pages.FindRecordAsync("ffffffff-ffff-7fff-bfff-ffffffffffff", Cancel));
        await Assert.ThrowsAsync<AuditDamagedException>(() => pages.FindRecordAsync(records[(int)frames[0].Sequence - 2].AccessId, Cancel));
    }

    [Fact]
    public async Task The_frame_that_a_hub_is_writing_is_passed_over()
    {
        var folder = await MemoryLogs.WrittenAsync(Records, isClosed: false);
        var last = folder.Segments()[^1];
        var whole = await new AccessLogPages(folder).ReadBackAsync(Wanting(1), Cancel);
        var bytes = folder[last];
        folder[last] = bytes[..^5];
        var cut = await new AccessLogPages(folder).ReadBackAsync(Wanting(1), Cancel);
        folder[last] = [.. bytes[..^40], .. new byte[40]];
        var unfinished = await new AccessLogPages(folder).ReadBackAsync(Wanting(1), Cancel);

        Assert.Equal(AuditSamples.Small(Records).AccessId, Assert.Single(whole.Records).AccessId);
        Assert.Equal(AuditSamples.Small(Records - 1).AccessId, Assert.Single(cut.Records).AccessId);
        Assert.Equal(AuditSamples.Small(Records - 1).AccessId, Assert.Single(unfinished.Records).AccessId);
    }

    [Fact]
    public async Task A_changed_record_is_not_handed_out()
    {
        var folder = await MemoryLogs.WrittenAsync(Records);
        foreach (var segment in folder.Segments())
        {
            var bytes = folder[segment];
            var frame = folder.Frames(segment)[folder.Frames(segment).Count / 2];

            // A length, a sequence, a hash, the payload: whichever byte.
            foreach (var place in new[] { 1, 9, 25, 100, frame.Size - 3 })
            {
                var changed = folder.Copy();
                changed[segment] = [.. bytes[..(frame.Offset + place)], (byte)(bytes[frame.Offset + place] ^ 1), .. bytes[(frame.Offset + place + 1)..]];

                await Assert.ThrowsAsync<AuditDamagedException>(
                    () => new AccessLogPages(changed).ReadBackAsync(Wanting(1_000), Cancel));
            }
        }
    }

    [Fact]
    public async Task A_place_beyond_the_end_is_the_end()
    {
        var pages = new AccessLogPages(await MemoryLogs.WrittenAsync(Records));

        var page = await pages.ReadBackAsync(Wanting(1, before: 1_000_000), Cancel);

        Assert.Equal(AuditSamples.Small(Records).AccessId, Assert.Single(page.Records).AccessId);
    }

    [Fact]
    public async Task A_segment_that_lost_its_end_is_damage()
    {
        var folder = await MemoryLogs.WrittenAsync(Records);
        var first = folder.Segments()[0];
        folder[first] = folder[first][..^10];

        await Assert.ThrowsAsync<AuditDamagedException>(() => new AccessLogPages(folder).ReadBackAsync(Wanting(1_000), Cancel));
    }

    [Fact]
    public async Task A_start_takes_up_what_the_log_holds_of_the_last_hour()
    {
        var folder = await MemoryLogs.WrittenAsync(Records);
        var recent = new RecentAccess();

        await recent.FillAsync(new AccessLogPages(folder), AuditSamples.Morning.AddMinutes(30), Cancel);
        var hour = recent.Read(AuditSamples.Morning.AddMinutes(30), null);

        Assert.Equal(Records, hour.Requests);
        Assert.Equal(AuditSamples.Small(Records).AccessId, hour.Last[0].AccessId);

        var later = new RecentAccess();
        await later.FillAsync(new AccessLogPages(folder), AuditSamples.Morning.AddHours(3), Cancel);
        Assert.Equal(0, later.Read(AuditSamples.Morning.AddHours(3), null).Requests);
    }

    [Fact]
    public async Task The_log_tells_of_an_entry_once_it_is_durable_and_outlives_a_listener_that_fails()
    {
        var folder = new MemoryLogFolder();
        var told = new List<string>();
        var options = MemoryLogs.Options() with
        {
            Durable = entry =>
            {
                if (entry is AccessRecord record)
                {
                    told.Add(record.AccessId);
                    throw new InvalidOperationException("a listener's own fault");
                }
            },
        };
        await using (var log = await AccessLog.OpenAsync(options, folder, Cancel))
        {
            await log.AppendAsync(AuditSamples.Small(1));
            folder.OnFlush = () => throw new IOException("no room");
            await Assert.ThrowsAsync<AuditUnavailableException>(async () => await log.AppendAsync(AuditSamples.Small(2)));
            folder.OnFlush = null;
        }

        Assert.Equal([AuditSamples.Small(1).AccessId], told);
    }

    private static PageRequest Wanting(int limit, long? before = null) =>
        new() { Limit = limit, MostExamined = int.MaxValue, IsWanted = static _ => true, Before = before };
}
