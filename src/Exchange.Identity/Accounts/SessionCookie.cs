using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.Tokens;

namespace Exchange.Identity.Accounts;

/// <summary>
/// The session cookie: 256 random bits, the second in which it was given and the number of factors that it was given for; the store has only the hash
/// of the whole, so that the second and the number cannot be changed either.
/// The prefix <c>__Host-</c> makes browsers insist on Secure, Path=/ and no Domain (RFC 6265bis §4.1.3). A demo on loopback gives the same
/// token under a plain name as well, for clients that keep a Secure cookie back over http. Thread-safe.
/// </summary>
internal sealed class SessionCookie(ExchangeIdentityOptions options)
{
    private const string Name = "__Host-exchange";
    private const string PlainName = "exchange-demo";
    private const string CsrfHeader = "X-CSRF";
    private const int RandomLength = 43;
    private const int TimeLength = 8;
    private const char OneFactor = '1';
    private const char TwoFactors = '2';
    private const int TokenLength = RandomLength + TimeLength + 1;

    private static readonly CookieOptions Strict = Options(isSecure: true);
    private static readonly CookieOptions Plain = Options(isSecure: false);

    /// <summary>A new token, given at <paramref name="now"/> for one factor or for two.</summary>
    public static string NewToken(DateTimeOffset now, int factors) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(32))}{(uint)now.ToUnixTimeSeconds():x8}{(factors > 1 ? TwoFactors : OneFactor)}");

    /// <summary>How many factors a token was given for. To be believed only where the store knows its hash.</summary>
    public static int FactorsOf(string token) => token[^1] == TwoFactors ? 2 : 1;

    /// <summary>When a token was given. To be believed only where the store knows its hash.</summary>
    public static DateTimeOffset GivenAt(string token) => DateTimeOffset.FromUnixTimeSeconds(
        uint.TryParse(token.AsSpan(RandomLength, TimeLength), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var second) ? second : 0);

    /// <summary>What the store knows of a token.</summary>
    public static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(token)));

    /// <summary>The token that a request carries, or null.</summary>
    public string? TokenOf(HttpRequest request) =>
        (request.Cookies[Name] ?? (options.PlainSession ? request.Cookies[PlainName] : null)) is { Length: TokenLength } token ? token : null;

    /// <summary>Whether the request is safe (RFC 9110 §9.2.1) or says on purpose that it is meant.</summary>
    public static bool IsIntended(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method)
        || request.Headers[CsrfHeader] == "1";

    /// <summary>Hands the token to the client until the browser is closed; the store ends it earlier or later than that.</summary>
    public void Set(HttpResponse response, string token)
    {
        response.Cookies.Append(Name, token, Strict);
        if (options.PlainSession)
        {
            response.Cookies.Append(PlainName, token, Plain);
        }
    }

    /// <summary>Takes the cookie back.</summary>
    public void Clear(HttpResponse response)
    {
        response.Cookies.Delete(Name, Strict);
        if (options.PlainSession)
        {
            response.Cookies.Delete(PlainName, Plain);
        }
    }

    private static CookieOptions Options(bool isSecure) =>
        new() { Secure = isSecure, HttpOnly = true, SameSite = SameSiteMode.Strict, Path = "/", IsEssential = true };
}
