namespace Exchange.Storage;

/// <summary>How much of the graph's shape a client may ask for.</summary>
public enum IntrospectionMode
{
    /// <summary>Nothing.</summary>
    Off,

    /// <summary>What the client's roles and purposes can open.</summary>
    Visible,

    /// <summary>Everything.</summary>
    Full,
}

/// <summary>Which documents a client may send.</summary>
public enum TrustedDocumentMode
{
    /// <summary>Any document; registered ones by id too.</summary>
    Allow,

    /// <summary>Only registered ones, by id.</summary>
    Enforce,
}

/// <summary>A client application that is registered with the hub.</summary>
public sealed record ClientRegistration
{
    /// <summary>The client's id, at most 100 characters.</summary>
    public required string ClientId { get; init; }

    /// <summary>The salted hash of its secret; the secret itself is nowhere.</summary>
    public required string SecretHash { get; init; }

    /// <summary>The code of the department it asks for.</summary>
    public required string Department { get; init; }

    /// <summary>Role codes it may act in.</summary>
    public required IReadOnlyList<string> Roles { get; init; }

    /// <summary>Purpose codes it may name.</summary>
    public required IReadOnlyList<string> Purposes { get; init; }

    /// <summary>Its jurisdiction as a division code prefix; null for none.</summary>
    public string? Region { get; init; }

    /// <summary>The officer behind it where it acts for one.</summary>
    public string? Officer { get; init; }

    /// <summary>False while suspended: no new token, and tokens already issued are refused.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>What it may see of the graph's shape; null for the hub's setting.</summary>
    public IntrospectionMode? Introspection { get; init; }

    /// <summary>Which documents it may send; null for the hub's setting.</summary>
    public TrustedDocumentMode? TrustedDocuments { get; init; }

    /// <summary>Whether its answers carry a standard error for each withheld coordinate.</summary>
    public bool WithheldErrors { get; init; }

    /// <summary>When it was registered.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Counts its changes, from 1; guards against lost updates.</summary>
    public int Version { get; init; } = 1;
}
