using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Exchange.Identity.Tokens;

/// <summary>A token request as it was sent, its form read within bounds.</summary>
/// <param name="GrantType">What is asked; null when missing.</param>
/// <param name="Scope">The scope; null when missing.</param>
/// <param name="Client">The client and its secret; null when the request carries none that can be read.</param>
internal sealed record TokenRequest(string? GrantType, string? Scope, ClientCredentials? Client)
{
    private const int LargestBody = 16 * 1024;
    private const string FormType = "application/x-www-form-urlencoded";

    /// <summary>Reads a request, or says what is wrong with it. Parameters in the query are never read (RFC 6749 §2.3.1).</summary>
    public static async Task<(TokenRequest? Request, OAuthError? Error)> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentType?.Split(';')[0].Trim().Equals(FormType, StringComparison.OrdinalIgnoreCase) != true)
        {
            return (null, OAuthError.InvalidRequest($"The content type must be {FormType}."));
        }

        if (await ReadBodyAsync(request, cancellationToken) is not { } body)
        {
            return (null, OAuthError.TooLarge);
        }

        var form = QueryHelpers.ParseQuery(body);
        if (form.Values.Any(values => values.Count > 1))
        {
            return (null, OAuthError.InvalidRequest("A parameter is there more than once."));
        }

        var (client, error) = ClientCredentials.Read(request.Headers.Authorization, Value(form, "client_id"), Value(form, "client_secret"));
        return error is null ? (new TokenRequest(Value(form, "grant_type"), Value(form, "scope"), client), null) : (null, error);
    }

    // A parameter without a value counts as missing (RFC 6749 §3.2).
    private static string? Value(Dictionary<string, StringValues> form, string name) =>
        form.TryGetValue(name, out var values) && !string.IsNullOrEmpty(values[0]) ? values[0] : null;

    private static async Task<string?> ReadBodyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var buffer = new byte[LargestBody + 1];
        var length = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return length > LargestBody ? null : Encoding.UTF8.GetString(buffer, 0, length);
    }
}
