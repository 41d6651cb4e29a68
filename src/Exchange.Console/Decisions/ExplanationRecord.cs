using Exchange.Audit.Records;
using Exchange.Console.Access;
using Exchange.Console.AccessRecords;
using Microsoft.AspNetCore.Http;

namespace Exchange.Console.Decisions;

/// <summary>Puts on record who had a decision explained, before it is. Thread-safe.</summary>
internal sealed class ExplanationRecord(ConsolePorts ports)
{
    private const string StaffPurpose = "supervision.audit";

    public async ValueTask ExplainedAsync(HttpContext http, ApiCaller caller, string? subject, int records)
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
                Caller = Recorded(caller),
                Disclosures =
                [
                    new DisclosureGroup
                    {
                        Subjects = subject is null ? [] : [subject],
                        SubjectCount = records,
                        Cells = [new DisclosedCell { Coordinate = HubFields.Explanation, Level = "full", Outcome = CellOutcome.Disclosed, Records = records }],
                    },
                ],
            },
            CancellationToken.None);
        http.Response.Headers["Exchange-Access-Id"] = accessId;
    }

    private static RecordedCaller Recorded(ApiCaller caller) => new()
    {
        ClientId = caller.Client?.ClientId ?? caller.Actor,
        Department = caller.Client?.Department.Value ?? RecordedCaller.Hub,
        Officer = caller.Client?.Officer,
        Roles = caller.Roles,
        Purpose = caller.Client is null ? StaffPurpose : null,
        RegionCode = caller.Client?.RegionCode,
    };
}
