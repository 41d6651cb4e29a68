namespace Exchange.Identity.Tokens;

/// <summary>What a valid access token says about its bearer.</summary>
public sealed record AccessTokenClaims
{
    /// <summary>The client application.</summary>
    public required string ClientId { get; init; }

    /// <summary>The code of its department.</summary>
    public required string Department { get; init; }

    /// <summary>Role codes it may act in.</summary>
    public required IReadOnlyList<string> Roles { get; init; }

    /// <summary>Purpose codes it may name.</summary>
    public required IReadOnlyList<string> Purposes { get; init; }

    /// <summary>Its jurisdiction as a division code prefix; null for none.</summary>
    public string? Region { get; init; }

    /// <summary>The officer behind it; null where unknown.</summary>
    public string? Officer { get; init; }

    /// <summary>The token's own id (<c>jti</c>).</summary>
    public required string TokenId { get; init; }

    /// <summary>When the token ends.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}
