using Exchange.Audit.Records;
using Exchange.Storage;
using Exchange.Storage.Model;
using Exchange.Storage.Stores;

namespace Exchange.Identity.Accounts;

/// <summary>
/// Sessions that are open: each ends when it was not used for a while, and in any case a working day after the sign-in. Thread-safe.
/// </summary>
internal sealed class OpenSessions(StaffSessionStore store, OwedRecordStore owed, ExchangeIdentityOptions options, TimeProvider time)
{
    // WHY: not every request is worth a write; the session ends at most this much early.
    private static readonly TimeSpan Grain = TimeSpan.FromMinutes(1);

    /// <summary>Opens a session for the account, whose holder proved so many factors; the answer is the cookie's token.</summary>
    public async Task<string> OpenAsync(StaffAccount account, int factors, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var token = SessionCookie.NewToken(now, factors);
        await store.OpenAsync(SessionCookie.HashOf(token), account, now, EndOf(token, now), cancellationToken);
        return token;
    }

    /// <summary>The session of a token, null where it is unknown or over; thereby it is in use, if <paramref name="isUse"/>.</summary>
    public async Task<StaffSession?> FindAsync(string token, bool isUse, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var hash = SessionCookie.HashOf(token);
        var session = await store.FindAsync(hash, now, cancellationToken);
        if (isUse && session is not null && EndOf(token, now) is var end && end - session.ExpiresAt >= Grain)
        {
            await store.ProlongAsync(hash, end, cancellationToken);
        }

        return session;
    }

    /// <summary>Ends the session of a token.</summary>
    public Task CloseAsync(string token, CancellationToken cancellationToken) =>
        store.CloseAsync(SessionCookie.HashOf(token), cancellationToken);

    /// <summary>Ends the session of a token and owes the record of it, until <see cref="StrikeAsync"/>.</summary>
    public Task CloseAsync(string token, AuditEntry owing) =>
        store.CloseAsync(SessionCookie.HashOf(token), owing, CancellationToken.None);

    /// <summary>The end of that session is on record.</summary>
    public async Task StrikeAsync(string token)
    {
        // WHY not thrown: it is over and on record; what is not struck off comes on record once more, no worse.
        var struck = owed.StrikeAsync(OwedKind.Session, SessionCookie.HashOf(token), version: 1, CancellationToken.None);
        await struck.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private DateTimeOffset EndOf(string token, DateTimeOffset now)
    {
        var latest = SessionCookie.GivenAt(token) + options.SessionLifetime;
        return now + options.SessionIdleTime is var idle && idle < latest ? idle : latest;
    }
}
