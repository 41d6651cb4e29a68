using System.Net;
using Exchange.Audit.Records;
using Exchange.Identity.Accounts;
using Exchange.Identity.Accounts.Administration;
using Exchange.IntegrationTests.Storage;
using Exchange.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Exchange.IntegrationTests.Identity;

/// <summary>The code for the first administrator: once, for a day, for five tries, and only while there is no account.</summary>
public sealed class FirstAdministratorTests : IAsyncLifetime
{
    private const string Good = "seven-lamps-on-the-wall";

    private readonly StoreFolder _folder = new();
    private IdentityHost _host = null!;
    private AccountClient _client = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _host = await IdentityHost.StartAsync(_folder);
        _client = new AccountClient(_host);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task The_code_makes_one_administrator_and_then_counts_no_more()
    {
        var code = await OfferAsync();
        AccountClient.AssertProblem(await SignUpAsync(code, "keeper", "password1234"), HttpStatusCode.BadRequest, "PASSWORD_TOO_WEAK");
        AccountClient.AssertProblem(await SignUpAsync(code, "no name", Good), HttpStatusCode.BadRequest, "BAD_REQUEST");

        var (status, view) = await SignUpAsync(code.ToLowerInvariant(), "keeper", Good);
        Assert.Equal(HttpStatusCode.Created, status);
        Assert.Equal(["account-admin"], view.GetProperty("roles").EnumerateArray().Select(role => role.GetString()));
        Assert.Equal(HttpStatusCode.OK, (await _client.GetAsync("accounts")).Status);
        Assert.Equal([AccountAct.Created, AccountAct.SignedIn], _host.Log.Accounts.Select(entry => entry.Act));

        AccountClient.AssertProblem(await SignUpAsync(code, "second", Good), HttpStatusCode.Forbidden, "FIRST_CODE_REFUSED");
        Assert.Null(await _host.Services.GetRequiredService<FirstAdministrator>().OfferAsync(Cancel));
    }

    [Fact]
    public async Task Five_wrong_tries_end_the_code_and_a_new_start_gives_another()
    {
        var code = await OfferAsync();
        for (var i = 0; i < 5; i++)
        {
            AccountClient.AssertProblem(await SignUpAsync("AAAA-AAAA-AAAA-AAAA-AAAA", "keeper", Good), HttpStatusCode.Forbidden, "FIRST_CODE_REFUSED");
        }

        AccountClient.AssertProblem(await SignUpAsync(code, "keeper", Good), HttpStatusCode.Forbidden, "FIRST_CODE_REFUSED");
        var another = await OfferAsync();
        AccountClient.AssertProblem(await SignUpAsync(code, "keeper", Good), HttpStatusCode.Forbidden, "FIRST_CODE_REFUSED");
        Assert.Equal(HttpStatusCode.Created, (await SignUpAsync(another, "keeper", Good)).Status);
    }

    [Fact]
    public async Task A_code_of_yesterday_is_refused()
    {
        var code = await OfferAsync();
        _host.Clock.Advance(TimeSpan.FromDays(1));
        AccountClient.AssertProblem(await SignUpAsync(code, "keeper", Good), HttpStatusCode.Forbidden, "FIRST_CODE_REFUSED");
    }

    [Fact]
    public async Task Two_who_send_the_code_at_once_become_one_administrator()
    {
        var code = await OfferAsync();
        var answers = await Task.WhenAll(SignUpAsync(code, "one", Good), SignUpAsync(code, "two", Good), SignUpAsync(code, "three", Good));
        Assert.Single(answers, answer => answer.Status is HttpStatusCode.Created);
    }

    [Fact]
    public async Task Of_two_hubs_that_found_the_code_right_one_may_use_it()
    {
        var code = await OfferAsync();
        var here = _host.Services.GetRequiredService<FirstAdministrator>();
        await using var other = await IdentityHost.StartAsync(_folder);
        var there = other.Services.GetRequiredService<FirstAdministrator>();
        Assert.True(await here.IsRightAsync(code, Cancel));
        Assert.True(await there.IsRightAsync(code, Cancel));

        await here.UseUpAsync(code, Cancel);

        await Assert.ThrowsAsync<StorageConflictException>(() => there.UseUpAsync(code, Cancel));
    }

    [Fact]
    public async Task Where_there_is_an_account_or_no_code_nothing_is_made()
    {
        AccountClient.AssertProblem(await SignUpAsync("AAAA-AAAA-AAAA-AAAA-AAAA", "keeper", Good), HttpStatusCode.Forbidden, "FIRST_CODE_REFUSED");
        var code = await OfferAsync();
        AccountClient.AssertProblem(
            await _client.SendUnmeantAsync(HttpMethod.Post, "accounts/first", new { code, userName = "keeper", password = Good }),
            HttpStatusCode.Forbidden,
            "CSRF_HEADER_REQUIRED");
        await _host.Services.GetRequiredService<StaffProvisioner>().EnsureAsync([new StaffDefinition("auditor", ["auditor"])], Cancel);
        AccountClient.AssertProblem(await SignUpAsync(code, "keeper", Good), HttpStatusCode.Forbidden, "FIRST_CODE_REFUSED");
    }

    [Fact]
    public async Task Without_a_log_there_is_no_administrator_and_the_code_still_counts()
    {
        var code = await OfferAsync();
        _host.Log.IsHalted = true;
        AccountClient.AssertProblem(await SignUpAsync(code, "keeper", Good), HttpStatusCode.ServiceUnavailable, "AUDIT_UNAVAILABLE");
        _host.Log.IsHalted = false;
        Assert.Equal(HttpStatusCode.Created, (await SignUpAsync(code, "keeper", Good)).Status);
    }

    private async Task<string> OfferAsync() => (await _host.Services.GetRequiredService<FirstAdministrator>().OfferAsync(Cancel))!;

    private Task<(HttpStatusCode Status, System.Text.Json.JsonElement Body)> SignUpAsync(string code, string userName, string password) =>
        _client.PostAsync("accounts/first", new { code, userName, password });
}
