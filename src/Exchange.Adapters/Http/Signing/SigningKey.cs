using System.Security.Cryptography;

namespace Exchange.Adapters.Http.Signing;

/// <summary>
/// A key that requests to one department are signed with (RFC 9421, section 3.3). It is read from a file and never printed. Immutable and
/// thread-safe; it lives as long as the hub.
/// </summary>
public abstract class SigningKey
{
    private protected SigningKey(string id) => Id = id;

    /// <summary>The algorithms, by their names in the registry of RFC 9421.</summary>
    public static IReadOnlyList<string> Algorithms { get; } =
        [EcdsaSigningKey.Algorithm, RsaPssSigningKey.Algorithm, HmacSigningKey.Algorithm];

    /// <summary>What the department knows it by (<c>keyid</c>).</summary>
    public string Id { get; }

    /// <summary>
    /// Reads a key: a private key as PEM without a passphrase, or for <c>hmac-sha256</c> a secret as base64. Throws
    /// <see cref="InvalidDataException"/> that names the file and what to do.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="id">What the department knows it by: visible ASCII without quotes.</param>
    /// <param name="algorithm">One of <see cref="Algorithms"/>.</param>
    public static SigningKey Load(string path, string id, string algorithm)
    {
        if (id.Length is 0 or > 200 || id.Any(letter => letter is < ' ' or > '~' or '"' or '\\'))
        {
            throw new InvalidDataException(
                "The id of a signing key is up to 200 letters of visible ASCII, without quotes and backslashes.");
        }

        var text = KeyFile.Read(path);
        try
        {
            return algorithm switch
            {
                EcdsaSigningKey.Algorithm => EcdsaSigningKey.Read(id, text),
                RsaPssSigningKey.Algorithm => RsaPssSigningKey.Read(id, text),
                HmacSigningKey.Algorithm => HmacSigningKey.Read(id, text),
                _ => throw new InvalidDataException($"The signing algorithm is none of {string.Join(", ", Algorithms)}."),
            };
        }
        catch (Exception exception) when (exception is ArgumentException or CryptographicException or FormatException)
        {
            // WHY without the inner exception: it may quote the file.
            throw new InvalidDataException($"The file {path} holds no key for {algorithm}: {Hint(algorithm)}.");
        }
    }

    internal abstract byte[] Sign(ReadOnlySpan<byte> text);

    private static string Hint(string algorithm) => algorithm switch
    {
        EcdsaSigningKey.Algorithm =>
            "it takes a private key on the curve P-256 as PEM without a passphrase (openssl ecparam -genkey -name prime256v1)",
        RsaPssSigningKey.Algorithm =>
            "it takes a private RSA key of 2048 bits or more as PEM without a passphrase (openssl genrsa 3072)",
        _ => "it takes a secret of 32 bytes or more as base64 (openssl rand -base64 64)",
    };
}
