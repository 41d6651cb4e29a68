using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Exchange.Adapters.Http.Signing;

/// <summary>ECDSA on P-256 with SHA-256 (RFC 9421, section 3.3.4): the signature is r and s.</summary>
internal sealed class EcdsaSigningKey(string id, ECParameters parameters) : SigningKey(id)
{
    public const string Algorithm = "ecdsa-p256-sha256";

    // WHY several: one key object signs one text at a time.
    private readonly ConcurrentBag<ECDsa> _idle = [];

    public static EcdsaSigningKey Read(string id, string pem)
    {
        using var key = ECDsa.Create();
        key.ImportFromPem(pem);
        var parameters = key.ExportParameters(includePrivateParameters: true);
        return parameters.Curve.Oid.Value == ECCurve.NamedCurves.nistP256.Oid.Value
            ? new EcdsaSigningKey(id, parameters)
            : throw new CryptographicException("The curve is another.");
    }

    internal override byte[] Sign(ReadOnlySpan<byte> text)
    {
        var key = _idle.TryTake(out var idle) ? idle : ECDsa.Create(parameters);
        var signature = key.SignData(text, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        _idle.Add(key);
        return signature;
    }
}

/// <summary>RSASSA-PSS with SHA-512 and a salt of 64 bytes (RFC 9421, section 3.3.1).</summary>
internal sealed class RsaPssSigningKey(string id, RSAParameters parameters) : SigningKey(id)
{
    public const string Algorithm = "rsa-pss-sha512";
    private const int MinBits = 2048;

    // WHY several: one key object signs one text at a time.
    private readonly ConcurrentBag<RSA> _idle = [];

    public static RsaPssSigningKey Read(string id, string pem)
    {
        using var key = RSA.Create();
        key.ImportFromPem(pem);
        return key.KeySize >= MinBits
            ? new RsaPssSigningKey(id, key.ExportParameters(includePrivateParameters: true))
            : throw new CryptographicException("The key is too short.");
    }

    internal override byte[] Sign(ReadOnlySpan<byte> text)
    {
        var key = _idle.TryTake(out var idle) ? idle : RSA.Create(parameters);
        var signature = key.SignData(text, HashAlgorithmName.SHA512, RSASignaturePadding.Pss);
        _idle.Add(key);
        return signature;
    }
}

/// <summary>HMAC with SHA-256 (RFC 9421, section 3.3.3): for a department that shares a secret with the hub.</summary>
internal sealed class HmacSigningKey(string id, byte[] secret) : SigningKey(id)
{
    public const string Algorithm = "hmac-sha256";
    private const int MinBytes = 32;

    public static HmacSigningKey Read(string id, string base64)
    {
        var secret = Convert.FromBase64String(base64.Trim());
        return secret.Length >= MinBytes ? new HmacSigningKey(id, secret) : throw new CryptographicException("The secret is too short.");
    }

    internal override byte[] Sign(ReadOnlySpan<byte> text) => HMACSHA256.HashData(secret, text);
}
