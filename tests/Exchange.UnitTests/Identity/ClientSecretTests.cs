using Exchange.Identity.Clients;

namespace Exchange.UnitTests.Identity;

public sealed class ClientSecretTests
{
    [Fact]
    public void A_secret_is_256_bits_in_base64url_and_never_the_same()
    {
        var secrets = Enumerable.Range(0, 100).Select(_ => ClientSecret.Create()).ToList();

        Assert.All(secrets, secret => Assert.Matches("^[A-Za-z0-9_-]{43}$", secret));
        Assert.Equal(secrets.Count, secrets.Distinct().Count());
    }

    [Fact]
    public void Only_the_secret_matches_its_hash()
    {
        var secret = ClientSecret.Create();
        var stored = ClientSecret.Hash(secret);

        Assert.True(ClientSecret.Matches(stored, secret));
        Assert.False(ClientSecret.Matches(stored, secret + "x"));
        Assert.False(ClientSecret.Matches(stored, ""));
        Assert.False(ClientSecret.Matches(stored, stored));
    }

    [Fact]
    public void Equal_secrets_have_different_hashes_and_the_hash_does_not_hold_the_secret()
    {
        var secret = ClientSecret.Create();

        Assert.NotEqual(ClientSecret.Hash(secret), ClientSecret.Hash(secret));
        Assert.DoesNotContain(secret, ClientSecret.Hash(secret), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("plain")]
    [InlineData("other.a.b")]
    public void An_unknown_client_and_an_unknown_scheme_match_nothing(string? stored) =>
        Assert.False(ClientSecret.Matches(stored, ClientSecret.Create()));
}
