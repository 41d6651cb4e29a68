using System.Security.Cryptography;
using System.Text;
using Exchange.Adapters.Http;
using Exchange.Adapters.Http.Signing;
using Microsoft.AspNetCore.Http;

namespace Exchange.FederationTests.Transport;

/// <summary>Signed requests, as a department that demands signatures finds them.</summary>
public sealed class RequestSigningTests : TransportTests
{
    private static readonly string[] Demanded = ["@method", "@target-uri", "content-digest", "content-type", "exchange-access-id"];
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("exchange-signing-");

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData("ecdsa-p256-sha256")]
    [InlineData("rsa-pss-sha512")]
    [InlineData("hmac-sha256")]
    public async Task A_department_finds_every_request_signed_and_none_twice(string algorithm)
    {
        var (path, verifier) = Keys(algorithm, TimeProvider.System);
        var faults = new List<string?>();
        var department = await OpenAsync(LoopbackDepartment.TextAsync("{}"));
        var source = Source(department.Address, http: new HttpSourceOptions { SigningKey = SigningKey.Load(path, "hub-1", algorithm) });

        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => TextAsync(source, Request($$"""{"query":"{ a{{i}} }"}"""))));

        foreach (var request in department.Requests)
        {
            faults.Add(verifier.Fault(request));
        }

        Assert.Equal(20, faults.Count);
        Assert.All(faults, Assert.Null);
        Assert.Equal("seen before", verifier.Fault(department.Requests[0]));
    }

    [Fact]
    public async Task A_request_that_was_changed_on_the_way_is_found()
    {
        var request = await SignedAsync("""{"query":"{ a }"}""");

        Assert.Null(Fault(request));
        Assert.Equal("another body", Fault(request with { Body = Encoding.UTF8.GetBytes("""{"query":"{ b }"}""") }));
        Assert.Equal("forged", Fault(request with { Method = "PUT" }));
        Assert.Equal("forged", Fault(request with { Target = request.Target + "?a" }));
        Assert.Equal("forged", Fault(With(request, "Exchange-Access-Id", "access-2")));
        Assert.Equal("forged", Fault(With(request, "Content-Type", "text/plain")));
        Assert.Equal("forged", Fault(With(request, "Signature-Input", request.Headers["Signature-Input"].Replace("nonce=\"", "nonce=\"x"))));
    }

    [Fact]
    public async Task A_request_that_is_sent_again_is_signed_anew()
    {
        var (path, verifier) = Keys("ecdsa-p256-sha256", TimeProvider.System);
        var department = await OpenAsync(LoopbackDepartment.StartAsync((number, context) =>
        {
            context.Response.StatusCode = number == 1 ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK;
            return number == 1 ? Task.CompletedTask : context.Response.WriteAsync("{}");
        }));
        var key = SigningKey.Load(path, "hub-1", "ecdsa-p256-sha256");

        Assert.Equal("{}", await TextAsync(Source(department.Address, http: new HttpSourceOptions { SigningKey = key })));

        Assert.Equal([null, null], department.Requests.Select(verifier.Fault));
    }

    [Fact]
    public async Task The_opening_of_a_stream_is_signed_too()
    {
        var (path, _) = Keys("hmac-sha256", TimeProvider.System);
        var stream = new LoopbackStream((connection, id) => connection.SendAsync($$"""{"id":"{{id}}","type":"complete"}"""));
        var department = await OpenAsync(LoopbackDepartment.StartAsync(stream.AnswerAsync));
        var source = Source(department.Address, http: new HttpSourceOptions { SigningKey = SigningKey.Load(path, "hub-1", "hmac-sha256") });

        await foreach (var answer in (await source.SubscribeAsync(Request(), Cancellation)).WithCancellation(Cancellation))
        {
            answer.Dispose();
        }

        var secret = Convert.FromBase64String(await File.ReadAllTextAsync(path, Cancellation));
        var verifier = new SignatureVerifier(
            "hub-1", (text, signature) => HMACSHA256.HashData(secret, text).AsSpan().SequenceEqual(signature), TimeProvider.System, "@method", "@target-uri");
        Assert.Null(verifier.Fault(Assert.Single(department.Requests)));
    }

    [Theory]
    [InlineData("https://例子.example:8443/a%20b?c=%E4%BE%8B#d", "https://xn--fsqu00a.example:8443/a%20b?c=%E4%BE%8B")]
    [InlineData("https://user:word@dep.example:443/graphql", "https://dep.example/graphql")]
    [InlineData("http://[::1]:5000/graphql", "http://[::1]:5000/graphql")]
    [InlineData("wss://dep.example/stream", "https://dep.example/stream")]
    [InlineData("ws://dep.example:8080/stream", "http://dep.example:8080/stream")]
    public void The_address_is_signed_as_the_department_sees_it(string address, string target) =>
        Assert.Equal(target, RequestSigner.Target(new Uri(address)));

    [Theory]
    [InlineData(null, "ecdsa-p256-sha256", "cannot be read")]
    [InlineData("secret-of-the-department", "ecdsa-p256-sha256", "P-256")]
    [InlineData("p384", "ecdsa-p256-sha256", "P-256")]
    [InlineData("rsa1024", "rsa-pss-sha512", "2048")]
    [InlineData("public", "ecdsa-p256-sha256", "P-256")]
    [InlineData("c2VjcmV0", "hmac-sha256", "32 bytes")]
    [InlineData("secret-of-the-department", "hmac-sha256", "32 bytes")]
    [InlineData("secret-of-the-department", "ed25519", "ecdsa-p256-sha256")]
    public void A_key_that_cannot_sign_is_refused_with_its_file_and_a_hint(string? content, string algorithm, string hint)
    {
        var path = Path.Combine(_folder.FullName, "key.pem");
        if (content is not null)
        {
            File.WriteAllText(path, Content(content));
        }

        var refusal = Assert.Throws<InvalidDataException>(() => SigningKey.Load(path, "hub-1", algorithm));

        Assert.Contains(hint, refusal.Message, StringComparison.Ordinal);
        Assert.True(algorithm == "ed25519" || refusal.Message.Contains(path, StringComparison.Ordinal), refusal.Message);
        Assert.DoesNotContain(Secret, refusal.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\"b")]
    [InlineData("a\nb")]
    [InlineData("钥匙")]
    public void An_id_that_a_header_cannot_carry_is_refused(string id) =>
        Assert.Throws<InvalidDataException>(() => SigningKey.Load(Path.Combine(_folder.FullName, "none"), id, "hmac-sha256"));

    private static ReceivedRequest With(ReceivedRequest request, string header, string value) =>
        request with { Headers = new Dictionary<string, string>(request.Headers, StringComparer.OrdinalIgnoreCase) { [header] = value } };

    private static string Content(string content)
    {
        using var p384 = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var p256 = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var rsa = RSA.Create(1024);
        return content switch
        {
            "p384" => p384.ExportPkcs8PrivateKeyPem(),
            "rsa1024" => rsa.ExportPkcs8PrivateKeyPem(),
            "public" => p256.ExportSubjectPublicKeyInfoPem(),
            _ => content,
        };
    }

    private string? Fault(ReceivedRequest request) => Keys("ecdsa-p256-sha256", TimeProvider.System).Verifier.Fault(request);

    private async Task<ReceivedRequest> SignedAsync(string text)
    {
        var key = SigningKey.Load(Keys("ecdsa-p256-sha256", TimeProvider.System).Path, "hub-1", "ecdsa-p256-sha256");
        var department = await OpenAsync(LoopbackDepartment.TextAsync("{}"));
        await TextAsync(Source(department.Address, http: new HttpSourceOptions { SigningKey = key }), Request(text));
        return department.Requests[0];
    }

    // A key's file, made once a test and algorithm, and the department that knows it.
    private (string Path, SignatureVerifier Verifier) Keys(string algorithm, TimeProvider clock)
    {
        var path = Path.Combine(_folder.FullName, algorithm);
        if (!File.Exists(path))
        {
            using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            using var rsa = RSA.Create(2048);
            File.WriteAllText(path, algorithm switch
            {
                "ecdsa-p256-sha256" => ecdsa.ExportPkcs8PrivateKeyPem(),
                "rsa-pss-sha512" => rsa.ExportRSAPrivateKeyPem(),
                _ => Convert.ToBase64String(RandomNumberGenerator.GetBytes(64)),
            });
        }

        var text = File.ReadAllText(path);
        return (path, new SignatureVerifier("hub-1", (signed, signature) => IsSigned(algorithm, text, signed, signature), clock, Demanded));
    }

    private static bool IsSigned(string algorithm, string key, byte[] text, byte[] signature)
    {
        using var ecdsa = ECDsa.Create();
        using var rsa = RSA.Create();
        switch (algorithm)
        {
            case "ecdsa-p256-sha256":
                ecdsa.ImportFromPem(key);
                return ecdsa.VerifyData(text, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
            case "rsa-pss-sha512":
                rsa.ImportFromPem(key);
                return rsa.VerifyData(text, signature, HashAlgorithmName.SHA512, RSASignaturePadding.Pss);
            default:
                return HMACSHA256.HashData(Convert.FromBase64String(key), text).AsSpan().SequenceEqual(signature);
        }
    }
}
