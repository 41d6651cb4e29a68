using Exchange.Storage.Model;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Exchange.Identity.Accounts;

/// <summary>What became of a sign-in.</summary>
/// <param name="Account">Who signed in; null when refused.</param>
/// <param name="Roles">The account's roles.</param>
/// <param name="IsBusy">Refused unseen, because too many sign-ins wait.</param>
internal sealed record SignInOutcome(StaffAccount? Account, IReadOnlyList<string> Roles, bool IsBusy)
{
    public static SignInOutcome Refused { get; } = new(null, [], IsBusy: false);

    public static SignInOutcome Busy { get; } = new(null, [], IsBusy: true);
}

/// <summary>
/// Checks passwords. Unknown, closed and locked accounts are answered like a wrong password, after the same work. Thread-safe.
/// </summary>
internal sealed class StaffSignIn(IServiceScopeFactory scopes) : IDisposable
{
    private const int LongestQueue = 32;

    // WHY one at a time: parallel guesses would each read the failure count before another raises it, and so get past the lock-out;
    // and the deliberately slow hash cannot take more than one processor from the requests of departments.
    private readonly SemaphoreSlim _gate = new(1);
    private int _waiting;
    private string? _nobodysHash;

    public async Task<SignInOutcome> TryAsync(string userName, string password, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _waiting) > LongestQueue)
        {
            Interlocked.Decrement(ref _waiting);
            return SignInOutcome.Busy;
        }

        try
        {
            await _gate.WaitAsync(cancellationToken);
            try
            {
                return await CheckAsync(userName, password);
            }
            finally
            {
                _gate.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    public void Dispose() => _gate.Dispose();

    private async Task<SignInOutcome> CheckAsync(string userName, string password)
    {
        await using var scope = scopes.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<UserManager<StaffAccount>>();
        var account = await accounts.FindByNameAsync(userName);
        if (account is not { Enabled: true } || await accounts.IsLockedOutAsync(account))
        {
            SpendTheSame(accounts.PasswordHasher, password);
            return SignInOutcome.Refused;
        }

        if (!await accounts.CheckPasswordAsync(account, password))
        {
            await accounts.AccessFailedAsync(account);
            return SignInOutcome.Refused;
        }

        await accounts.ResetAccessFailedCountAsync(account);
        return new SignInOutcome(account, [.. (await accounts.GetRolesAsync(account)).Order(StringComparer.Ordinal)], IsBusy: false);
    }

    private void SpendTheSame(IPasswordHasher<StaffAccount> hasher, string password)
    {
        var nobody = new StaffAccount();
        _nobodysHash ??= hasher.HashPassword(nobody, SessionCookie.NewToken());
        hasher.VerifyHashedPassword(nobody, _nobodysHash, password);
    }
}
