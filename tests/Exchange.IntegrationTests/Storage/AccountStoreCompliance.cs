using System.Security.Claims;
using Exchange.Audit.Records;
using Exchange.Storage;
using Exchange.Storage.Accounts;
using Exchange.Storage.Model;
using Exchange.Storage.Stores;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Exchange.IntegrationTests.Storage;

/// <summary>What staff accounts and their sessions promise on every provider; one subclass per provider.</summary>
public abstract class AccountStoreCompliance
{
    private const string Password = "correct-horse-7-Battery";

    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.FromHours(8));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The services of an empty store.</summary>
    protected abstract Task<IServiceProvider> EmptyAsync();

    [Fact]
    public async Task An_account_is_found_by_its_name_and_its_id_with_its_roles()
    {
        await using var desk = Desk.At(await EmptyAsync());
        var id = await desk.RegisterAsync("clerk", "register-clerk", "auditor");

        await using var next = desk.Next();
        var found = (await next.Accounts.FindByNameAsync("CLERK"))!;

        Assert.Equal(id, found.Id);
        Assert.Equal("clerk", (await next.Accounts.FindByIdAsync(id))!.UserName);
        Assert.Null(await next.Accounts.FindByNameAsync("nobody"));
        Assert.Equal(["auditor", "register-clerk"], (await next.Accounts.GetRolesAsync(found)).Order());
        Assert.True(await next.Accounts.IsInRoleAsync(found, "auditor"));
        Assert.Equal("clerk", Assert.Single(await next.Accounts.GetUsersInRoleAsync("auditor")).UserName);
        Assert.True(await next.Accounts.CheckPasswordAsync(found, Password));
    }

    [Fact]
    public async Task A_role_that_is_taken_back_is_gone_and_a_closed_account_too()
    {
        await using var desk = Desk.At(await EmptyAsync());
        await desk.RegisterAsync("clerk", "register-clerk", "auditor");
        await using (var next = desk.Next())
        {
            var found = (await next.Accounts.FindByNameAsync("clerk"))!;
            Desk.Demand(await next.Accounts.RemoveFromRoleAsync(found, "auditor"));
            Assert.Equal(["register-clerk"], await next.Accounts.GetRolesAsync(found));
            Desk.Demand(await next.Accounts.DeleteAsync(found));
        }

        await using var last = desk.Next();
        Assert.Null(await last.Accounts.FindByNameAsync("clerk"));
        Assert.Empty(await last.Accounts.GetUsersInRoleAsync("register-clerk"));
    }

    [Fact]
    public async Task A_user_name_is_taken_once()
    {
        await using var desk = Desk.At(await EmptyAsync());
        await desk.RegisterAsync("clerk");
        await using var next = desk.Next();

        var second = await next.Accounts.CreateAsync(new StaffAccount { UserName = "Clerk" }, Password);

        Assert.Equal("DuplicateUserName", Assert.Single(second.Errors).Code);
    }

    [Fact]
    public async Task An_account_that_somebody_else_changed_is_a_conflict()
    {
        await using var desk = Desk.At(await EmptyAsync());
        await desk.RegisterAsync("clerk");
        await using var one = desk.Next();
        await using var other = desk.Next();
        var first = (await one.Accounts.FindByNameAsync("clerk"))!;
        var second = (await other.Accounts.FindByNameAsync("clerk"))!;
        first.Region = "990102";
        second.Enabled = false;
        Desk.Demand(await other.Accounts.UpdateAsync(second));

        Assert.Equal("ConcurrencyFailure", Assert.Single((await one.Accounts.UpdateAsync(first)).Errors).Code);
    }

    [Fact]
    public async Task Wrong_passwords_lock_an_account_for_a_while()
    {
        await using var desk = Desk.At(await EmptyAsync());
        await desk.RegisterAsync("clerk");
        await using (var next = desk.Next())
        {
            var found = (await next.Accounts.FindByNameAsync("clerk"))!;
            for (var i = 0; i < next.Accounts.Options.Lockout.MaxFailedAccessAttempts; i++)
            {
                Desk.Demand(await next.Accounts.AccessFailedAsync(found));
            }
        }

        await using var last = desk.Next();
        var locked = (await last.Accounts.FindByNameAsync("clerk"))!;
        Assert.True(await last.Accounts.IsLockedOutAsync(locked));
        Desk.Demand(await last.Accounts.SetLockoutEndDateAsync(locked, null));
        Desk.Demand(await last.Accounts.ResetAccessFailedCountAsync(locked));
        Assert.False(await last.Accounts.IsLockedOutAsync(locked));
    }

    [Fact]
    public async Task A_second_factor_its_secret_and_its_recovery_codes_are_kept_and_a_code_is_used_once()
    {
        await using var desk = Desk.At(await EmptyAsync());
        await desk.RegisterAsync("clerk");
        string secret;
        string[] codes;
        await using (var next = desk.Next())
        {
            var found = (await next.Accounts.FindByNameAsync("clerk"))!;
            Desk.Demand(await next.Accounts.ResetAuthenticatorKeyAsync(found));
            Desk.Demand(await next.Accounts.SetTwoFactorEnabledAsync(found, true));
            secret = (await next.Accounts.GetAuthenticatorKeyAsync(found))!;
            codes = [.. (await next.Accounts.GenerateNewTwoFactorRecoveryCodesAsync(found, 10))!];
        }

        await using var last = desk.Next();
        var kept = (await last.Accounts.FindByNameAsync("clerk"))!;
        Assert.True(await last.Accounts.GetTwoFactorEnabledAsync(kept));
        Assert.Equal(secret, await last.Accounts.GetAuthenticatorKeyAsync(kept));
        Desk.Demand(await last.Accounts.RedeemTwoFactorRecoveryCodeAsync(kept, codes[3]));
        Assert.False((await last.Accounts.RedeemTwoFactorRecoveryCodeAsync(kept, codes[3])).Succeeded);
        Assert.Equal(9, await last.Accounts.CountRecoveryCodesAsync(kept));
        Desk.Demand(await last.Accounts.RemoveAuthenticationTokenAsync(kept, "[AspNetUserStore]", "AuthenticatorKey"));
        Assert.Null(await last.Accounts.GetAuthenticatorKeyAsync(kept));
    }

    [Fact]
    public async Task A_passkey_is_kept_found_used_renamed_and_removed()
    {
        await using var desk = Desk.At(await EmptyAsync());
        await desk.RegisterAsync("clerk");
        byte[] id = [1, 2, 3, 4, 5, 6, 7, 8];
        await using (var next = desk.Next())
        {
            var found = (await next.Accounts.FindByNameAsync("clerk"))!;
            Desk.Demand(await next.Accounts.AddOrUpdatePasskeyAsync(found, new UserPasskeyInfo(
                id, [9, 9], Noon, 1, ["internal"], isUserVerified: true, isBackupEligible: false, isBackedUp: false, [7], [8]) { Name = "key 1" }));
        }

        await using (var next = desk.Next())
        {
            var found = (await next.Accounts.FindByPasskeyIdAsync(id))!;
            var passkey = (await next.Accounts.GetPasskeyAsync(found, id))!;
            Assert.Equal("key 1", passkey.Name);
            passkey.SignCount = 2;
            Desk.Demand(await next.Accounts.AddOrUpdatePasskeyAsync(found, passkey));
            passkey.Name = "钥匙";
            passkey.IsBackedUp = true;
            Desk.Demand(await next.Accounts.AddOrUpdatePasskeyAsync(found, passkey));
        }

        await using var last = desk.Next();
        var owner = (await last.Accounts.FindByNameAsync("clerk"))!;
        var kept = Assert.Single(await last.Accounts.GetPasskeysAsync(owner));
        Assert.Equal((2u, "钥匙", true), (kept.SignCount, kept.Name, kept.IsBackedUp));
        Desk.Demand(await last.Accounts.RemovePasskeyAsync(owner, id));
        Assert.Empty(await last.Accounts.GetPasskeysAsync(owner));
        Assert.Null(await last.Accounts.FindByPasskeyIdAsync(id));
    }

    [Fact]
    public async Task Claims_and_logins_of_an_account_are_kept()
    {
        await using var desk = Desk.At(await EmptyAsync());
        await desk.RegisterAsync("clerk");
        await using (var next = desk.Next())
        {
            var found = (await next.Accounts.FindByNameAsync("clerk"))!;
            Desk.Demand(await next.Accounts.AddClaimsAsync(found, Enumerable.Range(0, 2).Select(i => new Claim("kind", $"value {i}"))));
            Desk.Demand(await next.Accounts.AddLoginAsync(found, new UserLoginInfo("city", "77", "City")));
        }

        await using var last = desk.Next();
        var kept = (await last.Accounts.FindByLoginAsync("city", "77"))!;
        Assert.Equal(2, (await last.Accounts.GetClaimsAsync(kept)).Count);
        Assert.Equal("City", Assert.Single(await last.Accounts.GetLoginsAsync(kept)).ProviderDisplayName);
    }

    [Fact]
    public async Task A_session_lives_until_it_is_closed_its_time_is_over_or_its_account_changes()
    {
        var services = await EmptyAsync();
        await using var desk = Desk.At(services);
        await desk.RegisterAsync("clerk", "auditor", "register-clerk");
        var account = (await desk.Accounts.FindByNameAsync("clerk"))!;
        var sessions = services.GetRequiredService<StaffSessionStore>();
        await sessions.OpenAsync(Token('a'), account, Noon, Noon.AddHours(1), Cancel);
        await sessions.OpenAsync(Token('b'), account, Noon, Noon.AddHours(2), Cancel);

        Assert.Equal(["auditor", "register-clerk"], (await sessions.FindAsync(Token('a'), Noon, Cancel))!.Roles);
        Assert.Null(await sessions.FindAsync(Token('a'), Noon.AddHours(1), Cancel));
        await sessions.ProlongAsync(Token('a'), Noon.AddHours(3), Cancel);
        Assert.Equal(Noon.AddHours(3), (await sessions.FindAsync(Token('a'), Noon.AddHours(1), Cancel))!.ExpiresAt);
        await sessions.CloseAsync(Token('a'), Cancel);
        Assert.Null(await sessions.FindAsync(Token('a'), Noon, Cancel));

        Desk.Demand(await desk.Accounts.UpdateSecurityStampAsync(account));
        Assert.Null(await sessions.FindAsync(Token('b'), Noon, Cancel));
    }

    [Fact]
    public async Task A_session_that_is_closed_keeps_the_record_it_owes()
    {
        var services = await EmptyAsync();
        await using var desk = Desk.At(services);
        await desk.RegisterAsync("clerk", "auditor", "register-clerk");
        var account = (await desk.Accounts.FindByNameAsync("clerk"))!;
        var sessions = services.GetRequiredService<StaffSessionStore>();
        await sessions.OpenAsync(Token('a'), account, Noon, Noon.AddHours(1), Cancel);
        var act = new AccountEvent
        {
            Time = Noon.ToUniversalTime(), Actor = account.Id, Account = account.Id, Act = AccountAct.SignedOut, Outcome = AccountOutcome.Done,
        };

        await sessions.CloseAsync(Token('a'), act, Cancel);

        Assert.Null(await sessions.FindAsync(Token('a'), Noon, Cancel));
        var owed = Assert.Single(await services.GetRequiredService<OwedRecordStore>().ListAsync(OwedKind.Session, null, Cancel));
        Assert.Equal(new OwedRecord(OwedKind.Session, Token('a'), 1, act), owed);
    }

    [Fact]
    public async Task The_roster_shows_every_account_with_its_roles()
    {
        await using var desk = Desk.At(await EmptyAsync());
        Assert.False(await desk.Roster.AnyAsync(Cancel));
        await desk.RegisterAsync("zhou", "auditor", "register-clerk");
        await desk.RegisterAsync("an");

        Assert.True(await desk.Roster.AnyAsync(Cancel));
        var entries = await desk.Roster.ListAsync(Cancel);
        Assert.Equal(["an", "zhou"], entries.Select(entry => entry.Account.UserName));
        Assert.Equal(["auditor", "register-clerk"], entries[1].Roles);
    }

    [Fact]
    public async Task A_closed_account_stays_in_the_roster_and_closing_it_again_changes_nothing()
    {
        await using var desk = Desk.At(await EmptyAsync());
        var id = await desk.RegisterAsync("clerk", "auditor");
        await desk.RegisterAsync("other");
        await desk.Roster.CloseAsync(id, Cancel);
        await desk.Roster.CloseAsync(id, Cancel);
        await desk.Roster.CloseAsync("nobody", Cancel);

        var entries = await desk.Roster.ListAsync(Cancel);

        Assert.Equal([("clerk", false), ("other", true)], entries.Select(entry => (entry.Account.UserName!, entry.Account.Enabled)));
    }

    [Fact]
    public async Task A_change_of_accounts_that_is_called_off_leaves_nothing()
    {
        await using var desk = Desk.At(await EmptyAsync());
        Assert.True(await desk.Transaction.RunAsync(async () => await desk.RegisterAsync("kept", "auditor") is not null, Cancel));
        await using var next = desk.Next();
        Assert.False(await next.Transaction.RunAsync(async () => await next.RegisterAsync("gone", "clerk") is null, Cancel));

        await using var last = desk.Next();
        Assert.Equal("kept", Assert.Single(await last.Roster.ListAsync(Cancel)).Account.UserName);
    }

    private static string Token(char letter) => new(letter, 64);

    /// <summary>One unit of work with accounts, as a request has.</summary>
    private sealed class Desk : IAsyncDisposable
    {
        private readonly IDbContextFactory<ExchangeContext> _contexts;
        private readonly ServiceProvider _services;
        private readonly AsyncServiceScope _scope;

        private Desk(IDbContextFactory<ExchangeContext> contexts)
        {
            _contexts = contexts;
            var services = new ServiceCollection().AddLogging().AddSingleton(contexts).AddScoped(_ => contexts.CreateDbContext())
                .AddSingleton(new AccountSecrets(new byte[AccountSecrets.KeyBytes]));
            services.AddIdentityCore<StaffAccount>(options => options.Password.RequireNonAlphanumeric = false).AddAccountStores();
            _services = services.BuildServiceProvider();
            _scope = _services.CreateAsyncScope();
        }

        public UserManager<StaffAccount> Accounts => _scope.ServiceProvider.GetRequiredService<UserManager<StaffAccount>>();

        public StaffRoster Roster => _scope.ServiceProvider.GetRequiredService<StaffRoster>();

        public AccountTransaction Transaction => _scope.ServiceProvider.GetRequiredService<AccountTransaction>();

        public static Desk At(IServiceProvider store) => new(store.GetRequiredService<IDbContextFactory<ExchangeContext>>());

        public static void Demand(IdentityResult result) => Assert.True(result.Succeeded, string.Join(", ", result.Errors.Select(e => e.Code)));

        public Desk Next() => new(_contexts);

        public async Task<string> RegisterAsync(string name, params string[] roles)
        {
            var known = _scope.ServiceProvider.GetRequiredService<RoleManager<StaffRole>>();
            foreach (var role in roles)
            {
                if (!await known.RoleExistsAsync(role))
                {
                    Demand(await known.CreateAsync(new StaffRole { Name = role }));
                }
            }

            var account = new StaffAccount { UserName = name, Department = "civil-affairs", Purposes = "assistance.eligibility" };
            Demand(await Accounts.CreateAsync(account, Password));
            if (roles.Length > 0)
            {
                Demand(await Accounts.AddToRolesAsync(account, roles));
            }

            return account.Id;
        }

        public async ValueTask DisposeAsync()
        {
            await _scope.DisposeAsync();
            await _services.DisposeAsync();
        }
    }
}
