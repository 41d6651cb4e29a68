using Exchange.Pipeline.Callers;

namespace Exchange.UnitTests.Fixtures;

/// <summary>
/// A token is the id of a demo client; with <see cref="MayIntrospect"/> behind it, it may read the schema; <c>expired</c> is expired;
/// <see cref="OfAnotherCity"/> is vouched for, but its department is not of this city.
/// </summary>
internal sealed class PipelineTokens : ITokenVerifier
{
    public const string MayIntrospect = "+introspection";
    public const string OfAnotherCity = "another-city";

    /// <summary>From now on every token meets this fault.</summary>
    public TokenFault Fault { get; set; }

    public ValueTask<TokenVerdict> VerifyAsync(string? token, CancellationToken cancellation) =>
        new(Fault == TokenFault.None ? Verdict(token) : new TokenVerdict(null, Fault));

    private static TokenVerdict Verdict(string? token)
    {
        if (token is null)
        {
            return new TokenVerdict(null, TokenFault.Missing);
        }

        if (token == OfAnotherCity)
        {
            return Accepted(new ClientIdentity(
                token, new("port-authority"), ["assistance-officer"], ["assistance.eligibility"], "9901", null, IntrospectionMode.Off));
        }

        var id = token.Replace(MayIntrospect, "", StringComparison.Ordinal);
        if (DemoCity.Policies.Clients.FirstOrDefault(card => card.ClientId == id) is not { } client)
        {
            return new TokenVerdict(null, token == "expired" ? TokenFault.Expired : TokenFault.Invalid);
        }

        var mode = id == token ? IntrospectionMode.Off : IntrospectionMode.Full;
        return Accepted(new ClientIdentity(
            id, client.Department, client.Roles, client.Purposes, client.RegionCode, client.Officer, mode));
    }

    private static TokenVerdict Accepted(ClientIdentity client) => new(client, TokenFault.None);
}
