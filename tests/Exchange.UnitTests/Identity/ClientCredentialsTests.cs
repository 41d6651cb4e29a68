using System.Text;
using Exchange.Identity.Tokens;
using Microsoft.Extensions.Primitives;

namespace Exchange.UnitTests.Identity;

/// <summary>RFC 6749 §2.3.1.</summary>
public sealed class ClientCredentialsTests
{
    [Theory]
    [InlineData("id:secret", "id", "secret")]
    [InlineData("a%3Ab:c%3Ad", "a:b", "c:d")]
    [InlineData("a+b:c%2Bd", "a b", "c+d")]
    [InlineData("id:with:colons", "id", "with:colons")]
    [InlineData("%E6%B0%91:x", "民", "x")]
    [InlineData("id:", "id", "")]
    public void The_header_is_split_at_the_first_colon_and_both_halves_are_decoded(string pair, string id, string secret)
    {
        var (client, error) = ClientCredentials.Read(Basic(pair), null, null);

        Assert.Null(error);
        Assert.Equal(new ClientCredentials(id, secret), client);
    }

    [Theory]
    [InlineData("Basic")]
    [InlineData("Basic ")]
    [InlineData("Basic !!!")]
    [InlineData("Basic aWQ=")]
    [InlineData("Bearer aWQ6c2VjcmV0")]
    public void A_header_that_cannot_be_read_is_no_client(string header) =>
        Assert.Equal((null, null), ClientCredentials.Read(header, null, null));

    [Fact]
    public void The_body_needs_both_id_and_secret()
    {
        Assert.Equal(new ClientCredentials("id", "secret"), ClientCredentials.Read(StringValues.Empty, "id", "secret").Client);
        Assert.Null(ClientCredentials.Read(StringValues.Empty, "id", null).Client);
        Assert.Null(ClientCredentials.Read(StringValues.Empty, null, "secret").Client);
    }

    [Fact]
    public void Two_ways_at_once_are_refused()
    {
        Assert.Equal("invalid_request", ClientCredentials.Read(Basic("id:secret"), "id", "secret").Error!.Error);
        Assert.Equal("invalid_request", ClientCredentials.Read(Basic("id:secret"), "other", null).Error!.Error);
        Assert.Equal("invalid_request", ClientCredentials.Read(new StringValues([Basic("a:b"), Basic("a:b")]), null, null).Error!.Error);
        Assert.Equal("id", ClientCredentials.Read(Basic("id:secret"), "id", null).Client!.ClientId);
    }

    private static string Basic(string pair) => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(pair));
}
