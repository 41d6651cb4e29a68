using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Exchange.Policy.People;

/// <summary>
/// Pseudonyms of persons: a key version and one AES-256 block over (kind, value, fixed padding), base64url, under a key of its own for
/// every department and for the store. The same person has different pseudonyms for two departments, and one department's opens nothing
/// for another. A department's are made under the newest version and read under every version that is kept; the store's are one for a
/// person, for ever. Thread-safe.
/// </summary>
public sealed class Pseudonyms : IDisposable
{
    /// <summary>The length of a pseudonym in characters.</summary>
    public const int TextLength = 1 + ((BlockLength * 4) + 2) / 3;

    internal const int BlockLength = 16;

    private const char StoreVersion = PseudonymKeys.FirstVersion;

    // INVARIANT: five fixed bytes; a block opened under a wrong key passes with probability 2^-40, and its kind and value have to fit too.
    private static readonly byte[] Padding = [0x45, 0x78, 0x63, 0x68, 0x01];

    private readonly PseudonymKeys _keys;
    private readonly Aes _store;
    private readonly ConcurrentDictionary<(char Version, DepartmentId Department), Aes> _departments = new();

    /// <summary>Uses these keys; departments' new pseudonyms are made under the newest.</summary>
    public Pseudonyms(PseudonymKeys keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        _keys = keys;
        _store = Cipher(keys.DeriveStore());
        Consents = new ConsentNames(keys);
    }

    /// <summary>The names of consents towards departments, under keys of their own.</summary>
    public ConsentNames Consents { get; }

    /// <summary>The pseudonym of a person towards a department (<c>Person.pid</c>).</summary>
    public string ForDepartment(PersonKey person, DepartmentId department) => Seal(person, _keys.Newest, Cipher(_keys.Newest, department));

    /// <summary>
    /// Opens a pseudonym that this department was given; false for another department's, for one of a version that is kept no more, and for any
    /// other text.
    /// </summary>
    public bool TryOpen(string? pid, DepartmentId department, out PersonKey person)
    {
        person = default;
        return pid is { Length: TextLength } && _keys.Has(pid[0]) && TryOpen(pid, Cipher(pid[0], department), out person);
    }

    /// <summary>The form in which the hub's own store holds a person.</summary>
    public string ForStore(PersonKey person) => Seal(person, StoreVersion, _store);

    /// <summary>Opens what <see cref="ForStore"/> gave; false for any other text.</summary>
    public bool TryOpenStore(string? stored, out PersonKey person)
    {
        person = default;
        return stored is { Length: TextLength } && stored[0] == StoreVersion && TryOpen(stored, _store, out person);
    }

    /// <summary>
    /// The same for many at once, at a fraction of the cost of each: <paramref name="people"/> has the person of each text at its place, where
    /// <see cref="TryOpenStore(string?, out PersonKey)"/> opens it.
    /// </summary>
    /// <param name="stored">The texts.</param>
    /// <param name="people">At least as long.</param>
    /// <returns>The place of the first text that does not open; -1 where all do.</returns>
    public int OpenStore(ReadOnlySpan<string> stored, Span<PersonKey> people)
    {
        var blocks = new byte[stored.Length * BlockLength];
        for (var place = 0; place < stored.Length; place++)
        {
            if (stored[place] is not { Length: TextLength } text || text[0] != StoreVersion
                || !TryDecode(text.AsSpan(1), blocks.AsSpan(place * BlockLength, BlockLength)))
            {
                return place;
            }
        }

        _store.DecryptEcb(blocks, blocks, PaddingMode.None);
        for (var place = 0; place < stored.Length; place++)
        {
            if (!TryReadBlock(blocks.AsSpan(place * BlockLength, BlockLength), out people[place]))
            {
                return place;
            }
        }

        return -1;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _store.Dispose();
        Consents.Dispose();
        foreach (var cipher in _departments.Values)
        {
            cipher.Dispose();
        }
    }

    private static string Seal(PersonKey person, char version, Aes cipher)
    {
        Span<byte> plain = stackalloc byte[BlockLength];
        person.WriteTo(plain);
        Padding.CopyTo(plain[PersonKey.Length..]);
        Span<byte> sealedBlock = stackalloc byte[BlockLength];
        cipher.EncryptEcb(plain, sealedBlock, PaddingMode.None);
        Span<char> text = stackalloc char[TextLength];
        text[0] = version;
        Base64Url.EncodeToChars(sealedBlock, text[1..]);
        return new string(text);
    }

    private static bool TryOpen(string text, Aes cipher, out PersonKey person)
    {
        person = default;
        Span<byte> block = stackalloc byte[BlockLength];
        if (!TryDecode(text.AsSpan(1), block))
        {
            return false;
        }

        Span<byte> plain = stackalloc byte[BlockLength];
        cipher.DecryptEcb(block, plain, PaddingMode.None);
        return TryReadBlock(plain, out person);
    }

    internal static bool TryDecode(ReadOnlySpan<char> characters, Span<byte> block) =>
        Base64Url.IsValid(characters) && Base64Url.TryDecodeFromChars(characters, block, out var written) && written == BlockLength;

    private static bool TryReadBlock(ReadOnlySpan<byte> plain, out PersonKey person)
    {
        person = default;
        return CryptographicOperations.FixedTimeEquals(plain[PersonKey.Length..], Padding) && PersonKey.TryRead(plain, out person);
    }

    // WHY: the one-shot ECB calls of one Aes object share no state but the key, which is never changed after this.
    private Aes Cipher(char version, DepartmentId department) =>
        _departments.GetOrAdd((version, department), (use, keys) => Cipher(keys.Derive(use.Version, use.Department)), _keys);

    internal static Aes Cipher(byte[] key)
    {
        var aes = Aes.Create();
        aes.Key = key;
        return aes;
    }
}
