using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Exchange.Adapters.Http.Signing;

namespace Exchange.Adapters.Http;

/// <summary>
/// TLS towards one department beyond the machine's own trust: the certificate by which the department knows the hub, and the authority that
/// alone may vouch for the department. Immutable; it lives as long as the hub.
/// </summary>
public sealed class DepartmentTls
{
    private readonly SslStreamCertificateContext? _own;
    private readonly X509Certificate2Collection? _authorities;

    private DepartmentTls(SslStreamCertificateContext? own, X509Certificate2Collection? authorities)
    {
        _own = own;
        _authorities = authorities;
    }

    /// <summary>
    /// Reads the files, each PEM. Throws <see cref="InvalidDataException"/> that names the file and what to do.
    /// </summary>
    /// <param name="certificate">The hub's certificate, with what comes between it and its authority after it; null for none.</param>
    /// <param name="key">Its private key, without a passphrase; given exactly where a certificate is.</param>
    /// <param name="authority">The certificates of the only authorities that count for the department; null for the machine's.</param>
    /// <param name="clock">The clock by which certificates have expired.</param>
    public static DepartmentTls Load(string? certificate, string? key, string? authority, TimeProvider clock)
    {
        if (certificate is null != key is null)
        {
            throw new InvalidDataException("A client certificate and its key come together: one of them is not set.");
        }

        return new DepartmentTls(
            certificate is null ? null : Own(certificate, key!, clock.GetUtcNow()),
            authority is null ? null : Authorities(authority));
    }

    internal SslClientAuthenticationOptions Options() => new()
    {
        ClientCertificateContext = _own,
        CertificateChainPolicy = _authorities is null ? null : Pinned(_authorities),
    };

    private static X509ChainPolicy Pinned(X509Certificate2Collection authorities)
    {
        // WHY no revocation: an authority of one's own seldom serves lists; a certificate that is lost is replaced with its authority.
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(authorities);
        return policy;
    }

    private static SslStreamCertificateContext Own(string certificate, string key, DateTimeOffset now)
    {
        var pem = KeyFile.Read(certificate);
        var secret = KeyFile.Read(key);
        X509Certificate2 own;
        try
        {
            own = Usable(X509Certificate2.CreateFromPem(pem, secret));
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            // WHY without the inner exception: it may quote the file.
            throw new InvalidDataException(
                $"The files {certificate} and {key} are not a certificate and its private key: "
                + "they take PEM, the key without a passphrase.");
        }

        if (own.NotAfter.ToUniversalTime() <= now.UtcDateTime)
        {
            throw new InvalidDataException($"The certificate in {certificate} has expired: ask the department for a new one.");
        }

        var chain = new X509Certificate2Collection();
        chain.ImportFromPem(pem);
        return SslStreamCertificateContext.Create(own, chain, offline: true);
    }

    // WHY: Windows takes no certificate whose key is nowhere but in memory.
    private static X509Certificate2 Usable(X509Certificate2 certificate) => OperatingSystem.IsWindows()
        ? X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null)
        : certificate;

    private static X509Certificate2Collection Authorities(string path)
    {
        var authorities = new X509Certificate2Collection();
        try
        {
            authorities.ImportFromPem(KeyFile.Read(path));
        }
        catch (CryptographicException)
        {
            // WHY without the inner exception: it may quote the file.
            throw new InvalidDataException($"The file {path} holds a certificate that cannot be read: it takes PEM.");
        }

        return authorities.Count > 0
            ? authorities
            : throw new InvalidDataException($"The file {path} holds no certificate: it takes those of authorities as PEM.");
    }
}
