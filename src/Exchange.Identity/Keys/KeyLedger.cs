using System.Security.Cryptography;
using Exchange.Storage;
using Exchange.Storage.Stores;

namespace Exchange.Identity.Keys;

/// <summary>
/// Ties a store to its keys: the store remembers name and fingerprint of each key it was written under.
/// INVARIANT: a key that the store remembers is never made anew; its loss stops the start, for a fresh key would silently orphan
/// every pseudonym and every token made under the old one. Several hubs can share a store and its key folder.
/// </summary>
public sealed class KeyLedger
{
    private const string Setting = "keys";

    // WHY: each hub that starts at the same moment can come between once for each of its few keys.
    private const int Attempts = 32;

    private static readonly byte[] FingerprintLabel = "exchange key fingerprint"u8.ToArray();

    private readonly KeyFolder _folder;
    private readonly SettingStore _settings;
    private readonly SemaphoreSlim _gate = new(1);

    /// <summary>Ties the store of these settings to the keys of this folder.</summary>
    public KeyLedger(KeyFolder folder, SettingStore settings)
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

    /// <summary>The names of the keys that the store remembers, in ordinal order.</summary>
    /// <exception cref="KeyException">See <see cref="CheckAsync"/>.</exception>
    public async Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            return [.. (await RecallAsync(cancellationToken)).Remembered.Keys];
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Forgets a key that nothing needs any more, and then removes its file. A key that is not remembered is no fault.</summary>
    /// <exception cref="KeyException">See <see cref="CheckAsync"/>.</exception>
    public async Task ForgetAsync(string name, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                var (text, remembered) = await RecallAsync(cancellationToken);
                if (!remembered.Remove(name))
                {
                    return;
                }

                try
                {
                    // INVARIANT: forgotten first; a file that nobody remembers harms nobody, a key that is remembered and gone stops every start.
                    await _settings.ReplaceAsync(Setting, text, Lines(remembered), cancellationToken);
                    _folder.Remove(name);
                    return;
                }
                catch (StorageConflictException) when (attempt < Attempts)
                {
                    // Another hub remembered a key at the same moment.
                }
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Takes a key that <paramref name="obtain"/> reads or makes, and remembers it before anybody uses it.</summary>
    internal async Task<byte[]> AdoptAsync(string name, Func<byte[]> obtain, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                // INVARIANT: read anew each time; what another hub has remembered in between is compared before a key is made or taken.
                var (text, remembered) = await RecallAsync(cancellationToken);
                var key = obtain();
                if (!remembered.TryAdd(name, Fingerprint(key)))
                {
                    return key;
                }

                try
                {
                    await _settings.ReplaceAsync(Setting, text, Lines(remembered), cancellationToken);
                    return key;
                }
                catch (StorageConflictException) when (attempt < Attempts)
                {
                    // Another hub remembered a key at the same moment.
                }
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    private static string Lines(SortedDictionary<string, string> remembered) =>
        string.Join('\n', remembered.Select(key => $"{key.Key} {key.Value}"));

    private async Task<(string? Text, SortedDictionary<string, string> Remembered)> RecallAsync(CancellationToken cancellationToken)
    {
        var remembered = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var text = await _settings.FindAsync(Setting, cancellationToken);
        foreach (var line in (text ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, fingerprint) = line.Split(' ') is [var first, var second]
                ? (first, second)
                : throw new KeyException("The store's list of its keys cannot be read; restore the store from a backup.");
            remembered.Add(name, fingerprint);
        }

        Compare(remembered);
        return (text, remembered);
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
