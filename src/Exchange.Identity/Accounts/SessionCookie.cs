using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.Tokens;

namespace Exchange.Identity.Accounts;

/// <summary>
/// The session cookie: 256 random bits, meaningless by themselves; the store has only their hash.
/// WHY: <c>__Host-</c> and Secure also on plain http: browsers count loopback as trustworthy, and nothing else should be plain.
/// </summary>
internal static class SessionCookie
{
    /// <summary>The cookie's name; the prefix makes browsers insist on Secure, Path=/ and no Domain (RFC 6265bis §4.1.3).</summary>
    public const string Name = "__Host-exchange";

    private const string CsrfHeader = "X-CSRF";
    private const int TokenLength = 43;

    /// <summary>A new token.</summary>
    public static string NewToken() => Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(32));

    /// <summary>What the store knows of a token.</summary>
    public static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(token)));

    /// <summary>The hash of the token that a request carries, or null.</summary>
    public static string? TokenHashOf(HttpRequest request) =>
        request.Cookies[Name] is { Length: TokenLength } token ? HashOf(token) : null;

    /// <summary>Whether the request is safe (RFC 9110 §9.2.1) or says on purpose that it is meant.</summary>
    public static bool IsIntended(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method)
        || request.Headers[CsrfHeader] == "1";

    /// <summary>Hands the token to the client until the browser is closed; the store ends it earlier or later than that.</summary>
    public static void Set(HttpResponse response, string token) => response.Cookies.Append(Name, token, Options());

    /// <summary>Takes the cookie back.</summary>
    public static void Clear(HttpResponse response) => response.Cookies.Delete(Name, Options());

    private static CookieOptions Options() =>
        new() { Secure = true, HttpOnly = true, SameSite = SameSiteMode.Strict, Path = "/", IsEssential = true };
}
