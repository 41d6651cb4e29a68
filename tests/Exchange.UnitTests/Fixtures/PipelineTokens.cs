using Exchange.Pipeline.Callers;

namespace Exchange.UnitTests.Fixtures;

/// <summary>
/// A token is the id of a demo client, with what it may besides behind it: <see cref="MayIntrospect"/> reads the schema,
/// <see cref="SeesItsOwn"/> the part that it could ever see, <see cref="RunsTrusted"/> runs trusted documents only,
/// <see cref="WantsErrors"/> is told of withheld coordinates by errors too, <see cref="OfRegion"/> and a code replaces the region. <c>expired</c> is expired; <see cref="OfAnotherCity"/> is vouched
/// for, but its department is not of this city.
/// </summary>
internal sealed class PipelineTokens : ITokenVerifier
{
    public const string MayIntrospect = "+introspection";
    public const string SeesItsOwn = "+visible";
    public const string RunsTrusted = "+trusted";
    public const string WantsErrors = "+errors";
    public const string OfAnotherCity = "another-city";
    public const string OfRegion = "+region:";

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

        var parts = token.Split('+');
        var id = parts[0];
        if (DemoCity.Policies.Clients.FirstOrDefault(card => card.ClientId == id) is not { } client)
        {
            return new TokenVerdict(null, token == "expired" ? TokenFault.Expired : TokenFault.Invalid);
        }

        var mode = Has(MayIntrospect) ? IntrospectionMode.Full : Has(SeesItsOwn) ? IntrospectionMode.Visible : IntrospectionMode.Off;
        var region = parts.FirstOrDefault(part => part.StartsWith(OfRegion[1..], StringComparison.Ordinal))?[(OfRegion.Length - 1)..];
        return Accepted(new ClientIdentity(id, client.Department, client.Roles, client.Purposes, region ?? client.RegionCode, client.Officer, mode)
        {
            Documents = Has(RunsTrusted) ? DocumentMode.Enforce : null,
            WithheldErrors = Has(WantsErrors),
        });

        bool Has(string flag) => parts.Contains(flag[1..]);
    }

    private static TokenVerdict Accepted(ClientIdentity client) => new(client, TokenFault.None);
}
