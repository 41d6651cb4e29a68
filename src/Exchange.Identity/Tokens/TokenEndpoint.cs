using System.Text.Json.Serialization;
using Exchange.Identity.Clients;
using Exchange.Storage;
using Microsoft.AspNetCore.Http;

namespace Exchange.Identity.Tokens;

/// <summary>
/// <c>POST /connect/token</c>: the client credentials grant (RFC 6749 §4.4).
/// </summary>
internal sealed class TokenEndpoint(ClientDirectory clients, AccessTokenIssuer tokens, IssuerName issuer, ExchangeIdentityOptions options)
{
    /// <summary>The one scope: the hub's API.</summary>
    public const string Scope = "exchange";

    private const string ClientCredentialsGrant = "client_credentials";

    public async Task AnswerAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.Pragma = "no-cache";
        var (request, unread) = await TokenRequest.ReadAsync(context.Request, context.RequestAborted);
        if (request is null)
        {
            await RefuseAsync(context, unread!);
            return;
        }

        var (client, refused) = Judge(request);
        if (client is null)
        {
            await RefuseAsync(context, refused!);
            return;
        }

        if (issuer.For(context.Request) is not { } name)
        {
            await RefuseAsync(context, OAuthError.NoIssuer);
            return;
        }

        var token = tokens.Issue(name, client, request.Scope);
        await context.Response.WriteAsJsonAsync(
            new TokenAnswer(token, "Bearer", (int)options.TokenLifetime.TotalSeconds, Scope), context.RequestAborted);
    }

    private (ClientRegistration? Client, OAuthError? Error) Judge(TokenRequest request)
    {
        if (Authenticate(request.Client) is not { } client)
        {
            return (null, OAuthError.InvalidClient);
        }

        return request switch
        {
            { GrantType: null } => (null, OAuthError.InvalidRequest("grant_type is missing.")),
            { GrantType: not ClientCredentialsGrant } => (null, OAuthError.UnsupportedGrantType),
            { Scope: not (null or Scope) } => (null, OAuthError.InvalidScope),
            _ => (client, null),
        };
    }

    private ClientRegistration? Authenticate(ClientCredentials? presented)
    {
        if (presented is null)
        {
            return null;
        }

        var client = clients.Find(presented.ClientId);
        return ClientSecret.Matches(client?.SecretHash, presented.Secret) && client!.Enabled ? client : null;
    }

    private static Task RefuseAsync(HttpContext context, OAuthError error)
    {
        context.Response.StatusCode = error.Status;
        if (error.Status == StatusCodes.Status401Unauthorized)
        {
            context.Response.Headers.WWWAuthenticate = "Basic realm=\"exchange\", charset=\"UTF-8\"";
        }

        return context.Response.WriteAsJsonAsync(error, context.RequestAborted);
    }

    private sealed record TokenAnswer(
        [property: JsonPropertyName("access_token")] string AccessToken,
        [property: JsonPropertyName("token_type")] string TokenType,
        [property: JsonPropertyName("expires_in")] int ExpiresIn,
        [property: JsonPropertyName("scope")] string Scope);
}
