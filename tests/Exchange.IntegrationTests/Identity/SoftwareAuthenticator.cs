using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace Exchange.IntegrationTests.Identity;

/// <summary>
/// A browser with a passkey (WebAuthn Level 3): ES256, attestation "none", CBOR by hand. What a test wants wrong, it sets.
/// </summary>
internal sealed class SoftwareAuthenticator : IDisposable
{
    private const byte UserPresent = 0x01;
    private const byte UserVerified = 0x04;
    private const byte Attested = 0x40;

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] _id = RandomNumberGenerator.GetBytes(32);
    private string _userHandle = "";

    /// <summary>The page's origin.</summary>
    public required string Origin { get; set; }

    /// <summary>The relying party that the authenticator signs for; null for the one that the options name.</summary>
    public string? RelyingParty { get; set; }

    /// <summary>Whether the authenticator asked its owner who they are.</summary>
    public bool VerifiesUser { get; set; } = true;

    /// <summary>The counter of signatures.</summary>
    public uint SignCount { get; set; }

    /// <summary>Whether it counts its signatures; one whose key is kept on several devices cannot.</summary>
    public bool Counts { get; set; } = true;

    public string Id => Base64UrlEncoder.Encode(_id);

    /// <summary>Answers <c>navigator.credentials.create</c>.</summary>
    public object Register(JsonElement options)
    {
        _userHandle = options.GetProperty("user").GetProperty("id").GetString()!;
        byte[] authenticatorData =
        [
            .. Head(options.GetProperty("rp").GetProperty("id").GetString()!, Attested), .. new byte[16], 0, 32, .. _id, .. PublicKey(),
        ];
        byte[] attestation =
        [
            0xA3, 0x63, .. "fmt"u8, 0x64, .. "none"u8, 0x67, .. "attStmt"u8, 0xA0, 0x68, .. "authData"u8,
            0x58, checked((byte)authenticatorData.Length), .. authenticatorData,
        ];
        return Credential(new
        {
            clientDataJSON = Base64UrlEncoder.Encode(ClientData("webauthn.create", options)),
            attestationObject = Base64UrlEncoder.Encode(attestation),
            transports = new[] { "internal" },
        });
    }

    /// <summary>Answers <c>navigator.credentials.get</c>.</summary>
    public object SignIn(JsonElement options)
    {
        SignCount += Counts ? 1u : 0u;
        var authenticatorData = Head(options.GetProperty("rpId").GetString()!, 0);
        var clientData = ClientData("webauthn.get", options);
        byte[] signed = [.. authenticatorData, .. SHA256.HashData(clientData)];
        return Credential(new
        {
            clientDataJSON = Base64UrlEncoder.Encode(clientData),
            authenticatorData = Base64UrlEncoder.Encode(authenticatorData),
            signature = Base64UrlEncoder.Encode(_key.SignData(signed, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)),
            userHandle = _userHandle,
        });
    }

    public void Dispose() => _key.Dispose();

    private object Credential(object response) =>
        new { id = Id, rawId = Id, type = "public-key", response, clientExtensionResults = new { }, authenticatorAttachment = "platform" };

    private byte[] Head(string relyingParty, byte flags)
    {
        var count = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(count, SignCount);
        var seen = (byte)(flags | UserPresent | (VerifiesUser ? UserVerified : 0));
        return [.. SHA256.HashData(Encoding.UTF8.GetBytes(RelyingParty ?? relyingParty)), seen, .. count];
    }

    private byte[] ClientData(string type, JsonElement options) => JsonSerializer.SerializeToUtf8Bytes(
        new { type, challenge = options.GetProperty("challenge").GetString(), origin = Origin, crossOrigin = false });

    // COSE_Key (RFC 9052 §7): EC2, ES256, P-256, x, y.
    private byte[] PublicKey()
    {
        var point = _key.ExportParameters(includePrivateParameters: false).Q;
        return [0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20, .. point.X!, 0x22, 0x58, 0x20, .. point.Y!];
    }
}
