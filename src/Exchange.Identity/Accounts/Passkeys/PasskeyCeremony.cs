using System.Globalization;
using Exchange.Identity.Keys;
using Exchange.Storage;
using Exchange.Storage.Accounts;
using Exchange.Storage.Model;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.Tokens;

namespace Exchange.Identity.Accounts.Passkeys;

/// <summary>A ceremony that a browser has the options of.</summary>
/// <param name="State">What the ceremony's end is checked against; the challenge is in it.</param>
/// <param name="Begun">When the options were given.</param>
internal sealed record BegunCeremony(string State, DateTimeOffset Begun);

/// <summary>
/// Keeps the state of a WebAuthn ceremony while it is with the browser: sealed in a short-lived cookie, for one purpose. INVARIANT: of an
/// account's ceremonies only one begun after the last that counted can count, so that no answer counts twice. Thread-safe.
/// </summary>
internal sealed class PasskeyCeremony(AccountKeys keys, ExchangeIdentityOptions options, TimeProvider time)
{
    /// <summary>The purpose of a sign-in.</summary>
    public const string SignIn = "sign-in";

    private const string Name = "__Host-exchange-passkey";
    private const string PlainName = "exchange-demo-passkey";
    private const int LongestCookie = 4000;
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    /// <summary>The purpose of adding a passkey to an account.</summary>
    public static string Registration(string accountId) => "registration of " + accountId;

    /// <summary>Hands the state to the browser.</summary>
    public void Begin(HttpResponse response, string state, string purpose)
    {
        var begun = time.GetUtcNow().UtcTicks.ToString(CultureInfo.InvariantCulture);
        var sealedState = Base64UrlEncoder.Encode(keys.Ceremonies.Seal($"{begun} {state}", purpose));
        response.Cookies.Append(Name, sealedState, Options(isSecure: true));
        if (options.PlainSession)
        {
            response.Cookies.Append(PlainName, sealedState, Options(isSecure: false));
        }
    }

    /// <summary>Takes the state back; null where there is none, or it is too old or of another purpose.</summary>
    public BegunCeremony? End(HttpContext http, string purpose)
    {
        var cookie = http.Request.Cookies[Name] ?? (options.PlainSession ? http.Request.Cookies[PlainName] : null);
        http.Response.Cookies.Delete(Name, Options(isSecure: true));
        if (options.PlainSession)
        {
            http.Response.Cookies.Delete(PlainName, Options(isSecure: false));
        }

        if (cookie is not { Length: > 0 and <= LongestCookie } || Opened(cookie, purpose) is not { } opened
            || opened.Split(' ', 2) is not [var ticks, var state] || !long.TryParse(ticks, CultureInfo.InvariantCulture, out var begun))
        {
            return null;
        }

        var at = new DateTimeOffset(begun, TimeSpan.Zero);
        return time.GetUtcNow() - at <= Lifetime ? new BegunCeremony(state, at) : null;
    }

    /// <summary>Lets the ceremony count for the account, once; false where it or a later one counted already.</summary>
    public static async Task<bool> TryCountAsync(SignInScope scope, StaffAccount account, BegunCeremony ceremony)
    {
        var last = await scope.Accounts.GetAuthenticationTokenAsync(account, AccountMarks.Provider, AccountMarks.LastCeremony);
        if (last is not null && ceremony.Begun.UtcTicks <= long.Parse(last, CultureInfo.InvariantCulture))
        {
            return false;
        }

        var kept = await scope.Accounts.SetAuthenticationTokenAsync(
            account, AccountMarks.Provider, AccountMarks.LastCeremony, ceremony.Begun.UtcTicks.ToString(CultureInfo.InvariantCulture));
        return kept.Succeeded;
    }

    private string? Opened(string cookie, string purpose)
    {
        try
        {
            return keys.Ceremonies.Open(Base64UrlEncoder.DecodeBytes(cookie), purpose);
        }
        catch (Exception foreign) when (foreign is StorageException or FormatException)
        {
            return null;
        }
    }

    private static CookieOptions Options(bool isSecure) => new()
    {
        Secure = isSecure, HttpOnly = true, SameSite = SameSiteMode.Strict, Path = "/", IsEssential = true, MaxAge = Lifetime,
    };
}
