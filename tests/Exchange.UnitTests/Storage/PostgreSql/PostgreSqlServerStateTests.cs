using Exchange.Storage.PostgreSql;

namespace Exchange.UnitTests.Storage.PostgreSql;

/// <summary>Which servers a store is trusted to, those included that cannot be started here.</summary>
public sealed class PostgreSqlServerStateTests
{
    [Theory]
    [InlineData(150000, false, "UTF8", null)]
    [InlineData(180002, false, "UTF8", null)]
    [InlineData(140013, false, "UTF8", "PostgreSQL 14.13; this release needs 15 or newer")]
    [InlineData(150000, true, "UTF8", "is a standby")]
    [InlineData(150000, false, "SQL_ASCII", "keeps text as SQL_ASCII")]
    public void A_server_that_would_lose_or_garble_is_refused(int version, bool isStandby, string encoding, string? expected)
    {
        var mistake = new PostgreSqlServerState(version, isStandby, encoding, IsFlushed: true).Mistake;

        Assert.Equal(expected is null, mistake is null);
        Assert.Contains(expected ?? "", mistake ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, null)]
    [InlineData(false, "set fsync to on")]
    public void A_server_that_does_not_flush_is_a_warning_and_no_obstacle(bool isFlushed, string? expected)
    {
        var state = new PostgreSqlServerState(150000, IsStandby: false, "UTF8", isFlushed);

        Assert.Null(state.Mistake);
        Assert.Equal(expected is null, state.Risk is null);
        Assert.EndsWith(expected ?? "", state.Risk ?? "", StringComparison.Ordinal);
    }
}
