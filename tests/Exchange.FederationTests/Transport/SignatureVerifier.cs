using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Exchange.FederationTests.Transport;

/// <summary>
/// A department's check of RFC 9421 signatures, written from the specification and sharing nothing with what signs: the covered components
/// are those that it demands, the body has the digest, the signature has not expired and its nonce was never seen.
/// </summary>
internal sealed partial class SignatureVerifier(string keyId, Func<byte[], byte[], bool> isSigned, TimeProvider clock, params string[] demanded)
{
    private readonly HashSet<string> _nonces = [];

    /// <summary>Null for a good signature, otherwise what is wrong.</summary>
    public string? Fault(ReceivedRequest request)
    {
        if (!request.Headers.TryGetValue("Signature-Input", out var input) || !request.Headers.TryGetValue("Signature", out var signature))
        {
            return "unsigned";
        }

        var parsed = Input().Match(input);
        if (!parsed.Success || !signature.StartsWith("exchange=:", StringComparison.Ordinal) || !signature.EndsWith(':'))
        {
            return "malformed";
        }

        var covered = Name().Matches(parsed.Groups["covered"].Value).Select(match => match.Groups[1].Value).ToList();
        var text = string.Concat(covered.Select(name => $"\"{name}\": {Value(name, request)}\n")) + $"\"@signature-params\": {input["exchange=".Length..]}";
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        return !demanded.All(covered.Contains) ? "covers too little"
            : parsed.Groups["keyid"].Value != keyId ? "another key"
            : Number(parsed, "created") > now || Number(parsed, "expires") <= now ? "out of date"
            : !_nonces.Add(parsed.Groups["nonce"].Value) ? "seen before"
            : covered.Contains("content-digest") && request.Headers["Content-Digest"] != Digest(request.Body) ? "another body"
            : isSigned(Encoding.UTF8.GetBytes(text), Convert.FromBase64String(signature["exchange=:".Length..^1])) ? null
            : "forged";
    }

    private static long Number(Match parsed, string name) => long.Parse(parsed.Groups[name].Value, CultureInfo.InvariantCulture);

    private static string Digest(byte[] body) => $"sha-256=:{Convert.ToBase64String(SHA256.HashData(body))}:";

    private static string Value(string name, ReceivedRequest request) => name switch
    {
        "@method" => request.Method,
        "@target-uri" => request.Target,
        _ => request.Headers[name],
    };

    [GeneratedRegex(
        """
        ^exchange=\((?<covered>[^)]*)\);created=(?<created>\d+);expires=(?<expires>\d+);nonce="(?<nonce>[^"]+)";keyid="(?<keyid>[^"]+)";tag="exchange"$
        """)]
    private static partial Regex Input();

    [GeneratedRegex("\"([^\"]+)\"")]
    private static partial Regex Name();
}
