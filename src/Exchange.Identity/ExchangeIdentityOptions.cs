namespace Exchange.Identity;

/// <summary>How callers are known (<c>Identity:*</c> and <c>Keys:*</c> of the configuration).</summary>
public sealed record ExchangeIdentityOptions
{
    /// <summary>The folder of key files (<c>Keys:Path</c>).</summary>
    public required string KeysPath { get; init; }

    /// <summary>
    /// The hub's own issuer URL (<c>Identity:Issuer</c>); null: the address under which it was asked, which must then be a loopback one.
    /// </summary>
    public string? Issuer { get; init; }

    /// <summary>
    /// Another OpenID Connect provider whose tokens count in place of the hub's own (<c>Identity:Authority</c>); https, or loopback.
    /// </summary>
    public string? Authority { get; init; }

    /// <summary>What tokens must be meant for (<c>Identity:Audience</c>).</summary>
    public string Audience { get; init; } = "exchange";

    /// <summary>How long an access token is valid.</summary>
    public TimeSpan TokenLifetime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a session of staff lasts at most.</summary>
    public TimeSpan SessionLifetime { get; init; } = TimeSpan.FromHours(8);

    /// <summary>How long a session lasts that nobody uses.</summary>
    public TimeSpan SessionIdleTime { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>
    /// The host name that passkeys are bound to (<c>Identity:PasskeyHost</c>); null: the one under which the hub was asked.
    /// </summary>
    public string? PasskeyHost { get; init; }

    /// <summary>
    /// Whether the session cookie may travel over plain http. For a demo on loopback only, where there is no TLS and many clients other than
    /// browsers keep a Secure cookie back; false otherwise.
    /// </summary>
    public bool PlainSession { get; init; }
}
