using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Exchange.Audit.Records;
using Exchange.Audit.Verification;
using Exchange.Host.Composition;
using Exchange.Policy.Publishing;
using Exchange.Storage.Stores;
using Microsoft.Extensions.DependencyInjection;

namespace Exchange.IntegrationTests.Hub;

/// <summary>A real store is put back from a backup under an access log that has gone on: nothing that was closed since opens again.</summary>
public sealed class RestoredBackupTests : RestoredStore
{
    private const string Officer = "civil-affairs-assistance-officer";
    private const string Clerk = "housing-housing-clerk";

    // 吴守正, about whom nobody asks otherwise.
    private const string Wu = "990102196606060134";

    [Fact]
    public async Task Nothing_that_was_closed_after_the_backup_opens_again_when_the_backup_is_restored()
    {
        var id = await GiveAsync();
        Assert.Equal("true", await AliveAsync());
        await StopAndBackUpAsync();

        await StartAsync();
        using (var withdrawn = await StaffAsync(HttpMethod.Post, $"/api/v1/consents/{id}/withdraw"))
        {
            Assert.Equal(HttpStatusCode.OK, withdrawn.StatusCode);
        }

        await SuspendAsync(Clerk);
        await StopAndRestoreAsync();

        await StartAsync();
        Assert.Equal("withdrawn", await StateAsync(id));
        Assert.Equal("null", await AliveAsync());
        Assert.False((await Services.GetRequiredService<ClientStore>().FindAsync(Clerk, Cancel))!.Enabled);
        await AssertReadyAsync(HttpStatusCode.OK, "ready");

        // The replay is in the store for good: the next start finds nothing to do, and it was not recorded as a second withdrawal.
        await RestartAsync();
        Assert.Equal("withdrawn", await StateAsync(id));
        Assert.Equal(1, await WithdrawalsAsync(id));
    }

    [Fact]
    public async Task What_a_running_hub_saw_closed_is_found_by_its_next_start_when_the_store_went_back_in_between()
    {
        var id = await GiveAsync();
        await NoteAsync();
        Keep();
        using (var withdrawn = await StaffAsync(HttpMethod.Post, $"/api/v1/consents/{id}/withdraw"))
        {
            Assert.Equal(HttpStatusCode.OK, withdrawn.StatusCode);
        }

        TakeBack();
        for (var wait = 0; wait < 600 && !Replay.IsDoubted; wait++)
        {
            await Task.Delay(50, Cancel);
        }

        Assert.Equal("null", await AliveAsync());
        await NoteAsync();
        await RestartAsync();

        Assert.Equal("withdrawn", await StateAsync(id));
        Assert.Equal("null", await AliveAsync());
    }

    [Fact]
    public async Task What_was_braked_after_the_backup_stays_closed_until_two_persons_let_it_go()
    {
        await GiveAsync();
        await StopAndBackUpAsync();
        await StartAsync();
        var kept = await BrakeAsync("Person.alive");
        var released = await BrakeAsync("Person.pension.receives");
        await StepAsync("policy-admin", $"brakes/{released}/release");
        await StepAsync("policy-approver", $"brakes/{released}/release");
        await StopAndRestoreAsync();

        await StartAsync();
        Assert.Equal("null", await AliveAsync());
        await AssertReadyAsync(HttpStatusCode.OK, "ready");

        // Letting go is on the log before it is in the store, so the log does not prove it: both close. Another start enters neither again.
        await RestartAsync();
        var brakes = Services.GetRequiredService<BrakeStore>();
        Assert.Equal(
            [(kept, "Person.alive", "staff:policy-admin"), (released, "Person.pension.receives", "staff:policy-admin")],
            (await brakes.ListActiveAsync(Cancel)).Select(brake => (brake.Id, brake.Target, brake.PulledBy)));
        await StepAsync("policy-admin", $"brakes/{kept}/release");
        await StepAsync("policy-approver", $"brakes/{kept}/release");
        Assert.Equal("true", await AliveAsync());
    }

    [Fact]
    public async Task An_approval_that_ended_after_the_backup_is_not_there_again_when_the_backup_is_restored()
    {
        var (rejected, kept) = (await ScheduleAsync("# rejected"), await ScheduleAsync("# kept"));
        await StopAndBackUpAsync();
        await StartAsync();
        await StepAsync("policy-approver", $"drafts/{rejected}/reject", new { reason = "It was a mistake." });
        await StopAndRestoreAsync();

        await StartAsync();

        var drafts = Services.GetRequiredService<PolicyDraftStore>();
        var ended = (await drafts.FindAsync(rejected, Cancel))!;
        Assert.Equal((DraftState.Rejected, null, null), (ended.State, ended.ApprovedBy, ended.PublishAt));
        Assert.Equal(DraftState.Scheduled, (await drafts.FindAsync(kept, Cancel))!.State);
    }

    [Fact]
    public async Task Nothing_is_published_by_itself_while_the_store_lacks_published_policies()
    {
        await StopAndBackUpAsync();
        await StartAsync();
        await PublishUnlikeTheFolderAsync();
        await StopAndRestoreAsync();
        await StartAsync();
        var due = await AddDueDraftAsync();

        // A start publishes what came due before it.
        await RestartAsync();
        await AssertReadyAsync(HttpStatusCode.ServiceUnavailable, "lacks policy version 2");
        await PublishUnlikeTheFolderAsync();

        var drafts = Services.GetRequiredService<PolicyDraftStore>();
        for (var wait = 0; wait < 600 && (await drafts.FindAsync(due, Cancel))!.State == DraftState.Scheduled; wait++)
        {
            await Task.Delay(50, Cancel);
        }

        Assert.Equal(DraftState.Stale, (await drafts.FindAsync(due, Cancel))!.State);
    }

