using Exchange.Audit.Reading;
using Exchange.Audit.Records;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.Audit.Reading;

public sealed class RecentAccessTests
{
    private static readonly DateTimeOffset Now = AuditSamples.Morning;

    private readonly RecentAccess _recent = new();

    [Fact]
    public void The_last_hour_is_counted_by_outcome_and_in_twelve_buckets()
    {
        _recent.Note(Answered("health", Now.AddMinutes(-59)));
        _recent.Note(Answered("health", Now.AddMinutes(-3)));
        _recent.Note(Ended("civil-affairs", Now.AddMinutes(-2), AccessOutcome.Refused));
        _recent.Note(Ended("civil-affairs", Now, AccessOutcome.Failed));

        var hour = _recent.Read(Now, null);

        Assert.Equal((4, 2, 1, 1), (hour.Requests, hour.Answered, hour.Refused, hour.Failed));
        Assert.Equal(Now.AddMinutes(-59), hour.From);
        Assert.Equal([1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3], hour.Buckets);
    }

    [Fact]
    public void What_is_older_than_an_hour_is_forgotten()
    {
        _recent.Note(Answered("health", Now));
        _recent.Note(Answered("health", Now.AddMinutes(60)));

        Assert.Equal(1, _recent.Read(Now.AddMinutes(60), null).Requests);
        Assert.Equal(0, _recent.Read(Now.AddMinutes(200), null).Requests);
    }

    [Fact]
    public void A_record_that_comes_late_does_not_disturb_the_newer_minute()
    {
        _recent.Note(Answered("health", Now.AddMinutes(60)));
        _recent.Note(Answered("health", Now));

        Assert.Equal(1, _recent.Read(Now.AddMinutes(60), null).Requests);
    }

    [Fact]
    public void A_department_sees_its_own_requests_only()
    {
        _recent.Note(Answered("health", Now, ("Person.alive", "CONSENT_MISSING", 1)));
        _recent.Note(Answered("civil-affairs", Now, ("Person.alive", "CONSENT_MISSING", 1)));
        _recent.Note(Answered("civil-affairs", Now));

        var own = _recent.Read(Now, "health");

        Assert.Equal(1, own.Requests);
        Assert.Equal("health", Assert.Single(own.Last).Caller.Department);
        Assert.Equal(0, _recent.Read(Now, "").Requests);
        Assert.Empty(_recent.Read(Now, "").Last);
    }

    [Fact]
    public void What_was_withheld_is_summed_by_reason_with_records_and_requests()
    {
        _recent.Note(Answered("health", Now, ("Person.alive", "CONSENT_MISSING", 3), ("Person.heatRisk", "CONSENT_MISSING", 1)));
        _recent.Note(Answered("health", Now, ("Person.alive", "NOT_PERMITTED", 5), ("Person.alive", "CONSENT_MISSING", 2)));

        Assert.Equal(
            [new ReasonSum("CONSENT_MISSING", 6, 2), new ReasonSum("NOT_PERMITTED", 5, 1)],
            _recent.Read(Now, null).Withheld);
    }

    [Fact]
    public void The_last_rows_are_kept_newest_first_and_no_more_of_them()
    {
        for (var number = 1; number <= 50; number++)
        {
            _recent.Note(AuditSamples.Small(number));
        }

        var last = _recent.Read(Now, null).Last;

        Assert.Equal(RecentAccess.KeptRows, last.Count);
        Assert.Equal(AuditSamples.Small(50).AccessId, last[0].AccessId);
        Assert.Equal(AuditSamples.Small(31).AccessId, last[^1].AccessId);
    }

    [Fact]
    public void A_department_is_as_it_was_when_it_was_asked_last()
    {
        var age = Now.AddHours(-8);
        _recent.Note(Answered("health", Now) with { Sources = [new SourceAccess("housing", "unavailable", 1, 1)] });
        _recent.Note(Answered("health", Now.AddMinutes(1)) with { Sources = [new SourceAccess("housing", "answered", 1, 1) { AsOf = age }] });
        _recent.Note(Answered("health", Now.AddSeconds(1)) with { Sources = [new SourceAccess("housing", "invalid", 1, 1)] });

        Assert.Equal(new SourceSighting("housing", "answered", age, Now.AddMinutes(1)), Assert.Single(_recent.Sources));
    }

