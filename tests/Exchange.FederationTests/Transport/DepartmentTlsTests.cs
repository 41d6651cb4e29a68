using System.Security.Cryptography;
using Exchange.Adapters.Http;
using Exchange.Federation.Sources;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Exchange.FederationTests.Transport;

/// <summary>TLS where hub and department know each other by certificates of an authority of their own.</summary>
public sealed class DepartmentTlsTests : TransportTests
{
    private readonly Certificates _ours = new();
    private readonly Certificates _others = new();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _ours.Dispose();
        _others.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Hub_and_department_know_each_other_by_their_certificates_and_speak_HTTP_2()
    {
        var department = await DepartmentAsync();
        var (hub, certificate, key) = _ours.Issue("hub");

        Assert.Equal("{}", await TextAsync(Source(department.Address, http: With(certificate, key, _ours.AuthorityPath))));

        var request = Assert.Single(department.Requests);
        Assert.Equal(hub.Thumbprint, request.ClientCertificate!.Thumbprint);
        Assert.Equal("HTTP/2", request.Protocol);
    }

    [Fact]
    public async Task HTTP_1_1_is_spoken_over_TLS_where_it_is_set_or_all_that_the_department_knows()
    {
        var both = await DepartmentAsync();
        var old = await DepartmentAsync(protocols: HttpProtocols.Http1);
        var (_, certificate, key) = _ours.Issue("hub");
        var options = With(certificate, key, _ours.AuthorityPath);

        await TextAsync(Source(both.Address, http: options with { Protocol = HttpDialect.Http11 }));
        await TextAsync(Source(old.Address, http: options));

        Assert.Equal("HTTP/1.1", both.Requests[0].Protocol);
        Assert.Equal("HTTP/1.1", old.Requests[0].Protocol);
    }

    [Fact]
    public async Task A_department_whose_certificate_another_authority_issued_is_asked_nothing()
    {
        var department = await DepartmentAsync();
        var (_, certificate, key) = _ours.Issue("hub");

        await FaultAsync(SourceFault.Unavailable, "SecureConnectionError", Source(department.Address, http: With(certificate, key, _others.AuthorityPath)));
        await FaultAsync(SourceFault.Unavailable, "SecureConnectionError", Source(department.Address));

        Assert.Empty(department.Requests);
    }

    [Fact]
    public async Task A_hub_without_a_certificate_or_with_one_of_another_authority_gets_nothing()
    {
        var department = await DepartmentAsync();
        var (_, certificate, key) = _others.Issue("hub");

        await FaultAsync(SourceFault.Unavailable, "The department", Source(department.Address, http: With(null, null, _ours.AuthorityPath)));
        await FaultAsync(SourceFault.Unavailable, "The department", Source(department.Address, http: With(certificate, key, _ours.AuthorityPath)));

        Assert.Empty(department.Requests);
    }

    [Fact]
    public async Task Streams_go_over_the_same_TLS()
    {
        var stream = new LoopbackStream((connection, id) => connection.SendAsync($$"""{"id":"{{id}}","type":"complete"}"""));
        var department = await DepartmentAsync(stream.AnswerAsync);
        var (hub, certificate, key) = _ours.Issue("hub");
        var source = Source(department.Address, http: With(certificate, key, _ours.AuthorityPath));

        await foreach (var answer in (await source.SubscribeAsync(Request(), Cancellation)).WithCancellation(Cancellation))
        {
            answer.Dispose();
        }

        Assert.Equal(hub.Thumbprint, Assert.Single(department.Requests).ClientCertificate!.Thumbprint);
    }

    [Fact]
    public void Files_that_cannot_serve_are_refused_by_name_with_a_hint()
    {
        var (_, certificate, key) = _ours.Issue("hub");
        var (_, _, anotherKey) = _ours.Issue("other");
        var (_, expired, expiredKey) = _ours.Issue("expired", days: 1);
        var garbage = _ours.Write("garbage.pem", Secret);
        var broken = _ours.Write("broken.pem", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");

        Refused("one of them is not set", certificate, null, null);
        Refused("one of them is not set", null, key, null);
        Refused("/nowhere/hub.pem cannot be read", "/nowhere/hub.pem", key, null);
        Refused($"{certificate} and {anotherKey} are not a certificate and its private key", certificate, anotherKey, null);
        Refused($"{garbage} and {key} are not", garbage, key, null);
        Refused($"{certificate} and {Encrypted()} are not a certificate and its private key: they take PEM, the key without a passphrase", certificate, Encrypted(), null);
        Refused($"{expired} has expired", expired, expiredKey, null);
        Refused($"{garbage} holds no certificate", null, null, garbage);
        Refused($"{broken} holds a certificate that cannot be read", null, null, broken);
    }

    private static HttpSourceOptions With(string? certificate, string? key, string? authority) =>
        new() { Tls = DepartmentTls.Load(certificate, key, authority, TimeProvider.System) };

    private static void Refused(string words, string? certificate, string? key, string? authority)
    {
        var refusal = Assert.Throws<InvalidDataException>(() => DepartmentTls.Load(certificate, key, authority, TimeProvider.System));
        Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, refusal.ToString(), StringComparison.Ordinal);
    }

    private string Encrypted()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var how = new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000);
        return _ours.Write("encrypted.key", key.ExportEncryptedPkcs8PrivateKeyPem("pass", how));
    }

    private Task<LoopbackDepartment> DepartmentAsync(
        Func<int, HttpContext, Task>? answer = null, HttpProtocols protocols = HttpProtocols.Http1AndHttp2) =>
        OpenAsync(LoopbackDepartment.StartAsync(answer ?? ((_, context) => context.Response.WriteAsync("{}")), protocols, tls =>
        {
            tls.ServerCertificate = _ours.Issue("department").Certificate;
            tls.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
            tls.ClientCertificateValidation = (certificate, _, _) => _ours.IsIssuedHere(certificate);
        }));
}
