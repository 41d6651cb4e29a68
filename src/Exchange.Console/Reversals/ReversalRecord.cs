using Exchange.Audit.Records;
using Exchange.Console.Access;
using Exchange.Policy.People;
using Microsoft.AspNetCore.Http;

namespace Exchange.Console.Reversals;

/// <summary>Puts every step of a reversal on record, and its reading also as an access to the person's data. Thread-safe.</summary>
internal sealed class ReversalRecord(ConsolePorts ports)
{
    /// <summary>The field that a reversal gives.</summary>
    public const string Number = "Person.citizenNo";
    private const string Rule = "reversal";

    public async Task StepAsync(Reversal reversal, ReversalAct act, ApiCaller caller, DateTimeOffset now) => await ports.Log.AppendAsync(
        new ReversalEvent
        {
            Time = now,
            ReversalId = reversal.Id,
            Act = act,
            Actor = caller.Actor,
            Department = reversal.Department.Value,
            Purpose = reversal.Purpose,
            CaseNumber = reversal.CaseNumber,
            Subject = act == ReversalAct.Unknown ? null : reversal.Subject,
        },
        CancellationToken.None);

    /// <summary>WHY twice: the step belongs to the reversal, the access to the person's history.</summary>
    public async Task ReadAsync(HttpContext http, Reversal reversal, ApiCaller caller, DateTimeOffset now)
    {
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
                    ClientId = caller.Actor,
                    Department = RecordedCaller.Hub,
                    Roles = caller.Roles,
                    Purpose = reversal.Purpose,
                    CaseNumber = reversal.CaseNumber,
                },
                Disclosures =
                [
                    new DisclosureGroup
                    {
                        Subjects = [reversal.Subject],
                        SubjectCount = 1,
                        Cells =
                        [
                            new DisclosedCell { Coordinate = Number, Level = "full", Rule = Rule, Outcome = CellOutcome.Disclosed, Records = 1 },
                        ],
                    },
                ],
            },
            CancellationToken.None);
        await StepAsync(reversal, ReversalAct.Read, caller, now);
        http.Response.Headers["Exchange-Access-Id"] = accessId;
    }
}
