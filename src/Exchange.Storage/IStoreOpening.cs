namespace Exchange.Storage;

/// <summary>How a provider makes its database ready; the clear lines for its faults live in its implementation.</summary>
internal interface IStoreOpening
{
    /// <summary>What the database said of itself that an operator should know; null where nothing, and before it is open.</summary>
    string? Warning => null;

    /// <summary>Creates or upgrades the schema.</summary>
    Task MigrateAsync(CancellationToken cancellationToken);
}
