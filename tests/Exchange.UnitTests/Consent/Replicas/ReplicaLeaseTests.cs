using Exchange.Consent.Replicas;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.Consent.Replicas;

public sealed class ReplicaLeaseTests
{
    private readonly MachineClock _clock = new(1);
    private readonly ReplicaLease _lease;

    public ReplicaLeaseTests() => _lease = new ReplicaLease(_clock);

    [Fact]
    public void A_lease_lasts_from_the_moment_before_the_beat_and_not_from_its_renewal()
    {
        Assert.False(_lease.IsHeld);
        var begun = _lease.Begin();
        Wait(300);
        _lease.Renew(begun);
        Wait(199);
        Assert.True(_lease.IsHeld);
        Wait(1);
        Assert.False(_lease.IsHeld);
    }

    [Fact]
    public void A_renewal_that_comes_too_late_gives_nothing()
    {
        var begun = _lease.Begin();
        Wait(500);
        _lease.Renew(begun);
        Assert.False(_lease.IsHeld);
    }

    [Fact]
    public void A_late_renewal_does_not_shorten_a_newer_one()
    {
        var early = _lease.Begin();
        Wait(200);
        _lease.Renew(_lease.Begin());
        _lease.Renew(early);
        Wait(400);
        Assert.True(_lease.IsHeld);
    }

    [Fact]
    public void A_lease_that_is_dropped_is_gone_at_once()
    {
        _lease.Renew(_lease.Begin());
        _lease.Drop();
        Assert.False(_lease.IsHeld);
    }

    [Fact]
    public void What_was_gathered_under_a_lease_that_ended_is_not_covered()
    {
        _lease.Renew(_lease.Begin());
        var begun = _lease.Look();
        Assert.True(_lease.Covers(begun));
        Wait(500);
        Assert.False(_lease.Covers(begun));
    }

    [Fact]
    public void What_was_gathered_without_a_lease_is_covered_because_every_gate_was_closed()
    {
        var begun = _lease.Look();
        Wait(5000);
        Assert.True(_lease.Covers(begun));
    }

    [Fact]
    public void A_lease_that_came_and_went_in_between_covers_nothing()
    {
        var begun = _lease.Look();
        _lease.Renew(_lease.Begin());
        Wait(500);
        Assert.False(_lease.Covers(begun));
    }

    [Fact]
    public void The_lease_of_a_hub_that_is_alone_never_ends_of_itself()
    {
        var alone = ReplicaLease.Unlimited(_clock);
        Wait(1_000_000_000);
        Assert.True(alone.IsHeld);
        alone.Drop();
        Assert.False(alone.IsHeld);
        alone.Renew(alone.Begin());
        Wait(1_000_000_000);
        Assert.True(alone.IsHeld);
    }

    [Fact]
    public void Asking_for_the_lease_allocates_nothing()
    {
        var lease = new ReplicaLease(TimeProvider.System);
        lease.Renew(lease.Begin());
        var held = Ask(lease);
        var before = GC.GetAllocatedBytesForCurrentThread();
        held |= Ask(lease);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(held);
    }

    private static bool Ask(ReplicaLease lease)
    {
        var any = false;
        for (var i = 0; i < 1000; i++)
        {
            any |= lease.IsHeld | lease.Covers(lease.Look());
        }

        return any;
    }

    private void Wait(int milliseconds) => _clock.Advance(TimeSpan.FromMilliseconds(milliseconds));
}
