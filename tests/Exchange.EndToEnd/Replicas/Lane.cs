using System.Net;
using System.Text.Json;
using Exchange.EndToEnd.Calls;

namespace Exchange.EndToEnd.Replicas;

/// <summary>What an answer showed of a cell.</summary>
internal enum Sight
{
    Open,
    Closed,

    /// <summary>No data, or no answer at all.</summary>
    Refused,
}

/// <summary>
/// One cell that hangs on one consent: a person's risk in heat. What has been acknowledged about it is <see cref="State"/>, which changes
/// between requests of one writer and is compared by every reader. Thread-safe.
/// </summary>
internal sealed class Lane(string citizenNo)
{
    private volatile LaneState _state = new(IsClosed: false);

    public string CitizenNo => citizenNo;

    /// <summary>The last digits of the number, for a timeline.</summary>
    public string Name => citizenNo[^4..];

    /// <summary>What was acknowledged last; another object after each change.</summary>
    public LaneState State => _state;

    /// <summary>From here a withdrawal is acknowledged: no request that starts now may be answered with the cell.</summary>
    public void MarkClosed() => _state = new LaneState(IsClosed: true);

    /// <summary>From here a consent may be in force: nothing is promised.</summary>
    public void MarkUnknown() => _state = new LaneState(IsClosed: false);

    /// <summary>Asks for the cell.</summary>
    public async Task<Sight> LookAsync(HubClient client)
    {
        try
        {
            var answer = await client.AskAsync(
                Clients.CommunityDoctor, $$"""{ person(citizenNo: "{{citizenNo}}") { heatRisk } }""", Clients.Heat);
            return !answer.HasData ? Sight.Refused
                : answer.At("person.heatRisk").ValueKind == JsonValueKind.Null ? Sight.Closed
                : Sight.Open;
        }
        catch (Exception lost) when (IsNoAnswer(lost))
        {
            return Sight.Refused;
        }
    }

    /// <summary>Gives a consent; null where it was not acknowledged.</summary>
    public async Task<string?> TryGiveAsync(ControlPlane steward)
    {
        MarkUnknown();
        var (status, consent) = await TryAsync(() => steward.PostAsync("/api/v1/consents", new
        {
            citizenNo,
            purpose = "care.heat",
            recipients = new[] { "health" },
            scopes = new[] { "care.heat" },
            noticeId = "data-sharing",
            noticeVersion = "1",
            separateActs = new[] { "sharing", "sensitive" },
            evidence = "counter form 17",
        }));
        return status == HttpStatusCode.Created ? consent.GetProperty("id").GetString() : null;
    }

    /// <summary>Withdraws a consent; true where it was acknowledged, now or by an earlier call.</summary>
    public static async Task<bool> TryWithdrawAsync(ControlPlane steward, string consent) =>
        (await TryAsync(() => steward.PostAsync($"/api/v1/consents/{consent}/withdraw"))).Status is HttpStatusCode.OK or HttpStatusCode.Conflict;

    /// <summary>The person's consents that are in force; null where the hub cannot say.</summary>
    public async Task<IReadOnlyList<string>?> TryListAsync(ControlPlane steward)
    {
        var (status, consents) = await TryAsync(() => steward.GetAsync($"/api/v1/consents?citizenNo={citizenNo}"));
        return status != HttpStatusCode.OK ? null :
        [
            .. consents.EnumerateArray()
                .Where(consent => consent.GetProperty("state").GetString() == "active"
                    && consent.GetProperty("purposes").EnumerateArray().Any(code => code.GetString() == "care.heat"))
                .Select(consent => consent.GetProperty("id").GetString()!),
        ];
    }

    private static async Task<(HttpStatusCode? Status, JsonElement Body)> TryAsync(Func<Task<(HttpStatusCode, JsonElement)>> call)
    {
        try
        {
            return await call();
        }
        catch (Exception lost) when (IsNoAnswer(lost))
        {
            return (null, default);
        }
    }

    private static bool IsNoAnswer(Exception lost) => lost is HttpRequestException or IOException or JsonException
        || (lost is OperationCanceledException && !TestContext.Current.CancellationToken.IsCancellationRequested);
}

/// <summary>What was acknowledged about a cell. Compared by reference: each change makes another.</summary>
internal sealed class LaneState(bool IsClosed)
{
    public bool IsClosed { get; } = IsClosed;
}
