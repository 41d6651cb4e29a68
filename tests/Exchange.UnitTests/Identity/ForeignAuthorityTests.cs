using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Exchange.Identity.Verification;
using Microsoft.IdentityModel.Tokens;

namespace Exchange.UnitTests.Identity;

/// <summary>Another provider's keys: fetched when needed, kept through outages, never taken from the wrong place.</summary>
public sealed class ForeignAuthorityTests : IDisposable
{
    private const string Address = "https://id.city.example";

    private readonly Provider _provider = new();
    private readonly StandingClock _clock = new();
    private readonly ForeignAuthority _authority;

    public ForeignAuthorityTests() => _authority = new ForeignAuthority(Address + "/", _clock, _provider);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _authority.Dispose();

    [Fact]
    public async Task A_key_is_fetched_once_and_then_known()
    {
        Assert.NotNull(await _authority.FindKeyAsync("k1", Cancel));
        Assert.NotNull(await _authority.FindKeyAsync("k1", Cancel));

        Assert.Equal(2, _provider.Requests);
        Assert.True(_authority.IsIssuer(Address));
        Assert.False(_authority.IsIssuer("https://evil.example"));
    }

    [Fact]
    public async Task Unknown_keys_cause_at_most_one_fetch_a_minute()
    {
        for (var attempt = 0; attempt < 20; attempt++)
        {
            Assert.Null(await _authority.FindKeyAsync("unknown" + attempt, Cancel));
        }

        Assert.Equal(2, _provider.Requests);
        _provider.KeyIds = ["k1", "k2"];
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.NotNull(await _authority.FindKeyAsync("k2", Cancel));
    }

    [Fact]
    public async Task A_key_taken_away_stops_counting_within_twelve_hours()
    {
        Assert.NotNull(await _authority.FindKeyAsync("k1", Cancel));
        _provider.KeyIds = ["k2"];
        _clock.Advance(TimeSpan.FromHours(12));

        Assert.Null(await _authority.FindKeyAsync("k1", Cancel));
    }

    [Fact]
    public async Task Known_keys_stay_in_use_through_an_outage_and_without_any_it_is_unavailable()
    {
        _provider.IsDown = true;
        await Assert.ThrowsAsync<AuthorityUnavailableException>(async () => await _authority.FindKeyAsync("k1", Cancel));
        await Assert.ThrowsAsync<AuthorityUnavailableException>(async () => await _authority.FindKeyAsync("k1", Cancel));

        _provider.IsDown = false;
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.NotNull(await _authority.FindKeyAsync("k1", Cancel));

        _provider.IsDown = true;
        _clock.Advance(TimeSpan.FromHours(13));
        Assert.NotNull(await _authority.FindKeyAsync("k1", Cancel));
    }

    [Theory]
    [InlineData("https://evil.example", Address + "/jwks")]
    [InlineData(Address, "http://id.city.example/jwks")]
    [InlineData(Address, "file:///keys.json")]
    public async Task A_discovery_document_that_names_another_issuer_or_unsafe_keys_is_not_believed(string issuer, string jwksUri)
    {
        _provider.Issuer = issuer;
        _provider.JwksUri = jwksUri;

        await Assert.ThrowsAsync<AuthorityUnavailableException>(async () => await _authority.FindKeyAsync("k1", Cancel));
    }

    [Theory]
    [InlineData("http://id.city.example")]
    [InlineData("ftp://127.0.0.1")]
    [InlineData("id.city.example")]
    public void An_authority_that_could_be_impersonated_is_refused(string authority) =>
        Assert.Throws<ArgumentException>(() => new ForeignAuthority(authority, _clock, _provider));

    private sealed class Provider : HttpMessageHandler
    {
        private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        public string Issuer { get; set; } = Address;

        public string JwksUri { get; set; } = Address + "/jwks";

        public string[] KeyIds { get; set; } = ["k1"];

        public bool IsDown { get; set; }

        public int Requests { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests++;
            if (IsDown)
            {
                throw new HttpRequestException("down");
            }

            var answer = request.RequestUri!.AbsolutePath.EndsWith("openid-configuration", StringComparison.Ordinal)
                ? JsonSerializer.Serialize(new { issuer = Issuer, jwks_uri = JwksUri })
                : JsonSerializer.Serialize(new { keys = KeyIds.Select(ToJwk) });
            return Task.FromResult(
                new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(answer, Encoding.UTF8, "application/json") });
        }

        protected override void Dispose(bool disposing)
        {
            _key.Dispose();
            base.Dispose(disposing);
        }

        private object ToJwk(string keyId)
        {
            var point = _key.ExportParameters(false).Q;
            return new { kty = "EC", use = "sig", crv = "P-256", kid = keyId,
                x = Base64UrlEncoder.Encode(point.X), y = Base64UrlEncoder.Encode(point.Y) };
        }
    }

    private sealed class StandingClock : TimeProvider
    {
        private DateTimeOffset _now = new(2026, 11, 21, 4, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => _now;

        public void Advance(TimeSpan step) => _now += step;
    }
}
