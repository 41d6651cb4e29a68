using Exchange.Audit.Records;
using Exchange.Console.Access;
using Microsoft.AspNetCore.Http;

namespace Exchange.Console.AccessRecords;

/// <summary>Puts on record that an auditor read access records, before they are shown. Thread-safe.</summary>
internal sealed class ReadingRecord(ConsolePorts ports)
{
    private const string Purpose = "supervision.audit";

    public async ValueTask ReadAsync(HttpContext http, ApiCaller auditor, int records)
    {
        var now = ports.Time.GetUtcNow();
        var accessId = ports.NewAccessId(now);
        await ports.Log.AppendAsync(
            new AccessRecord
            {
                Time = now,
                AccessId = accessId,
                PolicyVersion = ports.Snapshot.Value.PolicyVersion,
                Outcome = AccessOutcome.Answered,
                Caller = new RecordedCaller
                {
                    ClientId = auditor.Actor, Department = RecordedCaller.Hub, Roles = auditor.Roles, Purpose = Purpose,
                },
                Disclosures =
                [
                    new DisclosureGroup
                    {
                        SubjectCount = records,
                        Cells =
                        [
                            new DisclosedCell
                            {
                                Coordinate = HubFields.AccessRecords, Level = "full", Outcome = CellOutcome.Disclosed, Records = records,
                            },
                        ],
                    },
                ],
            },
            CancellationToken.None);
        http.Response.Headers["Exchange-Access-Id"] = accessId;
    }
}
