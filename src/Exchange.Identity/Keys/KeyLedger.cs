using System.Security.Cryptography;
using Exchange.Storage.Stores;

namespace Exchange.Identity.Keys;

/// <summary>
/// Ties a store to its keys: the store remembers name and fingerprint of each key it was written under.
/// INVARIANT: a key that the store remembers is never made anew; its loss stops the start, for a fresh key would silently orphan
/// every pseudonym and every token made under the old one.
/// </summary>
public sealed class KeyLedger
{
    private const string Setting = "keys";
    private static readonly byte[] FingerprintLabel = "exchange key fingerprint"u8.ToArray();

    private readonly KeyFolder _folder;
    private readonly SettingStore _settings;
    private readonly SemaphoreSlim _gate = new(1);
    private SortedDictionary<string, string>? _remembered;

    internal KeyLedger(KeyFolder folder, SettingStore settings)
    {
        _folder = folder;
        _settings = settings;
    }

    /// <summary>Checks that every key the store remembers is there and is the same one.</summary>
    /// <exception cref="KeyException">One is gone, was replaced, or is open to other users.</exception>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            await RecallAsync(cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>The key of that name; made and remembered where the store has never had one.</summary>
    /// <param name="name">Lower-case letters, digits and hyphens.</param>
    /// <param name="length">The key's length in bytes.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="KeyException">See <see cref="CheckAsync"/> and <see cref="KeyFolder.GetOrCreate"/>.</exception>
    public Task<byte[]> GetOrCreateAsync(string name, int length, CancellationToken cancellationToken) =>
        AdoptAsync(name, () => _folder.GetOrCreate(name, length), cancellationToken);

    /// <summary>Takes a key that <paramref name="obtain"/> reads or makes, and remembers it before anybody uses it.</summary>
    internal async Task<byte[]> AdoptAsync(string name, Func<byte[]> obtain, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            var remembered = await RecallAsync(cancellationToken);
            var key = obtain();
            if (remembered.TryAdd(name, Fingerprint(key)))
            {
                await _settings.SetAsync(Setting, string.Join('\n', remembered.Select(k => $"{k.Key} {k.Value}")), cancellationToken);
            }

            return key;
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task<SortedDictionary<string, string>> RecallAsync(CancellationToken cancellationToken)
    {
        if (_remembered is not null)
        {
            return _remembered;
        }

        var remembered = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var text = await _settings.FindAsync(Setting, cancellationToken) ?? "";
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, fingerprint) = line.Split(' ') is [var first, var second]
                ? (first, second)
                : throw new KeyException("The store's list of its keys cannot be read; restore the store from a backup.");
            remembered.Add(name, fingerprint);
        }

        Compare(remembered);
        return _remembered = remembered;
    }

    private void Compare(SortedDictionary<string, string> remembered)
    {
        foreach (var (name, fingerprint) in remembered)
        {
            var key = _folder.Find(name)
                ?? throw new KeyException(
                    $"The key '{name}' of this store is not in {_folder.Location}; restore the folder, or set Keys:Path to where it is.");
            if (Fingerprint(key) != fingerprint)
            {
                throw new KeyException(
                    $"The key '{name}' in {_folder.Location} is not the one this store was written under; restore the right one.");
            }
        }
    }

    private static string Fingerprint(byte[] key) => Convert.ToHexStringLower(HMACSHA256.HashData(key, FingerprintLabel).AsSpan(0, 16));
}
