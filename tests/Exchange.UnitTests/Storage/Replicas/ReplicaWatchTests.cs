using Exchange.Storage.Replicas;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.Storage.Replicas;

public sealed class ReplicaWatchTests
{
    private readonly MachineClock _clock = new(0);
    private readonly ReplicaWatch _watch;

    public ReplicaWatchTests() => _watch = new ReplicaWatch(_clock, ReplicaAcknowledgement.DeadAfter);

    [Fact]
    public void A_change_is_settled_when_every_replica_has_confirmed_it()
    {
        See(new ReplicaBeat("a", 1, 7), new ReplicaBeat("b", 1, 6));
        Assert.True(_watch.IsSettled(6));
        Assert.False(_watch.IsSettled(7));
        See(new ReplicaBeat("a", 1, 7), new ReplicaBeat("b", 2, 7));
        Assert.True(_watch.IsSettled(7));
    }

    [Fact]
    public void A_replica_whose_beat_stands_still_for_longer_than_a_lease_is_not_waited_for()
    {
        See(new ReplicaBeat("a", 5, 6));
        Wait(649);
        See(new ReplicaBeat("a", 5, 6));
        Assert.False(_watch.IsSettled(7));
        Wait(1);
        See(new ReplicaBeat("a", 5, 6));
        Assert.True(_watch.IsSettled(7));
    }

    [Fact]
    public void Time_that_passed_since_the_last_look_proves_nothing()
    {
        See(new ReplicaBeat("a", 5, 6));
        Wait(10_000);
        Assert.False(_watch.IsSettled(7));
    }

    [Fact]
    public void Standing_still_is_counted_from_the_end_of_one_read_to_the_beginning_of_another()
    {
        SeeSlowly(400, new ReplicaBeat("a", 5, 6));
        Wait(600);
        SeeSlowly(400, new ReplicaBeat("a", 5, 6));
        Assert.False(_watch.IsSettled(7));
    }

    [Fact]
    public void One_beat_starts_the_wait_anew()
    {
        See(new ReplicaBeat("a", 5, 6));
        Wait(600);
        See(new ReplicaBeat("a", 6, 6));
        Wait(600);
        See(new ReplicaBeat("a", 6, 6));
        Assert.False(_watch.IsSettled(7));
    }

    [Fact]
    public void Whoever_has_left_is_not_waited_for()
    {
        See(new ReplicaBeat("a", 1, 7), new ReplicaBeat("b", 1, 6));
        See(new ReplicaBeat("a", 1, 7));
        Assert.True(_watch.IsSettled(7));
    }

    [Fact]
    public void A_row_that_nobody_beats_for_is_found_to_be_removed()
    {
        See(new ReplicaBeat("a", 1, 7));
        Wait(60_000);
        See(new ReplicaBeat("a", 1, 7), new ReplicaBeat("b", 1, 0));
        Assert.Equal(["a"], _watch.Dead(TimeSpan.FromSeconds(60)).Select(dead => dead.Replica));
    }

    private void See(params ReplicaBeat[] beats) => SeeSlowly(0, beats);

    private void SeeSlowly(int takes, params ReplicaBeat[] beats)
    {
        var begun = _clock.GetTimestamp();
        Wait(takes);
        _watch.Take(beats, begun, _clock.GetTimestamp());
    }

    private void Wait(int milliseconds) => _clock.Advance(TimeSpan.FromMilliseconds(milliseconds));
}
