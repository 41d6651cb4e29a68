using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace Exchange.Identity.Keys;

/// <summary>
/// The hub's own P-256 keys for ES256. The newest signs; the older ones still verify until they are taken away.
/// Thread-safe once <see cref="OpenAsync"/> has run.
/// </summary>
internal sealed class SigningKeys(KeyFolder folder, KeyLedger ledger, TimeProvider time)
{
    private const string Prefix = "signing-";
    private IReadOnlyList<ECDsaSecurityKey>? _keys;

    /// <summary>Newest first; each named by its RFC 7638 thumbprint.</summary>
    public IReadOnlyList<ECDsaSecurityKey> All =>
        _keys ?? throw new InvalidOperationException("The signing keys are used before IdentitySetup.StartAsync opened them.");

    /// <summary>Signs with the newest key.</summary>
    public SigningCredentials Credentials => new(All[0], SecurityAlgorithms.EcdsaSha256);

    /// <summary>Reads the keys; makes the first one where the store has never had one.</summary>
    /// <exception cref="KeyException">A key is gone, damaged, or open to other users.</exception>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        await ledger.CheckAsync(cancellationToken);
        var names = folder.List().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)).ToList();
        if (names.Count == 0)
        {
            names.Add(Prefix + time.GetUtcNow().ToString("yyyyMMdd't'HHmmss'z'", CultureInfo.InvariantCulture));
        }

        var keys = new List<ECDsaSecurityKey>();
        foreach (var name in names.OrderDescending(StringComparer.Ordinal))
        {
            // INVARIANT: read before it is remembered; a store that remembers a file that is no key could never start without it again.
            ECDsaSecurityKey? key = null;
            await ledger.AdoptAsync(name, () => Stored(name, out key), cancellationToken);
            keys.Add(key!);
        }

        _keys = keys;
    }

    /// <summary>The key of that id, or null.</summary>
    public ECDsaSecurityKey? Find(string keyId) => All.FirstOrDefault(k => k.KeyId == keyId);

    /// <summary>The public halves as a JWK set (RFC 7517).</summary>
    public byte[] ToJwks() => JsonSerializer.SerializeToUtf8Bytes(new
    {
        keys = All.Select(key =>
        {
            var point = key.ECDsa.ExportParameters(includePrivateParameters: false).Q;
            return new
            {
                kty = "EC",
                use = "sig",
                alg = SecurityAlgorithms.EcdsaSha256,
                crv = "P-256",
                kid = key.KeyId,
                x = Base64UrlEncoder.Encode(point.X),
                y = Base64UrlEncoder.Encode(point.Y),
            };
        }),
    });

    private static byte[] NewKey()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportPkcs8PrivateKey();
    }

    private byte[] Stored(string name, out ECDsaSecurityKey key)
    {
        var stored = folder.Find(name) ?? folder.Create(name, NewKey());
        key = Read(name, stored);
        return stored;
    }

    private ECDsaSecurityKey Read(string name, byte[] stored)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportPkcs8PrivateKey(stored, out _);
            if (key.KeySize != 256)
            {
                throw new CryptographicException("The curve is not P-256.");
            }

            var named = new ECDsaSecurityKey(key);
            named.KeyId = Base64UrlEncoder.Encode(named.ComputeJwkThumbprint());
            return named;
        }
        catch (CryptographicException cause)
        {
            key.Dispose();
            throw new KeyException($"The signing key '{name}' in {folder.Location} is damaged; restore it from a backup.", cause);
        }
    }
}
