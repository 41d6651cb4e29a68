using Exchange.Pipeline.Callers;

namespace Exchange.UnitTests.Fixtures;

/// <summary>A token is the id of a demo client; <c>ID+introspection</c> may read the schema; <c>expired</c> is expired; <see cref="OfAnotherCity"/> is
/// vouched for, but its department is not of this city.</summary>
internal sealed class PipelineTokens : ITokenVerifier
{
    public const string MayIntrospect = "+introspection";
    public const string OfAnotherCity = "another-city";

    public ValueTask<TokenVerdict> VerifyAsync(string? token, CancellationToken cancellation) => new(Verdict(token));

    private static TokenVerdict Verdict(string? token)
    {
        if (token is null)
        {
            return new TokenVerdict(null, TokenFault.Missing);
        }

        if (token == OfAnotherCity)
        {
            var stranger = new ClientIdentity(token, new("port-authority"), ["assistance-officer"], ["assistance.eligibility"], "9901", null, IntrospectionMode.Off);
            return new TokenVerdict(stranger, TokenFault.None);
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
