using Exchange.Identity.Accounts;
using Exchange.IntegrationTests.Storage;
using Exchange.Storage;
using Exchange.Storage.Model;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Exchange.IntegrationTests.Identity;

/// <summary>What is kept of accounts, on every provider: roles, lock-out, second factors, passkeys. Read back from a store opened anew.</summary>
public abstract class AccountStoreCompliance : IDisposable
{
    private readonly StoreFolder _folder = new();
    private StorageOptions? _store;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>An empty store; null for a SQLite file.</summary>
    protected abstract Task<StorageOptions?> EmptyAsync();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_account_comes_back_with_its_password_its_roles_and_its_person()
    {
        await using var host = await OpenAsync();
        var made = await host.Services.GetRequiredService<StaffProvisioner>().EnsureAsync(
            [new StaffDefinition("auditor", ["auditor", "data-steward"]), new StaffDefinition("wang", ["resident"], "p1.wang")], Cancel);

        await WithAccountsAsync(async accounts =>
        {
            var auditor = (await accounts.FindByNameAsync("AUDITOR"))!;
            Assert.True(await accounts.CheckPasswordAsync(auditor, made[0].Password!));
            Assert.Equal(["auditor", "data-steward"], (await accounts.GetRolesAsync(auditor)).Order(StringComparer.Ordinal));
            Assert.Equal("p1.wang", (await accounts.FindByNameAsync("wang"))!.PersonPseudonym);
            Assert.Equal("wang", Assert.Single(await accounts.GetUsersInRoleAsync("resident")).UserName);
        });
    }

