using Exchange.Audit.Records;
using Exchange.Console.Access;
using Exchange.Console.AccessRecords;
using Exchange.Policy.People;
using Microsoft.AspNetCore.Http;

namespace Exchange.Console.Consents;

/// <summary>Puts on record who looked at a person's consents, before they are shown. Thread-safe.</summary>
internal sealed class ConsentAccessRecord(ConsolePorts ports)
{
    public ValueTask ListedAsync(HttpContext http, ApiCaller caller, PersonKey subject, int consents, DateTimeOffset now) =>
        ReadAsync(http, caller, HubFields.Consents, [subject], consents, now);

    /// <summary>The same for what concerns several persons.</summary>
    public async ValueTask ReadAsync(
        HttpContext http, ApiCaller caller, string coordinate, IReadOnlyList<PersonKey> subjects, int records, DateTimeOffset now)
    {
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
                        Subjects = [.. subjects.Select(ports.Pseudonyms.ForStore)],
                        SubjectCount = subjects.Count,
                        Cells =
                        [
                            new DisclosedCell
                            {
                                Coordinate = coordinate, Level = "full", Outcome = CellOutcome.Disclosed, Records = records,
                            },
                        ],
                    },
                ],
            },
            CancellationToken.None);
        http.Response.Headers["Exchange-Access-Id"] = accessId;
    }

    private static RecordedCaller Recorded(ApiCaller caller) => new()
    {
        ClientId = caller.Client?.ClientId ?? caller.Actor,
        Department = caller.Client?.Department.Value ?? caller.Department ?? RecordedCaller.Hub,
        Officer = caller.Client?.Officer,
        Roles = caller.Roles,
        RegionCode = caller.Client?.RegionCode,
    };
}
