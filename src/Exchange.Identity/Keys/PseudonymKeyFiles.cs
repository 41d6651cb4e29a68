using Exchange.Policy.People;

namespace Exchange.Identity.Keys;

/// <summary>
/// The master keys of pseudonyms in the key folder: <c>pseudonyms-store</c> and one file for each version, <c>pseudonyms-a</c> and so on. A file is
/// never changed. Which versions there are is what the store remembers, so all hubs on it agree once they have started. Thread-safe.
/// </summary>
public sealed class PseudonymKeyFiles(KeyLedger ledger)
{
    private const string Store = "pseudonyms-store";
    private const string Prefix = "pseudonyms-";

    /// <summary>Opens the keys; makes them where the store never had any.</summary>
    /// <exception cref="KeyException">See <see cref="KeyLedger.CheckAsync"/>.</exception>
    public async Task<PseudonymKeys> OpenAsync(CancellationToken cancellationToken)
    {
        var store = await ledger.GetOrCreateAsync(Store, PseudonymKeys.KeyLength, cancellationToken);
        var versions = await VersionsAsync(cancellationToken);
        var masters = new List<PseudonymVersion>();
        foreach (var version in versions.Count > 0 ? versions : [PseudonymKeys.FirstVersion])
        {
            masters.Add(new PseudonymVersion(version, await MasterAsync(version, cancellationToken)));
        }

        return PseudonymKeys.Load(store, masters);
    }

    /// <summary>Adds a version; hubs make pseudonyms under it from their next start on, and read those of the versions before it.</summary>
    /// <returns>The version's letter.</returns>
    /// <exception cref="KeyException">Every letter has been used, or see <see cref="KeyLedger.CheckAsync"/>.</exception>
    public async Task<char> RotateAsync(CancellationToken cancellationToken)
    {
        var newest = (await OpenAsync(cancellationToken)).Newest;
        if (newest == PseudonymKeys.LastVersion)
        {
            throw new KeyException(
                $"The versions of pseudonyms have come to {newest}, the last there is; this store's pseudonyms cannot be rotated any more.");
        }

        var next = (char)(newest + 1);
        await MasterAsync(next, cancellationToken);
        return next;
    }

    /// <summary>Ends the oldest version: from each hub's next start on its pseudonyms name nobody. Its file is removed.</summary>
    /// <returns>The version's letter.</returns>
    /// <exception cref="KeyException">There is one version only, or see <see cref="KeyLedger.CheckAsync"/>.</exception>
    public async Task<char> RetireAsync(CancellationToken cancellationToken)
    {
        var versions = await VersionsAsync(cancellationToken);
        if (versions.Count < 2)
        {
            throw new KeyException(
                "There is one version of pseudonyms only, and new ones are made under it. Run exchange keys rotate pseudonyms first.");
        }

        await ledger.ForgetAsync(NameOf(versions[0]), cancellationToken);
        return versions[0];
    }

    private Task<byte[]> MasterAsync(char version, CancellationToken cancellationToken) =>
        ledger.GetOrCreateAsync(NameOf(version), PseudonymKeys.KeyLength, cancellationToken);

    private async Task<IReadOnlyList<char>> VersionsAsync(CancellationToken cancellationToken) =>
        [.. from name in await ledger.ListAsync(cancellationToken)
            where name.Length == Prefix.Length + 1 && name.StartsWith(Prefix, StringComparison.Ordinal)
            select char.ToUpperInvariant(name[^1])];

    private static string NameOf(char version) => Prefix + char.ToLowerInvariant(version);
}
