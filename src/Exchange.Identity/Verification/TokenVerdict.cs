using Exchange.Identity.Tokens;

namespace Exchange.Identity.Verification;

/// <summary>Why a token does not count.</summary>
public enum TokenFault
{
    /// <summary>It counts.</summary>
    None,

    /// <summary>There is none.</summary>
    Missing,

    /// <summary>It is not an RFC 9068 access token with the claims of this hub.</summary>
    Malformed,

    /// <summary>Its signature is wrong, of another algorithm than ES256, or of an unknown key.</summary>
    BadSignature,

    /// <summary>It is outside its period of validity.</summary>
    Expired,

    /// <summary>It is meant for somebody else.</summary>
    WrongAudience,

    /// <summary>It was issued by somebody else.</summary>
    WrongIssuer,

    /// <summary>Its client is suspended, gone, or has been registered with another department, region or officer since.</summary>
    ClientSuspended,

    /// <summary>The authority's keys cannot be had now; a later attempt can succeed.</summary>
    AuthorityUnavailable,
}

/// <summary>What became of a token: claims, or a fault; never both.</summary>
public sealed record TokenVerdict
{
    private TokenVerdict(AccessTokenClaims? claims, TokenFault fault)
    {
        Claims = claims;
        Fault = fault;
    }

    /// <summary>What the token says, where it counts.</summary>
    public AccessTokenClaims? Claims { get; }

    /// <summary>Why it does not count, or <see cref="TokenFault.None"/>.</summary>
    public TokenFault Fault { get; }

    internal static TokenVerdict Accept(AccessTokenClaims claims) => new(claims, TokenFault.None);

    internal static TokenVerdict Refuse(TokenFault fault) => new(null, fault);
}
