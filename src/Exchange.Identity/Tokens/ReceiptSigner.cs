using Exchange.Identity.Keys;

namespace Exchange.Identity.Tokens;

/// <summary>Signs what the hub gives people to keep, under the keys of <c>/.well-known/jwks.json</c>. Thread-safe.</summary>
public sealed class ReceiptSigner
{
    private const string ReceiptType = "consent-receipt+jwt";

    private readonly SigningKeys _keys;

    internal ReceiptSigner(SigningKeys keys) => _keys = keys;

    /// <summary>Signs a consent receipt: a JWS in compact form (RFC 7515), ES256.</summary>
    /// <param name="payload">The receipt as JSON in UTF-8.</param>
    public string Sign(ReadOnlyMemory<byte> payload) => _keys.SignCompact(ReceiptType, payload.Span);
}
