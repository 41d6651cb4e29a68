using System.Globalization;
using System.Security.Cryptography;

namespace Exchange.Adapters.Http.Signing;

/// <summary>
/// Signs what is sent to one department (RFC 9421; RFC 9530 for the body): method, address, body, its type and the access id, for a minute
/// and once. A department can tell that a request is the hub's, unchanged, and refuse it when it comes again. Thread-safe.
/// </summary>
internal sealed class RequestSigner(SigningKey key, TimeProvider clock)
{
    private const string Label = "exchange";
    private const int NonceBytes = 16;
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    /// <summary>Adds the headers of the body's digest and of the signature to a request with these values.</summary>
    public void Sign(HttpRequestMessage message, ReadOnlySpan<byte> body, string contentType, string accessId)
    {
        var digest = $"sha-256=:{Convert.ToBase64String(SHA256.HashData(body))}:";
        message.Content!.Headers.TryAddWithoutValidation("Content-Digest", digest);
        var covered = new SignedText()
            .Cover("@method", message.Method.Method)
            .Cover("@target-uri", Target(message.RequestUri!))
            .Cover("content-digest", digest)
            .Cover("content-type", contentType)
            .Cover("exchange-access-id", accessId);
        var (input, signature) = Sign(covered);
        message.Headers.TryAddWithoutValidation("Signature-Input", input);
        message.Headers.TryAddWithoutValidation("Signature", signature);
    }

    /// <summary>The values of <c>Signature-Input</c> and <c>Signature</c> for the opening of a WebSocket.</summary>
    public (string Input, string Signature) SignOpening(Uri address) =>
        Sign(new SignedText().Cover("@method", "GET").Cover("@target-uri", Target(address)));

    /// <summary>The address as the department sees it: that of a WebSocket is opened as <c>http</c> or <c>https</c>.</summary>
    internal static string Target(Uri address)
    {
        var scheme = address.Scheme switch { "ws" => "http", "wss" => "https", var other => other };
        var host = address.HostNameType == UriHostNameType.IPv6 ? $"[{address.IdnHost}]" : address.IdnHost;
        var port = address.IsDefaultPort ? "" : string.Create(CultureInfo.InvariantCulture, $":{address.Port}");
        return $"{scheme}://{host}{port}{address.PathAndQuery}";
    }

    private (string Input, string Signature) Sign(SignedText covered)
    {
        var now = clock.GetUtcNow();
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(NonceBytes));
        var (created, expires) = (now.ToUnixTimeSeconds(), (now + Lifetime).ToUnixTimeSeconds());
        var (input, text) = covered.Close(string.Create(
            CultureInfo.InvariantCulture,
            $";created={created};expires={expires};nonce=\"{nonce}\";keyid=\"{key.Id}\";tag=\"{Label}\""));
        return ($"{Label}={input}", $"{Label}=:{Convert.ToBase64String(key.Sign(text))}:");
    }
}
