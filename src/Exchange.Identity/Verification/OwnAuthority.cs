using Exchange.Identity.Keys;
using Exchange.Identity.Tokens;
using Microsoft.IdentityModel.Tokens;

namespace Exchange.Identity.Verification;

/// <summary>The hub's own token service.</summary>
internal sealed class OwnAuthority(SigningKeys keys, IssuerName issuer) : ITokenAuthority
{
    public bool KnowsItsClients => true;

    public bool IsIssuer(string name) => issuer.IsOwn(name);

    public async ValueTask<SecurityKey?> FindKeyAsync(string keyId, CancellationToken cancellationToken)
    {
        if (keys.Find(keyId) is { } known)
        {
            return known;
        }

        return await keys.RefreshAsync(cancellationToken)
            ? keys.Find(keyId)
            : throw new AuthorityUnavailableException("The signing keys cannot be read now.");
    }
}
