using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Exchange.Policy.People;

/// <summary>
/// Names of consents towards departments: <c>consent-</c>, a key version and one AES-256 block over the UUID, base64url, under a key of its own for
/// every department. WHY: a consent with two recipients would by its id tell both that their pseudonyms are of one person. Made under the newest
/// version and read under every version that is kept. Thread-safe.
/// </summary>
public sealed class ConsentNames : IDisposable
{
    private const string Prefix = "consent-";
    private const int TextLength = 8 + Pseudonyms.TextLength;

    private readonly PseudonymKeys _keys;
    private readonly ConcurrentDictionary<(char Version, DepartmentId Department), Aes> _ciphers = new();

    internal ConsentNames(PseudonymKeys keys) => _keys = keys;

    /// <summary>The name of a consent towards a department.</summary>
    public string ForDepartment(Guid consent, DepartmentId department)
    {
        Span<byte> block = stackalloc byte[Pseudonyms.BlockLength];
        consent.TryWriteBytes(block, bigEndian: true, out _);
        Cipher(_keys.Newest, department).EncryptEcb(block, block, PaddingMode.None);
        return $"{Prefix}{_keys.Newest}{Base64Url.EncodeToString(block)}";
    }

    /// <summary>
    /// Opens a name that this department was given; false for a version that is kept no more and for any other text. Another department's opens to
    /// chance, which names nothing.
    /// </summary>
    public bool TryOpen(string? name, DepartmentId department, out Guid consent)
    {
        consent = default;
        if (name is not { Length: TextLength } || !name.StartsWith(Prefix, StringComparison.Ordinal) || !_keys.Has(name[Prefix.Length]))
        {
            return false;
        }

        Span<byte> block = stackalloc byte[Pseudonyms.BlockLength];
        if (!Pseudonyms.TryDecode(name.AsSpan(Prefix.Length + 1), block))
        {
            return false;
        }

        Cipher(name[Prefix.Length], department).DecryptEcb(block, block, PaddingMode.None);
        consent = new Guid(block, bigEndian: true);
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var cipher in _ciphers.Values)
        {
            cipher.Dispose();
        }
    }

    // WHY: the one-shot ECB calls of one Aes object share no state but the key, which is never changed after this.
    private Aes Cipher(char version, DepartmentId department) => _ciphers.GetOrAdd(
        (version, department), static (use, keys) => Pseudonyms.Cipher(keys.DeriveConsentNames(use.Version, use.Department)), _keys);
}
