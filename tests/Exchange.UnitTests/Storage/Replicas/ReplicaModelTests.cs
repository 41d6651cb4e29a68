using Exchange.Consent.Replicas;
using Exchange.Storage.Replicas;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.Storage.Replicas;

/// <summary>Beats, lease and acknowledgement under any order of events: the promise, and that this test would see it broken.</summary>
public sealed class ReplicaModelTests
{
    private const int Schedules = 12_000;
    private const int Steps = 800;

    [Fact]
    public async Task No_change_is_acknowledged_while_a_hub_with_a_lease_has_not_applied_it()
    {
        // WHY on the pool: only where no test framework wants to see continuations do they run at once, in the order that the seed decides.
        var (acknowledged, unconfirmed, held, violation) = await Task.Run(() => RunAll(Schedules, ReplicaAcknowledgement.DeadAfter));

        Assert.Null(violation);
        Assert.True(acknowledged > Schedules, $"only {acknowledged} changes were acknowledged");
        Assert.True(unconfirmed > Schedules / 20, $"only {unconfirmed} changes were acknowledged because a lease had ended");
        Assert.True(held > Schedules * 50, $"a lease was held after {held} steps only");
    }

    [Fact]
    public async Task A_hub_that_is_not_waited_for_as_long_as_its_lease_lasts_is_caught()
    {
        var (_, _, _, violation) = await Task.Run(() => RunAll(Schedules, ReplicaLease.Term / 5));

        Assert.NotNull(violation);
    }

    private static (int Acknowledged, int Unconfirmed, int Held, string? Violation) RunAll(int schedules, TimeSpan deadAfter)
    {
        var (acknowledged, unconfirmed, held) = (0, 0, 0);
        for (var seed = 1; seed <= schedules; seed++)
        {
            var model = new ReplicaModel(seed, deadAfter);
            model.Run(Steps);
            if (model.Violation is { } violation)
            {
                return (acknowledged, unconfirmed, held, $"seed {seed}: {violation}");
            }

            acknowledged += model.Acknowledged;
            unconfirmed += model.WithoutConfirmation;
            held += model.Held;
        }

        return (acknowledged, unconfirmed, held, null);
    }
}