    [Fact]
    public async Task Accounts_that_several_hubs_make_at_once_exist_once()
    {
        await using var host = await OpenAsync();
        var provisioner = host.Services.GetRequiredService<StaffProvisioner>();
        StaffDefinition[] definitions =
            [new("auditor", ["auditor"]), new("steward", ["data-steward", "auditor"]) { Password = "Known-to-every-hub-1" }];

        var made = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => Task.Run(() => provisioner.EnsureAsync(definitions, Cancel), Cancel)));

        Assert.Equal(["auditor", "steward"], made.SelectMany(hub => hub).Where(account => account.Password is not null)
            .Select(account => account.UserName).Order(StringComparer.Ordinal));
        Assert.True(await provisioner.HasPasswordAsync("steward", "Known-to-every-hub-1"));
        Assert.False(await provisioner.HasPasswordAsync("steward", "Known-to-no-hub-at-1"));
        Assert.False(await provisioner.HasPasswordAsync("nobody", "Known-to-every-hub-1"));
        await WithAccountsAsync(async accounts => Assert.Equal(
            ["auditor", "data-steward"],
            (await accounts.GetRolesAsync((await accounts.FindByNameAsync("steward"))!)).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task A_user_name_is_taken_once_whatever_its_case()
    {
        await WithAccountsAsync(async accounts =>
        {
            Demand(await accounts.CreateAsync(new StaffAccount { UserName = "auditor" }));
            Assert.False((await accounts.CreateAsync(new StaffAccount { UserName = "Auditor" })).Succeeded);
        });
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_the_account_in_the_store()
    {
        await WithAccountsAsync(async accounts =>
        {
            var account = new StaffAccount { UserName = "auditor" };
            Demand(await accounts.CreateAsync(account));
            for (var attempt = 0; attempt < 5; attempt++)
            {
                Demand(await accounts.AccessFailedAsync(account));
            }
        });

        await WithAccountsAsync(async accounts =>
        {
            var account = (await accounts.FindByNameAsync("auditor"))!;
            Assert.True(await accounts.IsLockedOutAsync(account));
            Assert.Equal(TimeSpan.Zero, account.LockoutEnd!.Value.Offset);
        });
    }

    [Fact]
    public async Task Two_who_change_one_account_at_once_do_not_both_win()
    {
        await WithAccountsAsync(async accounts => Demand(await accounts.CreateAsync(new StaffAccount { UserName = "auditor" })));

        await WithAccountsAsync(async first =>
        {
            var read = (await first.FindByNameAsync("auditor"))!;
            await WithAccountsAsync(async second =>
                Demand(await second.SetLockoutEndDateAsync((await second.FindByNameAsync("auditor"))!, DateTimeOffset.UnixEpoch)));

            var late = await first.SetLockoutEndDateAsync(read, null);

            Assert.Equal("ConcurrencyFailure", Assert.Single(late.Errors).Code);
        });
    }

    [Fact]
    public async Task A_second_factor_and_its_recovery_codes_are_kept_and_each_code_counts_once()
    {
        string key = "";
        string[] codes = [];
        await WithAccountsAsync(async accounts =>
        {
            var account = new StaffAccount { UserName = "auditor" };
            Demand(await accounts.CreateAsync(account));
            Demand(await accounts.ResetAuthenticatorKeyAsync(account));
            Demand(await accounts.SetTwoFactorEnabledAsync(account, true));
            key = (await accounts.GetAuthenticatorKeyAsync(account))!;
            codes = [.. (await accounts.GenerateNewTwoFactorRecoveryCodesAsync(account, 10))!];
        });

        await WithAccountsAsync(async accounts =>
        {
            var account = (await accounts.FindByNameAsync("auditor"))!;
            Assert.True(await accounts.GetTwoFactorEnabledAsync(account));
            Assert.Equal(key, await accounts.GetAuthenticatorKeyAsync(account));
            Demand(await accounts.RedeemTwoFactorRecoveryCodeAsync(account, codes[3]));
            Assert.False((await accounts.RedeemTwoFactorRecoveryCodeAsync(account, codes[3])).Succeeded);
            Assert.Equal(9, await accounts.CountRecoveryCodesAsync(account));
        });
    }

    [Fact]
    public async Task A_passkey_is_kept_found_by_its_credential_counted_on_and_removed()
    {
        byte[] credential = [.. Enumerable.Range(0, 64).Select(number => (byte)number)];
        var made = new DateTimeOffset(2026, 11, 21, 4, 0, 0, TimeSpan.Zero);
        await WithAccountsAsync(async accounts =>
        {
            var account = new StaffAccount { UserName = "auditor" };
            Demand(await accounts.CreateAsync(account));
            Demand(await accounts.AddOrUpdatePasskeyAsync(
                account, new UserPasskeyInfo(credential, [1, 2], made, 7, ["internal", "hybrid"], true, true, false, [3], [4]) { Name = "钥匙" }));
        });

        await WithAccountsAsync(async accounts =>
        {
            var account = (await accounts.FindByPasskeyIdAsync(credential))!;
            var passkey = Assert.Single(await accounts.GetPasskeysAsync(account));
            Assert.Equal(("钥匙", 7u, made), (passkey.Name, passkey.SignCount, passkey.CreatedAt));
            Assert.Equal(["internal", "hybrid"], passkey.Transports!);
            passkey.SignCount = 8;
            Demand(await accounts.AddOrUpdatePasskeyAsync(account, passkey));
        });

        await WithAccountsAsync(async accounts =>
        {
            var account = (await accounts.FindByNameAsync("auditor"))!;
            Assert.Equal(8u, (await accounts.GetPasskeyAsync(account, credential))!.SignCount);
            Demand(await accounts.RemovePasskeyAsync(account, credential));
            Assert.Null(await accounts.FindByPasskeyIdAsync(credential));
        });
    }

    private static void Demand(IdentityResult result) => Assert.True(result.Succeeded, string.Join(", ", result.Errors.Select(e => e.Code)));

    private async Task<IdentityHost> OpenAsync() => await IdentityHost.StartAsync(_folder, storage: _store ??= await EmptyAsync());

    // A host of its own each time: nothing is remembered but what the store has.
    private async Task WithAccountsAsync(Func<UserManager<StaffAccount>, Task> act)
    {
        await using var host = await OpenAsync();
        await using var scope = host.Services.CreateAsyncScope();
        await act(scope.ServiceProvider.GetRequiredService<UserManager<StaffAccount>>());
    }
}
