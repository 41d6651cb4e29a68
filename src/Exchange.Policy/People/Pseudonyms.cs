using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Exchange.Policy.People;

/// <summary>
/// Pseudonyms of persons: a key version and one AES-256 block over (kind, value, fixed padding), base64url, under a key of its own for
/// every department and for the store. The same person has different pseudonyms for two departments, and one department's opens nothing
/// for another. Thread-safe.
/// </summary>
public sealed class Pseudonyms : IDisposable
{
    /// <summary>The length of a pseudonym in characters.</summary>
    public const int TextLength = 1 + ((BlockLength * 4) + 2) / 3;

    private const int BlockLength = 16;
    private const string StoreLabel = "exchange/pseudonym/store";
    private const string DepartmentLabel = "exchange/pseudonym/department/";

    // INVARIANT: five fixed bytes; a block opened under a wrong key passes with probability 2^-40, and its kind and value have to fit too.
    private static readonly byte[] Padding = [0x45, 0x78, 0x63, 0x68, 0x01];

    private readonly PseudonymKeys _keys;
    private readonly ConcurrentDictionary<(byte Version, string Label), Aes> _ciphers = new();

    /// <summary>Uses these keys; new pseudonyms are made under the newest.</summary>
    public Pseudonyms(PseudonymKeys keys) => _keys = keys;

    /// <summary>The pseudonym of a person towards a department (<c>Person.pid</c>).</summary>
    public string ForDepartment(PersonKey person, DepartmentId department) => Seal(person, DepartmentLabel + department.Value);

    /// <summary>Opens a pseudonym that this department was given; false for another department's and for any other text.</summary>
    public bool TryOpen(string? pid, DepartmentId department, out PersonKey person) =>
        TryOpen(pid, DepartmentLabel + department.Value, out person);

    /// <summary>The form in which the hub's own store holds a person.</summary>
    public string ForStore(PersonKey person) => Seal(person, StoreLabel);

    /// <summary>Opens what <see cref="ForStore"/> gave; false for any other text.</summary>
    public bool TryOpenStore(string? stored, out PersonKey person) => TryOpen(stored, StoreLabel, out person);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var cipher in _ciphers.Values)
        {
            cipher.Dispose();
        }
    }

    private string Seal(PersonKey person, string label)
    {
        Span<byte> plain = stackalloc byte[BlockLength];
        person.WriteTo(plain);
        Padding.CopyTo(plain[PersonKey.Length..]);
        Span<byte> sealedBlock = stackalloc byte[BlockLength];
        Cipher(_keys.Newest, label).EncryptEcb(plain, sealedBlock, PaddingMode.None);
        Span<char> text = stackalloc char[TextLength];
        text[0] = PseudonymKeys.VersionCharacter(_keys.Newest);
        Base64Url.EncodeToChars(sealedBlock, text[1..]);
        return new string(text);
    }

    private bool TryOpen(string? text, string label, out PersonKey person)
    {
        person = default;
        if (text is not { Length: TextLength } || !_keys.TryVersion(text[0], out var version))
        {
            return false;
        }

        Span<byte> block = stackalloc byte[BlockLength];
        var characters = text.AsSpan(1);
        if (!Base64Url.IsValid(characters) || !Base64Url.TryDecodeFromChars(characters, block, out var written) || written != BlockLength)
        {
            return false;
        }

        Span<byte> plain = stackalloc byte[BlockLength];
        Cipher(version, label).DecryptEcb(block, plain, PaddingMode.None);
        return CryptographicOperations.FixedTimeEquals(plain[PersonKey.Length..], Padding) && PersonKey.TryRead(plain, out person);
    }

    // WHY: the one-shot ECB calls of one Aes object share no state but the key, which is never changed after this.
    private Aes Cipher(byte version, string label) => _ciphers.GetOrAdd((version, label), Create);

    private Aes Create((byte Version, string Label) use)
    {
        var aes = Aes.Create();
        aes.Key = _keys.Derive(use.Version, use.Label);
        return aes;
    }
}
