using System.Text.Json.Serialization;
using Exchange.Storage;

namespace Exchange.Identity.Clients.Administration;

/// <summary>A client application as its keepers see it.</summary>
/// <param name="ClientId">The client's id.</param>
/// <param name="Department">The code of the department that it asks for.</param>
/// <param name="Roles">The role codes.</param>
/// <param name="Purposes">The codes of the purposes that it may name.</param>
/// <param name="Region">The jurisdiction's prefix code; null for none.</param>
/// <param name="Officer">The opaque id of the officer behind it; null for none.</param>
/// <param name="Enabled">False while it is suspended.</param>
/// <param name="CreatedAt">When it was registered.</param>
/// <param name="Introspection">What it may ask of the schema: off, visible or full; null for the hub's setting.</param>
/// <param name="TrustedDocuments">Which documents it may send: allow or enforce; null for the hub's setting.</param>
/// <param name="WithheldErrors">Whether its answers carry one standard error per withheld coordinate.</param>
internal sealed record ClientView(
    string ClientId,
    string Department,
    IReadOnlyList<string> Roles,
    IReadOnlyList<string> Purposes,
    string? Region,
    string? Officer,
    bool Enabled,
    DateTimeOffset CreatedAt,
    string? Introspection,
    string? TrustedDocuments,
    bool WithheldErrors);

/// <summary>All clients.</summary>
/// <param name="Clients">By id.</param>
internal sealed record ClientList(IReadOnlyList<ClientView> Clients);

/// <summary>A client to be registered.</summary>
/// <param name="ClientId">1 to 100 lower-case letters, digits and hyphens.</param>
/// <param name="Department">The department's code.</param>
/// <param name="Roles">Role codes of the vocabulary.</param>
/// <param name="Purposes">Purpose codes of the vocabulary.</param>
/// <param name="Region">The jurisdiction's prefix code.</param>
/// <param name="Officer">The opaque id of the officer behind it.</param>
/// <param name="Introspection">What it may ask of the schema: off, visible or full; null for the hub's setting.</param>
/// <param name="TrustedDocuments">Which documents it may send: allow or enforce; null for the hub's setting.</param>
/// <param name="WithheldErrors">Whether its answers carry one standard error per withheld coordinate.</param>
internal sealed record NewClient(
    string? ClientId,
    string? Department,
    IReadOnlyList<string>? Roles,
    IReadOnlyList<string>? Purposes = null,
    string? Region = null,
    string? Officer = null,
    string? Introspection = null,
    string? TrustedDocuments = null,
    bool WithheldErrors = false);

/// <summary>A client that was registered.</summary>
/// <param name="Client">The client.</param>
/// <param name="ClientSecret">Its secret; shown this once.</param>
internal sealed record MadeClient(ClientView Client, string ClientSecret);

/// <summary>A new secret; shown this once. The one before it no longer counts.</summary>
/// <param name="ClientSecret">The secret.</param>
internal sealed record GivenSecret(string ClientSecret);

/// <summary>A change of a client's rights: what is left out stays, and null takes rights away. Its department is for good.</summary>
internal sealed record ClientPatch
{
    /// <summary>The role codes it has from now on.</summary>
    public IReadOnlyList<string>? Roles
    {
        get;
        init => field = value ?? [];
    }

    /// <summary>The purpose codes it has from now on.</summary>
    public IReadOnlyList<string>? Purposes
    {
        get;
        init => field = value ?? [];
    }

    /// <summary>The jurisdiction's prefix code; null for none.</summary>
    public string? Region
    {
        get;
        init => (field, NamesRegion) = (value, true);
    }

    /// <summary>The opaque id of the officer behind it; null for none.</summary>
    public string? Officer
    {
        get;
        init => (field, NamesOfficer) = (value, true);
    }

    /// <summary>False suspends it: no new token, and those it has no longer count.</summary>
    public bool? Enabled
    {
        get;
        init => (field, NamesEnabled) = (value, true);
    }

    /// <summary>What it may ask of the schema: off, visible or full; null for the hub's setting.</summary>
    public string? Introspection
    {
        get;
        init => (field, NamesIntrospection) = (value, true);
    }

    /// <summary>Which documents it may send: allow or enforce; null for the hub's setting.</summary>
    public string? TrustedDocuments
    {
        get;
        init => (field, NamesTrustedDocuments) = (value, true);
    }

    /// <summary>Whether its answers carry one standard error per withheld coordinate.</summary>
    public bool? WithheldErrors { get; init; }

    [JsonIgnore]
    internal bool NamesIntrospection { get; private init; }

    [JsonIgnore]
    internal bool NamesTrustedDocuments { get; private init; }

    [JsonIgnore]
    internal bool NamesRegion { get; private init; }

    [JsonIgnore]
    internal bool NamesOfficer { get; private init; }

    [JsonIgnore]
    internal bool NamesEnabled { get; private init; }

    /// <summary>Whether it says that something becomes of the client's being let in, but not what.</summary>
    [JsonIgnore]
    internal bool IsUnclear => NamesEnabled && Enabled is null;

    /// <summary>The client with this change.</summary>
    internal ClientRegistration ApplyTo(ClientRegistration client) => client with
    {
        Roles = Roles is null ? client.Roles : [.. Roles.Distinct(StringComparer.Ordinal)],
        Purposes = Purposes is null ? client.Purposes : [.. Purposes.Distinct(StringComparer.Ordinal)],
        Region = NamesRegion ? Region : client.Region,
        Officer = NamesOfficer ? Officer : client.Officer,
        Enabled = Enabled ?? client.Enabled,
        Introspection = NamesIntrospection ? ClientModes.Introspection(Introspection) : client.Introspection,
        TrustedDocuments = NamesTrustedDocuments ? ClientModes.TrustedDocuments(TrustedDocuments) : client.TrustedDocuments,
        WithheldErrors = WithheldErrors ?? client.WithheldErrors,
    };
}