    [Fact]
    public void Reading_the_hubs_own_books_is_no_request_to_the_graph()
    {
        _recent.Note(Answered("exchange", Now) with { OperationHash = null });

        Assert.Equal(0, _recent.Read(Now, null).Requests);
        Assert.Empty(_recent.Read(Now, null).Last);
    }

    [Fact]
    public void Questions_about_the_graphs_shape_are_counted_and_push_no_row_out()
    {
        _recent.Note(Answered("health", Now, ("Person.alive", "CONSENT_MISSING", 1)));
        _recent.Note(Answered("health", Now) with { Sources = [new SourceAccess("housing", "answered", 1, 1)] });
        _recent.Note(Ended("health", Now, AccessOutcome.Refused));
        for (var number = 0; number < RecentAccess.KeptRows; number++)
        {
            _recent.Note(Answered("health", Now));
        }

        foreach (var department in (string?[])[null, "health"])
        {
            var hour = _recent.Read(Now, department);
            Assert.Equal(RecentAccess.KeptRows + 3, hour.Requests);
            Assert.Equal(3, hour.Last.Count);
        }
    }

    [Fact]
    public void A_summary_counts_persons_once_and_says_nothing_of_what_gates_asked()
    {
        var summary = AccessSummary.Of(AuditSamples.Full with
        {
            Disclosures =
            [
                .. AuditSamples.Full.Disclosures,
                new DisclosureGroup { Subjects = [AuditSamples.Subject], SubjectCount = 1, Cells = AuditSamples.Full.Disclosures[0].Cells },
                new DisclosureGroup
                {
                    Subjects = [new string('B', 26)],
                    SubjectCount = 1,
                    Cells =
                    [
                        new DisclosedCell
                        {
                            Coordinate = "SubjectFacts.region", Level = "full", Outcome = CellOutcome.FetchedToDecide, Records = 1,
                        },
                    ],
                },
            ],
        });

        Assert.Equal(1, summary.Persons);
        Assert.Equal(["Person.birthDate", "Person.pension.amount", "Person.pension.status"], summary.Coordinates);
        Assert.Equal([new WithheldSum("Person.pension.amount", "NOT_PERMITTED", 2)], summary.Withheld);
        Assert.DoesNotContain(AuditSamples.Subject, summary.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_million_requests_take_no_more_room_than_a_few()
    {
        var record = Answered("health", Now, ("Person.alive", "CONSENT_MISSING", 3));
        for (var warm = 0; warm < 2_000; warm++)
        {
            _recent.Note(record);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var number = 0; number < 1_000; number++)
        {
            _recent.Note(record);
        }

        var each = (GC.GetAllocatedBytesForCurrentThread() - before) / 1_000;
        Assert.True(each < 4_096, $"Each record costs {each} bytes on the writing loop.");
    }

    private static AccessRecord Answered(string department, DateTimeOffset time, params (string Coordinate, string Reason, int Records)[] withheld) =>
        AuditSamples.Small(1) with
        {
            Time = time,
            Caller = new RecordedCaller { ClientId = "c", Department = department },
            Outcome = AccessOutcome.Answered,
            OperationHash = AuditSamples.Hash,
            Disclosures = withheld.Length == 0 ? [] :
            [
                new DisclosureGroup
                {
                    Subjects = [AuditSamples.Subject],
                    SubjectCount = 1,
                    Cells =
                    [
                        .. withheld.Select(cell => new DisclosedCell
                        {
                            Coordinate = cell.Coordinate,
                            Level = "none",
                            Outcome = CellOutcome.Withheld,
                            Reason = cell.Reason,
                            Records = cell.Records,
                        }),
                    ],
                },
            ],
        };

    private static AccessRecord Ended(string department, DateTimeOffset time, AccessOutcome outcome) =>
        Answered(department, time) with { Outcome = outcome, ErrorCode = "X" };
}
