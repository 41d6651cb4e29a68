using Exchange.Identity;
using Exchange.Identity.Tokens;
using Microsoft.AspNetCore.Http;

namespace Exchange.UnitTests.Identity;

public sealed class IssuerNameTests
{
    [Theory]
    [InlineData("127.0.0.1:5080", "http://127.0.0.1:5080")]
    [InlineData("localhost:5080", "http://localhost:5080")]
    [InlineData("[::1]:5080", "http://[::1]:5080")]
    [InlineData("hub.city.example", null)]
    [InlineData("127.0.0.1.evil.example", null)]
    [InlineData("localhost@evil.example", null)]
    [InlineData("", null)]
    public void Unconfigured_only_a_loopback_name_is_an_issuer(string host, string? expected) =>
        Assert.Equal(expected, Name(null).For(Request(host)));

    [Fact]
    public void Configured_it_is_always_the_configured_one()
    {
        var name = Name("https://hub.city.example/");

        Assert.Equal("https://hub.city.example", name.For(Request("evil.example")));
        Assert.True(name.IsOwn("https://hub.city.example"));
        Assert.False(name.IsOwn("http://127.0.0.1:5080"));
        Assert.False(name.IsOwn("https://hub.city.example.evil.example"));
    }

    [Theory]
    [InlineData("http://127.0.0.1:5080", true)]
    [InlineData("https://localhost", true)]
    [InlineData("https://evil.example", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("", false)]
    public void Unconfigured_a_tokens_issuer_must_be_loopback(string issuer, bool own) => Assert.Equal(own, Name(null).IsOwn(issuer));

    private static IssuerName Name(string? issuer) => new(new ExchangeIdentityOptions { KeysPath = "keys", Issuer = issuer });

    private static HttpRequest Request(string host)
    {
        var request = new DefaultHttpContext().Request;
        request.Scheme = "http";
        request.Host = new HostString(host);
        return request;
    }
}
