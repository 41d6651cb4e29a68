using Microsoft.IdentityModel.Tokens;

namespace Exchange.Identity.Verification;

/// <summary>Port: whose tokens count. The hub itself, or the provider that <c>Identity:Authority</c> names.</summary>
internal interface ITokenAuthority
{
    /// <summary>Whether a client must be registered with the hub to count.</summary>
    bool KnowsItsClients { get; }

    /// <summary>Whether a token's <c>iss</c> is this authority.</summary>
    bool IsIssuer(string issuer);

    /// <summary>The public key of that id, or null where the authority has none.</summary>
    /// <exception cref="AuthorityUnavailableException">The authority cannot be asked now.</exception>
    ValueTask<SecurityKey?> FindKeyAsync(string keyId, CancellationToken cancellationToken);
}

/// <summary>The authority cannot be asked now; the message names its address and the kind of failure.</summary>
internal sealed class AuthorityUnavailableException(string message, Exception? cause = null) : Exception(message, cause);