    [Fact]
    public async Task A_store_that_lacks_published_policies_keeps_every_gated_cell_closed_and_says_what_to_do()
    {
        await GiveAsync();
        await StopAndBackUpAsync();
        await StartAsync();
        await PublishUnlikeTheFolderAsync();
        await StopAndRestoreAsync();

        await StartAsync();

        Assert.Equal("null", await AliveAsync());
        await AssertReadyAsync(HttpStatusCode.ServiceUnavailable, "lacks policy version 2");
        await RestartAsync();
        await AssertReadyAsync(HttpStatusCode.ServiceUnavailable, "restore a later backup");

        // Published once more, they count, and so does what was given.
        await PublishUnlikeTheFolderAsync();
        await UntilReadyAsync();
    }

    [Fact]
    public async Task A_log_that_is_shorter_than_the_store_knows_is_refused()
    {
        await StopAsync();
        CopyFolder(LogFolder, BackupFolder);
        await StartAsync();
        await GiveAsync();
        await StopAsync();
        Directory.Delete(LogFolder, recursive: true);
        CopyFolder(BackupFolder, LogFolder);

        var fault = await Assert.ThrowsAsync<HubException>(StartAsync);

        Assert.Contains("was cut or replaced", fault.Message, StringComparison.Ordinal);
    }

    // As many minutes as it takes until all that is on the log now counts as compared.
    private async Task NoteAsync()
    {
        await Replay.NoteAsync(Cancel);
        await Replay.NoteAsync(Cancel);
    }

    private async Task SuspendAsync(string clientId)
    {
        var clients = Services.GetRequiredService<ClientStore>();
        var client = (await clients.FindAsync(clientId, Cancel))!;
        await clients.UpdateAsync(client with { Enabled = false }, Cancel);
        await LogAsync(new AccountEvent
        {
            Time = DateTimeOffset.UtcNow,
            Actor = "staff:account-admin",
            Account = $"client:{clientId}",
            Act = AccountAct.Changed,
            Outcome = AccountOutcome.Done,
            Rights = new AccountRights(false, client.Roles, client.Department, client.Region, client.Purposes),
        });
    }

    private async Task<string> BrakeAsync(string field) => (await StepAsync(
        "policy-admin", "brakes", new { kind = "field", target = field, reason = "A leak is suspected." })).GetProperty("id").GetString()!;

    private async Task<string> AddDueDraftAsync()
    {
        var latest = (await Services.GetRequiredService<PolicyVersionStore>().FindLatestAsync(Cancel))!;
        var now = TimeProvider.System.GetUtcNow();
        var due = new PolicyDraft
        {
            Id = "due",
            Title = "Due",
            Base = latest.Number,
            Document = $"{latest.Document}# due\n",
            State = DraftState.Scheduled,
            CreatedBy = "staff:policy-admin",
            CreatedAt = now.AddMinutes(-2),
            ApprovedBy = "staff:policy-approver",
            PublishAt = now.AddMinutes(-1),
        };
        return (await Services.GetRequiredService<PolicyDraftStore>().AddAsync(due, Cancel)).Id;
    }

    private async Task<string> GiveAsync()
    {
        using var response = await StaffAsync(HttpMethod.Post, "/api/v1/consents", new
        {
            citizenNo = Wu,
            purpose = "assistance.eligibility",
            recipients = new[] { "civil-affairs" },
            scopes = new[] { "assistance.means" },
            noticeId = "data-sharing",
            noticeVersion = "1",
            separateActs = new[] { "sharing", "sensitive" },
        });
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return (await RunningHub.JsonAsync(response)).GetProperty("id").GetString()!;
    }

    private async Task<string?> StateAsync(string id)
    {
        using var response = await StaffAsync(HttpMethod.Get, $"/api/v1/consents?citizenNo={Wu}");
        return (await RunningHub.JsonAsync(response)).EnumerateArray()
            .Single(consent => consent.GetProperty("id").GetString() == id).GetProperty("state").GetString();
    }

    private async Task<int> WithdrawalsAsync(string id)
    {
        var withdrawals = 0;
        await foreach (var logged in AccessLogReader.ReadAsync(LogFolder, Cancel))
        {
            withdrawals += logged.Entry is ConsentEvent { Transition: ConsentTransition.Withdrawn } told && told.ConsentId == id ? 1 : 0;
        }

        return withdrawals;
    }

    private async Task<string> AliveAsync()
    {
        var client = Credentials.Clients.Single(known => known.ClientId == Officer);
        using var form = new FormUrlEncodedContent(
            [new("grant_type", "client_credentials"), new("client_id", Officer), new("client_secret", client.ClientSecret)]);
        using var granted = await Http.PostAsync(new Uri($"{Address}/connect/token"), form, Cancel);
        var token = (await RunningHub.JsonAsync(granted)).GetProperty("access_token").GetString();
        var query = $$"""{ person(citizenNo: "{{Wu}}") { alive } }""";
        using var request = Request(HttpMethod.Post, "/graphql", new { query });
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Add("Exchange-Purpose", "assistance.eligibility");
        request.Headers.Add("Exchange-Case", "SA-2026-000123");
        using var response = await Http.SendAsync(request, Cancel);
        var data = (await RunningHub.JsonAsync(response)).GetProperty("data").GetProperty("person");
        return data.ValueKind == JsonValueKind.Null ? "null" : data.GetProperty("alive").GetRawText();
    }
}
