using System.Net;
using System.Security.Cryptography;
using System.Text;
using Exchange.Audit.Records;
using Exchange.Storage.Stores;
using Microsoft.Extensions.DependencyInjection;

namespace Exchange.IntegrationTests.Hub;

/// <summary>A store that lacks published policies is closed until two persons have put others in their stead, whatever comes late or alone.</summary>
public sealed class RestoredPoliciesTests : RestoredStore
{
    private const string Approver = "policy-approver";
    private const string Clerk = "housing-housing-clerk";

    [Fact]
    public async Task No_rollback_by_one_person_and_no_earlier_approval_passes_for_policies_that_the_store_lacks()
    {
        await PublishUnlikeTheFolderAsync("# second\n");
        var early = await ApproveAsync("# approved before");
        await StopAndBackUpAsync();
        await StartAsync();
        await PublishUnlikeTheFolderAsync("# third\n");
        await StopAndRestoreAsync();
        await StartAsync();

        using (var refused = await StaffAsync(HttpMethod.Post, $"/api/v1/policies/drafts/{early}/publish", user: Approver))
        {
            Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
            Assert.Contains("approved before", await refused.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        }

        // It only closes, and still it waits for a second person.
        await RollBackAsync();
        Assert.Equal(2, (await Versions.FindLatestAsync(Cancel))!.Number);

        // What another hub published by one person, which lacks nothing, does not pass for them either: not the first, nor a newer number.
        await PublishUnlikeTheFolderAsync("# by one person\n");
        await PublishUnlikeTheFolderAsync("# by one person again\n");
        await RestartAsync();
        await AssertReadyAsync(HttpStatusCode.ServiceUnavailable, "lacks policy version 3");

        var rollback = await RollBackAsync();
        await StepAsync(Approver, $"drafts/{rollback}/approve");
        await StepAsync(Approver, $"drafts/{rollback}/publish");
        await UntilReadyAsync();
        await RestartAsync();
        await AssertReadyAsync(HttpStatusCode.OK, "ready");
    }

    [Fact]
    public async Task A_record_that_was_owed_and_comes_late_on_the_log_does_not_pass_for_the_last_word()
    {
        var document = (await Versions.FindLatestAsync(Cancel))!.Document;
        var client = (await Clients.FindAsync(Clerk, Cancel))!;
        var rights = new AccountRights(true, client.Roles, client.Department, client.Region, client.Purposes);
        await StopAndBackUpAsync();
        await StartAsync();
        await LogAsync(Published(3, document + "# third\n", TimeSpan.Zero));
        await LogAsync(Published(2, document + "\n", TimeSpan.FromMinutes(-1)));
        await LogAsync(Changed(rights with { Enabled = false }, TimeSpan.Zero));
        await LogAsync(Changed(rights, TimeSpan.FromMinutes(-1)));
        await StopAndRestoreAsync();

        await StartAsync();

        await AssertReadyAsync(HttpStatusCode.ServiceUnavailable, "lacks policy version 3");
        Assert.False((await Clients.FindAsync(Clerk, Cancel))!.Enabled);
        await PublishUnlikeTheFolderAsync();
        await RestartAsync();
        await AssertReadyAsync(HttpStatusCode.ServiceUnavailable, "lacks policy version 3");
    }

    private async Task<string?> RollBackAsync() =>
        (await StepAsync("policy-admin", "rollback", new { to = 1 })).GetProperty("draft").GetProperty("id").GetString();

    private PolicyVersionStore Versions => Services.GetRequiredService<PolicyVersionStore>();

    private ClientStore Clients => Services.GetRequiredService<ClientStore>();

    private static PolicyPublished Published(int number, string document, TimeSpan ago) => new()
    {
        Time = DateTimeOffset.UtcNow + ago,
        PolicyVersion = $"{number}",
        ContentHash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(document))),
        PublishedBy = "staff:policy-approver",
    };

    private static AccountEvent Changed(AccountRights rights, TimeSpan ago) => new()
    {
        Time = DateTimeOffset.UtcNow + ago,
        Actor = "staff:account-admin",
        Account = $"client:{Clerk}",
        Act = AccountAct.Changed,
        Outcome = AccountOutcome.Done,
        Rights = rights,
    };
}
