using Exchange.Consent;
using Exchange.Consent.Lifecycle;
using Exchange.Consent.Records;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.Consent;

public sealed class ConsentIndexVersionTests
{
    private readonly ConsentIndex _index = new();
    private readonly ConsentHistory _given = ConsentSamples.Active(ConsentSamples.Record(1));

    [Fact]
    public void A_withdrawal_is_seen_in_the_version_before_apply_returns()
    {
        _index.Apply(ConsentSamples.Person(1), _given);
        var version = _index.Version;

        _index.Apply(ConsentSamples.Person(1), _given.Withdraw(ConsentSamples.Start, ConsentSamples.Self).Next!);

        Assert.True(_index.Version > version);
    }

    [Fact]
    public void A_refusal_can_close_what_another_consent_opens_and_is_seen_too()
    {
        _index.Apply(ConsentSamples.Person(1), _given);
        var version = _index.Version;
        var refusal = ConsentSamples.Record(2) with { Decision = new Provision { Effect = ConsentEffect.Deny } };

        _index.Apply(ConsentSamples.Person(1), ConsentSamples.Active(refusal));

        Assert.True(_index.Version > version);
    }

    [Fact]
    public void A_giving_closes_nothing_and_leaves_the_version_as_it_is()
    {
        var version = _index.Version;

        _index.Apply(ConsentSamples.Person(1), _given);
        _index.Apply(ConsentSamples.Person(1), _given);

        Assert.Equal(version, _index.Version);
    }
}
