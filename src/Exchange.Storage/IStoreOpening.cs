namespace Exchange.Storage;

/// <summary>How a provider makes its database ready; the clear lines for its faults live in its implementation.</summary>
internal interface IStoreOpening
{
    /// <summary>Creates or upgrades the schema.</summary>
    Task MigrateAsync(CancellationToken cancellationToken);
}
