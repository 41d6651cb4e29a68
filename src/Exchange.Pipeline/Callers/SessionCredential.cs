namespace Exchange.Pipeline.Callers;

/// <summary>The session that a request came with, looked up for this request by the transport's sign-in.</summary>
public sealed record SessionCredential
{
    /// <summary>Who is signed in at this moment; null where the session is over.</summary>
    public required SignedInAccount? Account { get; init; }

    /// <summary>Whether the request says on purpose that it is meant, as only a page of the hub's own can (<c>X-CSRF: 1</c>).</summary>
    public required bool IsIntended { get; init; }

    /// <summary>Whether the browser says that the request comes from a page of another site.</summary>
    public required bool IsCrossSite { get; init; }
}

/// <summary>An account of staff or of a resident, as the store has it now.</summary>
/// <param name="AccountId">Its opaque id.</param>
/// <param name="Department">The department that its holder works for; null for one who may not ask the graph.</param>
/// <param name="Roles">Role codes.</param>
/// <param name="Purposes">The purposes that its holder may name.</param>
/// <param name="RegionCode">Its holder's jurisdiction as a prefix code; null for none.</param>
public sealed record SignedInAccount(
    string AccountId, string? Department, IReadOnlyList<string> Roles, IReadOnlyList<string> Purposes, string? RegionCode)
{
    /// <summary>The person whose account it is, by the store's pseudonym; null where the hub does not know who that is.</summary>
    public string? Person { get; init; }
}
