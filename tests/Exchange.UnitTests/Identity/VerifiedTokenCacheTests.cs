using System.Globalization;
using Exchange.Identity.Tokens;
using Exchange.Identity.Verification;

namespace Exchange.UnitTests.Identity;

public sealed class VerifiedTokenCacheTests
{
    [Fact]
    public void Only_the_same_token_is_found()
    {
        var cache = new VerifiedTokenCache();
        cache.Add("token", Claims("a"));

        Assert.Equal("a", cache.Find("token")!.ClientId);
        Assert.Null(cache.Find("Token"));
        Assert.Null(cache.Find("token "));
    }

    [Fact]
    public void However_many_tokens_come_it_stays_within_two_generations_and_keeps_the_latest()
    {
        var cache = new VerifiedTokenCache(generationSize: 10);
        for (var number = 0; number < 1000; number++)
        {
            cache.Add(number.ToString(CultureInfo.InvariantCulture), Claims("a"));
            Assert.InRange(cache.Count, 1, 20);
        }

        Assert.All(Enumerable.Range(990, 10), number => Assert.NotNull(cache.Find(number.ToString(CultureInfo.InvariantCulture))));
        Assert.Null(cache.Find("0"));
    }

    private static AccessTokenClaims Claims(string clientId) => new()
    {
        ClientId = clientId, Department = "d", Roles = [], Purposes = [], TokenId = "t", ExpiresAt = DateTimeOffset.MaxValue,
    };
}
