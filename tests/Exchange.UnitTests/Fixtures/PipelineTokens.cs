using Exchange.Pipeline.Callers;

namespace Exchange.UnitTests.Fixtures;

/// <summary>A token is the id of a demo client; <c>ID+introspection</c> may read the schema; <c>expired</c> is expired.</summary>
internal sealed class PipelineTokens : ITokenVerifier
{
    public const string MayIntrospect = "+introspection";

    public ValueTask<TokenVerdict> VerifyAsync(string? token, CancellationToken cancellation) => new(Verdict(token));

    private static TokenVerdict Verdict(string? token)
    {
        if (token is null)
        {
            return new TokenVerdict(null, TokenFault.Missing);
        }

        var id = token.Replace(MayIntrospect, "", StringComparison.Ordinal);
        if (DemoCity.Policies.Clients.FirstOrDefault(card => card.ClientId == id) is not { } client)
        {
            return new TokenVerdict(null, token == "expired" ? TokenFault.Expired : TokenFault.Invalid);
        }

        var mode = id == token ? IntrospectionMode.Off : IntrospectionMode.Full;
        return new TokenVerdict(
            new ClientIdentity(id, client.Department, client.Roles, client.Purposes, client.RegionCode, client.Officer, mode), TokenFault.None);
    }
}
