using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Exchange.Identity.Accounts.Passwords;
using Exchange.Storage;
using Exchange.Storage.Accounts;
using Exchange.Storage.Stores;

namespace Exchange.Identity.Accounts.Administration;

/// <summary>
/// The one-time code by which whoever starts a hub without accounts becomes its first account administrator. The store has the code's hash
/// only; it counts once, for a day, and not after some wrong tries. Thread-safe.
/// </summary>
public sealed class FirstAdministrator
{
    private const string Setting = "first-administrator";
    private const int Tries = 5;
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    private readonly SettingStore _settings;
    private readonly StaffRoster _roster;
    private readonly TimeProvider _time;

    internal FirstAdministrator(SettingStore settings, StaffRoster roster, TimeProvider time)
    {
        _settings = settings;
        _roster = roster;
        _time = time;
    }

    /// <summary>A new code where the store has no account, and null where it has. An earlier code counts no more.</summary>
    public async Task<string?> OfferAsync(CancellationToken cancellationToken)
    {
        if (await _roster.AnyAsync(cancellationToken))
        {
            return null;
        }

        var code = OneTimePassword.Code();
        await _settings.SetAsync(Setting, TextOf(new Offer(HashOf(code), _time.GetUtcNow() + Lifetime, Tries)), cancellationToken);
        return code;
    }

    /// <summary>Whether this is the code, which then still counts. A wrong one costs a try.</summary>
    /// <exception cref="StorageConflictException">Somebody else tried at the same moment.</exception>
    internal async Task<bool> IsRightAsync(string code, CancellationToken cancellationToken)
    {
        if (await FindAsync(cancellationToken) is not { TriesLeft: > 0 } offer || offer.Until <= _time.GetUtcNow()
            || await _roster.AnyAsync(cancellationToken))
        {
            return false;
        }

        if (IsOf(offer, code))
        {
            return true;
        }

        await ReplaceAsync(offer, offer with { TriesLeft = offer.TriesLeft - 1 }, cancellationToken);
        return false;
    }

    /// <summary>Lets the code count no more. INVARIANT: of all who do so with the same code, on whatever hub, one succeeds.</summary>
    /// <exception cref="StorageConflictException">Somebody else used it at the same moment.</exception>
    internal async Task UseUpAsync(string code, CancellationToken cancellationToken)
    {
        if (await FindAsync(cancellationToken) is not { } offer || !IsOf(offer, code))
        {
            throw new StorageConflictException("the first administrator's code was used by somebody else at the same moment.");
        }

        await ReplaceAsync(offer, new Offer(HashOf(""), DateTimeOffset.UnixEpoch, 0), cancellationToken);
    }

    private async Task<Offer?> FindAsync(CancellationToken cancellationToken) =>
        (await _settings.FindAsync(Setting, cancellationToken))?.Split(' ') is [var hash, var until, var tries]
            ? new Offer(
                hash,
                DateTimeOffset.FromUnixTimeSeconds(long.Parse(until, CultureInfo.InvariantCulture)),
                int.Parse(tries, CultureInfo.InvariantCulture))
            : null;

    private Task ReplaceAsync(Offer known, Offer next, CancellationToken cancellationToken) =>
        _settings.ReplaceAsync(Setting, TextOf(known), TextOf(next), cancellationToken);

    private static string TextOf(Offer offer) =>
        string.Create(CultureInfo.InvariantCulture, $"{offer.Hash} {offer.Until.ToUnixTimeSeconds()} {offer.TriesLeft}");

    private static bool IsOf(Offer offer, string code) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(offer.Hash), Encoding.ASCII.GetBytes(HashOf(code)));

    // WHY no slow hash: nobody guesses 98 bits.
    private static string HashOf(string code)
    {
        var letters = string.Concat(code.Where(char.IsLetterOrDigit)).ToUpperInvariant();
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(letters)));
    }

    private sealed record Offer(string Hash, DateTimeOffset Until, int TriesLeft);
}
