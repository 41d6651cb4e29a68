using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Exchange.Policy.People;

/// <summary>A master key of departments' pseudonyms and the letter that stands in front of them.</summary>
/// <param name="Version">A letter from <see cref="PseudonymKeys.FirstVersion"/> to <see cref="PseudonymKeys.LastVersion"/>.</param>
/// <param name="Master">The master key, <see cref="PseudonymKeys.KeyLength"/> bytes, secret.</param>
public sealed record PseudonymVersion(char Version, ReadOnlyMemory<byte> Master)
{
    /// <summary>The version only; a key is in no text.</summary>
    public override string ToString() => $"pseudonym key {Version}";
}

/// <summary>
/// The master keys of pseudonyms: one for the store, which never changes since rows are found by what it makes, and one for each version of
/// departments' pseudonyms. What they are used as is derived by HKDF-SHA-256 (RFC 5869) with info in the form of NIST SP 800-108: label, 0x00,
/// context, length in bits. Immutable. Files are the host's.
/// </summary>
public sealed class PseudonymKeys
{
    /// <summary>The length of one master key in bytes.</summary>
    public const int KeyLength = 32;

    /// <summary>The letter of the first version.</summary>
    public const char FirstVersion = 'A';

    /// <summary>The letter of the last version there can be.</summary>
    public const char LastVersion = 'Z';

    private const string StoreLabel = "exchange pseudonym store";
    private const string DepartmentLabel = "exchange pseudonym department";
    private const string ConsentLabel = "exchange consent name department";

    private readonly byte[] _store;
    private readonly SortedDictionary<char, byte[]> _versions;

    private PseudonymKeys(byte[] store, SortedDictionary<char, byte[]> versions) => (_store, _versions) = (store, versions);

    /// <summary>The version under which departments' new pseudonyms are made: the last letter.</summary>
    public char Newest => _versions.Keys.Last();

    /// <summary>
    /// One master key of <see cref="KeyLength"/> bytes for the store and the first version, for a hub that keeps none.
    /// Throws <see cref="ArgumentException"/> for another length.
    /// </summary>
    public static PseudonymKeys Create(ReadOnlySpan<byte> master) =>
        new(Checked(master), new SortedDictionary<char, byte[]> { [FirstVersion] = Checked(master) });

    /// <summary>The keys that a hub keeps.</summary>
    /// <param name="store">The master key of the store's pseudonyms.</param>
    /// <param name="versions">The versions whose pseudonyms are read; the last letter's are made.</param>
    /// <exception cref="ArgumentException">There is no version, or a letter or a length is wrong.</exception>
    public static PseudonymKeys Load(ReadOnlySpan<byte> store, IReadOnlyCollection<PseudonymVersion> versions)
    {
        ArgumentNullException.ThrowIfNull(versions);
        var masters = new SortedDictionary<char, byte[]>();
        foreach (var version in versions)
        {
            masters.Add(CheckedVersion(version.Version), Checked(version.Master.Span));
        }

        return masters.Count > 0
            ? new PseudonymKeys(Checked(store), masters)
            : throw new ArgumentException("Departments' pseudonyms need a master key.", nameof(versions));
    }

    internal bool Has(char version) => _versions.ContainsKey(version);

    internal byte[] DeriveStore() => Derive(_store, StoreLabel, "");

    internal byte[] Derive(char version, DepartmentId department) => Derive(_versions[version], DepartmentLabel, department.Value);

    internal byte[] DeriveConsentNames(char version, DepartmentId department) => Derive(_versions[version], ConsentLabel, department.Value);

    private static byte[] Derive(byte[] master, string label, string context)
    {
        var (labelBytes, contextBytes) = (Encoding.UTF8.GetBytes(label), Encoding.UTF8.GetBytes(context));
        var info = new byte[labelBytes.Length + 1 + contextBytes.Length + sizeof(int)];
        labelBytes.CopyTo(info, 0);
        contextBytes.CopyTo(info, labelBytes.Length + 1);
        BinaryPrimitives.WriteInt32BigEndian(info.AsSpan(^sizeof(int)), KeyLength * 8);
        return HKDF.DeriveKey(HashAlgorithmName.SHA256, master, KeyLength, salt: [], info);
    }

    private static char CheckedVersion(char version) => version is >= FirstVersion and <= LastVersion
        ? version
        : throw new ArgumentException($"A version is a letter from {FirstVersion} to {LastVersion}.", nameof(version));

    private static byte[] Checked(ReadOnlySpan<byte> master) => master.Length == KeyLength
        ? master.ToArray()
        : throw new ArgumentException($"A master key has {KeyLength} bytes.", nameof(master));
}
