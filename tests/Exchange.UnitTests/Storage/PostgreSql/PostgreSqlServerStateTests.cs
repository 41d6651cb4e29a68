using Exchange.Storage.PostgreSql;

namespace Exchange.UnitTests.Storage.PostgreSql;

/// <summary>Which servers a store is trusted to, those included that cannot be started here.</summary>
public sealed class PostgreSqlServerStateTests
{
    [Theory]
    [InlineData(150000, false, "UTF8", true, null)]
    [InlineData(180002, false, "UTF8", true, null)]
    [InlineData(140013, false, "UTF8", true, "PostgreSQL 14.13; this release needs 15 or newer")]
    [InlineData(150000, true, "UTF8", true, "is a standby")]
    [InlineData(150000, false, "SQL_ASCII", true, "keeps text as SQL_ASCII")]
    [InlineData(150000, false, "UTF8", false, "before they are durable")]
    public void A_server_that_would_lose_or_garble_is_refused(int version, bool isStandby, string encoding, bool isDurable, string? expected)
    {
        var mistake = new PostgreSqlServerState(version, isStandby, encoding, isDurable).Mistake;

        Assert.Equal(expected is null, mistake is null);
        Assert.Contains(expected ?? "", mistake ?? "", StringComparison.Ordinal);
    }
}
