using System.Security.Cryptography;
using Exchange.Adapters.Http.Signing;

namespace Exchange.FederationTests.Transport;

/// <summary>The test vectors of RFC 9421, appendix B.2.</summary>
public sealed class SignatureVectorTests
{
    private const string SharedSecret = "uzvJfB4u3N0Jy4T7NZ75MDVcr8zSTInedJtkgcu46YW4XByzNJjxBdtjUkdJPBtbmHhIDi6pcl8jsasjlTMtDQ==";

    private const string EccKey =
        """
        -----BEGIN PUBLIC KEY-----
        MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEqIVYZVLCrPZHGHjP17CTW0/+D9Lf
        w0EkjqF7xB4FivAxzic30tMM4GF+hR6Dxh71Z50VGGdldkkDXZCnTNnoXQ==
        -----END PUBLIC KEY-----
        """;

    private const string RsaPssKey =
        """
        -----BEGIN PUBLIC KEY-----
        MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAr4tmm3r20Wd/PbqvP1s2
        +QEtvpuRaV8Yq40gjUR8y2Rjxa6dpG2GXHbPfvMs8ct+Lh1GH45x28Rw3Ry53mm+
        oAXjyQ86OnDkZ5N8lYbggD4O3w6M6pAvLkhk95AndTrifbIFPNU8PPMO7OyrFAHq
        gDsznjPFmTOtCEcN2Z1FpWgchwuYLPL+Wokqltd11nqqzi+bJ9cvSKADYdUAAN5W
        Utzdpiy6LbTgSxP7ociU4Tn0g5I6aDZJ7A8Lzo0KSyZYoA485mqcO0GVAdVw9lq4
        aOT9v6d+nb4bnNkQVklLQ3fVAvJm+xdDOp9LCNCN48V2pnDOkFV6+U9nV5oyc6XI
        2wIDAQAB
        -----END PUBLIC KEY-----
        """;

    [Fact]
    public void B_2_5_hmac_sha256_gives_the_published_signature()
    {
        var (input, text) = new SignedText()
            .Cover("date", "Tue, 20 Apr 2021 02:07:55 GMT")
            .Cover("@authority", "example.com")
            .Cover("content-type", "application/json")
            .Close(";created=1618884473;keyid=\"test-shared-secret\"");

        Assert.Equal("(\"date\" \"@authority\" \"content-type\");created=1618884473;keyid=\"test-shared-secret\"", input);
        Assert.Equal(
            "pxcQw6G3AjtMBQjwo8XzkZf/bws5LelbaMk5rGIGtE8=",
            Convert.ToBase64String(HmacSigningKey.Read("test-shared-secret", SharedSecret).Sign(text)));
    }

    [Fact]
    public void B_2_4_ecdsa_p256_sha256_signs_the_text_that_is_built()
    {
        const string digest = "sha-512=:mEWXIS7MaLRuGgxOBdODa3xqM1XdEvxoYhvlCFJ41QJgJc4GTsPp29l5oGX69wWdXymyU0rjJuahq4l5aGgfLQ==:";
        var (_, text) = new SignedText()
            .Cover("@status", "200")
            .Cover("content-type", "application/json")
            .Cover("content-digest", digest)
            .Cover("content-length", "23")
            .Close(";created=1618884473;keyid=\"test-key-ecc-p256\"");
        using var key = ECDsa.Create();
        key.ImportFromPem(EccKey);

        var signature = Convert.FromBase64String("wNmSUAhwb5LxtOtOpNa6W5xj067m5hFrj0XQ4fvpaCLx0NKocgPquLgyahnzDnDAUy5eCdlYUEkLIj+32oiasw==");

        Assert.True(key.VerifyData(text, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation));
    }

    [Fact]
    public void B_2_1_rsa_pss_sha512_signs_the_text_that_is_built()
    {
        var (_, text) = new SignedText().Close(";created=1618884473;keyid=\"test-key-rsa-pss\";nonce=\"b3k2pp5k7z-50gnwp.yemd\"");
        using var key = RSA.Create();
        key.ImportFromPem(RsaPssKey);

        var signature = Convert.FromBase64String(
            """
            d2pmTvmbncD3xQm8E9ZV2828BjQWGgiwAaw5bAkgibUopemLJcWDy/lkbbHAve4cRAtx31Iq786U7it++wgGxbtRxf8Udx7zFZsckzXaJMkA7ChG
            52eSkFxykJeNqsrWH5S+oxNFlD4dzVuwe8DhTSja8xxbR/Z2cOGdCbzR72rgFWhzx2VjBqJzsPLMIQKhO4DGezXehhWwE56YCE+O6c0mKZsfxVro
            gUvA4HELjVKWmAvtl6UnCh8jYzuVG5WSb/QEVPnP5TmcAnLH1g+s++v6d4s8m0gCw1fV5/SITLq9mhho8K3+7EPYTU8IU1bLhdxO5Nyt8C8ssinQ
            98Xw9Q==
            """);

        Assert.True(key.VerifyData(text, signature, HashAlgorithmName.SHA512, RSASignaturePadding.Pss));
    }
}
