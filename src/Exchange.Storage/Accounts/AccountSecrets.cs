using System.Security.Cryptography;
using System.Text;

namespace Exchange.Storage.Accounts;

/// <summary>
/// How second factors lie in the store: an authenticator's secret sealed, a recovery code as a keyed hash, each bound to its account. A stolen
/// copy of the store without the key folder gives neither. Thread-safe.
/// </summary>
public sealed class AccountSecrets
{
    /// <summary>The length of the key in bytes.</summary>
    public const int KeyBytes = 32;

    private readonly TextSeal _seal;
    private readonly byte[] _hashKey;

    /// <summary>Makes one of a key of <see cref="KeyBytes"/>.</summary>
    public AccountSecrets(byte[] key)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentOutOfRangeException.ThrowIfNotEqual(key.Length, KeyBytes);
        _seal = new TextSeal(Derive(key, "authenticator secrets", TextSeal.KeyBytes));
        _hashKey = Derive(key, "recovery codes", KeyBytes);
    }

    /// <summary>An authenticator's secret as it is stored.</summary>
    public string Seal(string secret, string accountId) => Convert.ToBase64String(_seal.Seal(secret, accountId));

    /// <summary>The secret that was stored for this account.</summary>
    /// <exception cref="StorageException">It was sealed under another key or for another account, or was changed since.</exception>
    public string Open(string stored, string accountId)
    {
        var bytes = new byte[stored.Length];
        return Convert.TryFromBase64String(stored, bytes, out var length)
            ? _seal.Open(bytes[..length], accountId)
            : throw new StorageException("An authenticator's secret in the store is not sealed; restore the store from a backup.");
    }

    /// <summary>
    /// A recovery code as it is stored. WHY keyed: a code has 47 bits, few enough to be guessed offline from a plain hash.
    /// </summary>
    public string Hash(string recoveryCode, string accountId) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(_hashKey, Encoding.UTF8.GetBytes($"{accountId}\n{recoveryCode}")));

    private static byte[] Derive(byte[] key, string use, int length) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key, length, info: Encoding.ASCII.GetBytes("exchange accounts: " + use));
}
