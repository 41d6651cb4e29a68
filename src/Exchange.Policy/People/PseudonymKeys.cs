using System.Security.Cryptography;
using System.Text;

namespace Exchange.Policy.People;

/// <summary>
/// The master keys of pseudonyms, oldest first. Every department's key is derived from them by HKDF-SHA-256 with a label. Immutable.
/// Files are the host's: this only makes and reads bytes.
/// </summary>
public sealed class PseudonymKeys
{
    /// <summary>The length of one master key in bytes.</summary>
    public const int KeyLength = 32;

    private const string Versions = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private readonly byte[][] _masters;

    private PseudonymKeys(byte[][] masters) => _masters = masters;

    /// <summary>The version under which new pseudonyms are made.</summary>
    internal byte Newest => (byte)(_masters.Length - 1);

    /// <summary>
    /// Makes a first key from <see cref="KeyLength"/> random bytes. Throws <see cref="ArgumentException"/> for another length.
    /// </summary>
    public static PseudonymKeys Create(ReadOnlySpan<byte> random) => new([Checked(random)]);

    /// <summary>Reads what <see cref="Save"/> gave. Throws <see cref="FormatException"/> for anything else.</summary>
    public static PseudonymKeys Load(ReadOnlySpan<byte> saved)
    {
        if (saved.Length == 0 || saved.Length % KeyLength != 0 || saved.Length / KeyLength > Versions.Length)
        {
            throw new FormatException($"The pseudonym keys are damaged: 1 to {Versions.Length} keys of {KeyLength} bytes are expected.");
        }

        var masters = new byte[saved.Length / KeyLength][];
        for (var i = 0; i < masters.Length; i++)
        {
            masters[i] = saved.Slice(i * KeyLength, KeyLength).ToArray();
        }

        return new PseudonymKeys(masters);
    }

    /// <summary>These keys with a newer one; pseudonyms of the older ones still open.</summary>
    public PseudonymKeys Rotate(ReadOnlySpan<byte> random) => _masters.Length < Versions.Length
        ? new PseudonymKeys([.. _masters, Checked(random)])
        : throw new InvalidOperationException("There are as many pseudonym keys as versions: no other can be added.");

    /// <summary>The bytes to keep, secret: all master keys in order.</summary>
    public byte[] Save() => [.. _masters.SelectMany(master => master)];

    internal static char VersionCharacter(byte version) => Versions[version];

    internal bool TryVersion(char character, out byte version)
    {
        var index = Versions.IndexOf(character, StringComparison.Ordinal);
        version = (byte)Math.Max(index, 0);
        return index >= 0 && index < _masters.Length;
    }

    internal byte[] Derive(byte version, string label) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, _masters[version], KeyLength, salt: [], info: Encoding.UTF8.GetBytes(label));

    private static byte[] Checked(ReadOnlySpan<byte> random) => random.Length == KeyLength
        ? random.ToArray()
        : throw new ArgumentException($"A master key has {KeyLength} bytes.", nameof(random));
}
