using System.Buffers.Text;
using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Exchange.Storage;
using Microsoft.IdentityModel.Tokens;

namespace Exchange.Identity.Keys;

/// <summary>
/// The hub's own P-256 keys for ES256. The newest signs; the older ones still verify until they are taken away. Hubs that share a store
/// share them; a key that another hub made is read when a token first names it.
/// Thread-safe once <see cref="OpenAsync"/> has run.
/// </summary>
internal sealed class SigningKeys(KeyFolder folder, KeyLedger ledger, TimeProvider time)
{
    private const string Prefix = "signing-";

    // WHY: anybody can name a key that nobody has; one look into the folder a second is no burden.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _gate = new(1);
    private volatile IReadOnlyList<NamedKey>? _keys;
    private long? _lastLook;

    /// <summary>Newest first; each named by its RFC 7638 thumbprint.</summary>
    public IReadOnlyList<ECDsaSecurityKey> All =>
        _keys?.Select(k => k.Key).ToList()
            ?? throw new InvalidOperationException("The signing keys are used before IdentitySetup.StartAsync opened them.");

    /// <summary>Signs with the newest key.</summary>
    public SigningCredentials Credentials => new(All[0], SecurityAlgorithms.EcdsaSha256);

    /// <summary>Reads the keys; makes the first one where the store has never had one.</summary>
    /// <exception cref="KeyException">A key is gone, damaged, or open to other users.</exception>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        await ledger.CheckAsync(cancellationToken);
        var names = Names();
        await TakeAsync(
            names.Count > 0 ? names : [Prefix + time.GetUtcNow().ToString("yyyyMMdd't'HHmmss'z'", CultureInfo.InvariantCulture)],
            cancellationToken);
    }

    /// <summary>
    /// Looks for keys that another hub of this store has made since, at most once a second. False where they cannot be read now; what is
    /// known stays in use.
    /// </summary>
    public async Task<bool> RefreshAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (_lastLook is { } last && time.GetElapsedTime(last) < Pause)
            {
                return true;
            }

            _lastLook = time.GetTimestamp();
            var names = Names();
            if (names.Except(_keys!.Select(k => k.Name)).Any())
            {
                await TakeAsync(names, cancellationToken);
            }

            return true;
        }
        catch (Exception cause) when (cause is KeyException or StorageConflictException or DbException or TimeoutException or IOException)
        {
            return false;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>The key of that id, or null.</summary>
    public ECDsaSecurityKey? Find(string keyId) => All.FirstOrDefault(k => k.KeyId == keyId);

    /// <summary>Signs a payload with the newest key: a JWS in compact form (RFC 7515), verified by the JWK set alone.</summary>
    /// <param name="type">The <c>typ</c> of its header, which says what is signed.</param>
    /// <param name="payload">The bytes.</param>
    public string SignCompact(string type, ReadOnlySpan<byte> payload)
    {
        var key = All[0];
        var header = JsonSerializer.SerializeToUtf8Bytes(new { alg = SecurityAlgorithms.EcdsaSha256, typ = type, kid = key.KeyId });
        var signed = $"{Base64Url.EncodeToString(header)}.{Base64Url.EncodeToString(payload)}";
        var signature = key.ECDsa.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256);
        return $"{signed}.{Base64Url.EncodeToString(signature)}";
    }

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

    private List<string> Names() => [.. folder.List().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal))];

    private async Task TakeAsync(IEnumerable<string> names, CancellationToken cancellationToken)
    {
        var known = _keys ?? [];
        var keys = new List<NamedKey>();
        foreach (var name in names.Union(known.Select(k => k.Name)).OrderDescending(StringComparer.Ordinal))
        {
            keys.Add(known.FirstOrDefault(k => k.Name == name) ?? await AdoptAsync(name, cancellationToken));
        }

        _keys = keys;
    }

    private async Task<NamedKey> AdoptAsync(string name, CancellationToken cancellationToken)
    {
        // INVARIANT: read before it is remembered; a store that remembers a file that is no key could never start without it again.
        ECDsaSecurityKey? key = null;
        await ledger.AdoptAsync(name, () => Stored(name, out key), cancellationToken);
        return new NamedKey(name, key!);
    }

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

    private sealed record NamedKey(string Name, ECDsaSecurityKey Key);
}
