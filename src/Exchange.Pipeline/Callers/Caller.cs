using System.Collections.Frozen;
using Exchange.Policy;
using Exchange.Policy.Decisions;
using Exchange.Policy.People;

namespace Exchange.Pipeline.Callers;

/// <summary>What a caller may ask of the schema itself.</summary>
public enum IntrospectionMode : byte
{
    /// <summary>Introspection is refused.</summary>
    Off,

    /// <summary>What the client could ever see may be read: the rest of the schema is as if it were not there.</summary>
    Visible,

    /// <summary>The whole schema may be read.</summary>
    Full,
}

/// <summary>The client application behind a token, as the token service vouches for it.</summary>
/// <param name="ClientId">The registered client.</param>
/// <param name="Department">The department it belongs to.</param>
/// <param name="Roles">Role codes.</param>
/// <param name="Purposes">The purposes it is registered for.</param>
/// <param name="RegionCode">Its jurisdiction as a prefix code; null for none.</param>
/// <param name="Officer">The human behind the request where known: an opaque id.</param>
/// <param name="Introspection">What it may ask of the schema.</param>
public sealed record ClientIdentity(
    string ClientId,
    DepartmentId Department,
    IReadOnlyList<string> Roles,
    IReadOnlyList<string> Purposes,
    string? RegionCode,
    string? Officer,
    IntrospectionMode Introspection)
{
    /// <summary>Which documents it may send; null for the hub's setting.</summary>
    public DocumentMode? Documents { get; init; }

    /// <summary>Whether its answers carry one standard error per withheld coordinate.</summary>
    public bool WithheldErrors { get; init; }
}

/// <summary>Which documents a caller may send.</summary>
public enum DocumentMode : byte
{
    /// <summary>Its own; none by id.</summary>
    Off,

    /// <summary>Its own, and trusted ones by id.</summary>
    Allow,

    /// <summary>Trusted ones only, by id.</summary>
    Enforce,
}

/// <summary>Who asks, for what, in which case: the result of Authenticate.</summary>
/// <param name="Client">The client application.</param>
/// <param name="Purpose">
/// The purpose code as named by the request when it is a code of the vocabulary or a refused one; null otherwise.
/// </param>
/// <param name="CaseNumber">The case number when it is well-formed; null otherwise.</param>
/// <param name="Emergency">The justification of a declared emergency: free text, never logged; null for none.</param>
/// <param name="Class">The part that policy rules can see; keys the caches.</param>
public sealed record Caller(ClientIdentity Client, string? Purpose, string? CaseNumber, string? Emergency, CallerClass Class)
{
    /// <summary>Whether the caller is known, and may ask the graph nothing: an account without a department.</summary>
    public bool IsBarred { get; init; }

    /// <summary>The person who asks, where she is known to the hub as one: what is hers is open by rules on one's own record. Never logged.</summary>
    public PersonKey? Person { get; init; }

    /// <summary>The persons of the case, as the case source says; empty where there is none or it names nobody. Never logged.</summary>
    public IReadOnlySet<PersonKey> CasePersons { get; init; } = FrozenSet<PersonKey>.Empty;
}

/// <summary>Why a token, or a session, was not accepted.</summary>
public enum TokenFault : byte
{
    /// <summary>It was accepted.</summary>
    None,

    /// <summary>There is none.</summary>
    Missing,

    /// <summary>It is not a token of this hub, or was tampered with.</summary>
    Invalid,

    /// <summary>It is past its end.</summary>
    Expired,

    /// <summary>Its client is suspended.</summary>
    Suspended,

    /// <summary>The request came by session, and the session is over.</summary>
    SessionOver,

    /// <summary>The request came by session without the header that says that it is meant.</summary>
    CsrfHeaderMissing,

    /// <summary>The request came by session from a page of another site.</summary>
    CrossSite,
}

/// <summary>The verdict on a bearer token.</summary>
/// <param name="Client">The client; null when <paramref name="Fault"/> is not <see cref="TokenFault.None"/>.</param>
/// <param name="Fault">Why it was refused.</param>
public readonly record struct TokenVerdict(ClientIdentity? Client, TokenFault Fault);

/// <summary>Verifies bearer tokens. Port: the hub's own token service and any OpenID Connect provider implement it. Thread-safe.</summary>
public interface ITokenVerifier
{
    /// <summary>The verdict on <paramref name="token"/>; never throws for a bad token.</summary>
    ValueTask<TokenVerdict> VerifyAsync(string? token, CancellationToken cancellation);
}
