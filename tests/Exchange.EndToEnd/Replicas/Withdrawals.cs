using System.Diagnostics;

namespace Exchange.EndToEnd.Replicas;

/// <summary>
/// Gives and withdraws the consents of lanes on two hubs, measures, and looks at both hubs right after each acknowledgement. One caller a lane.
/// </summary>
internal sealed class Withdrawals(HubPair pair, Load load, Timeline timeline)
{
    // A machine that runs ten other things at once is slow, not broken.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>From the request to withdraw to its acknowledgement.</summary>
    public Measured Acknowledged { get; } = new("withdrawal to acknowledgement");

    /// <summary>From the request to withdraw to the first closed answer of the other hub.</summary>
    public Measured Closed { get; } = new("withdrawal to the first closed answer of the other hub");

    /// <summary>Withdrawals that a hub did not acknowledge, and that were asked for again.</summary>
    public int Unacknowledged { get; private set; }

    /// <summary>Withdraws whatever is in force for a lane.</summary>
    public async Task ClearAsync(Lane lane)
    {
        await AcknowledgedAsync(lane, await ListAsync(lane), pair.A, Stopwatch.StartNew());
        lane.MarkClosed();
    }

    /// <summary>Gives a consent on A; returns what is in force then: more than one where the hub could not say what became of it.</summary>
    public async Task<IReadOnlyList<string>> OpenAsync(Lane lane)
    {
        timeline.Add($"give {lane.Name}");
        if (await lane.TryGiveAsync(pair.A.Steward(pair.Session)) is { } given)
        {
            return [given];
        }

        var waited = Stopwatch.StartNew();
        while (true)
        {
            if (await lane.TryListAsync(pair.A.Steward(pair.Session)) is { Count: > 0 } inForce)
            {
                return inForce;
            }

            Demand(waited, $"no consent of {lane.Name} could be given");
            await Task.Delay(Pause);
            if (await lane.TryGiveAsync(pair.A.Steward(pair.Session)) is { } late)
            {
                timeline.Add($"given late {lane.Name} {late}");
            }
        }
    }

    /// <summary>Gives a consent on A and waits until both hubs answer with the cell.</summary>
    public async Task<IReadOnlyList<string>> OpenOnBothAsync(Lane lane)
    {
        var consents = await OpenAsync(lane);
        await Task.WhenAll(UntilAsync(pair.A, lane, Sight.Open), UntilAsync(pair.B, lane, Sight.Open));
        return consents;
    }

    /// <summary>
    /// Withdraws on <paramref name="by"/>, where that is not acknowledged again on A until it is, and looks at once at <paramref name="seenBy"/>.
    /// </summary>
    public async Task CloseAsync(Lane lane, IReadOnlyList<string> consents, Replica by, IReadOnlyList<Replica> seenBy)
    {
        timeline.Add($"withdraw {lane.Name} on {by.Name}");
        var begun = Stopwatch.StartNew();
        await AcknowledgedAsync(lane, consents, by, begun);
        lane.MarkClosed();
        Acknowledged.Add(begun.Elapsed);
        timeline.Add($"acknowledged {lane.Name} after {begun.ElapsedMilliseconds} ms");
        await Task.WhenAll(seenBy.Select(replica => load.LookAsync(replica, lane)));
    }

    /// <summary>The same, and how long it takes until the other hub's answer is closed, whether or not it is acknowledged by then.</summary>
    public async Task CloseMeasuredAsync(Lane lane, IReadOnlyList<string> consents, Replica by)
    {
        var begun = Stopwatch.StartNew();
        var closed = UntilAsync(by == pair.A ? pair.B : pair.A, lane, Sight.Closed);
        var measured = closed.ContinueWith(_ => Closed.Add(begun.Elapsed), TaskScheduler.Default);
        await CloseAsync(lane, consents, by, [pair.A, pair.B]);
        await Task.WhenAll(closed, measured);
    }

    /// <summary>Asks a hub until it shows what is waited for; fails where it never does.</summary>
    public async Task UntilAsync(Replica replica, Lane lane, Sight awaited)
    {
        var waited = Stopwatch.StartNew();
        while (await load.LookAsync(replica, lane) is var sight && sight != awaited)
        {
            Demand(waited, $"{replica.Name} shows {lane.Name} {sight} and not {awaited}");
            await Task.Delay(5);
        }
    }

    private async Task AcknowledgedAsync(Lane lane, IReadOnlyList<string> consents, Replica by, Stopwatch begun)
    {
        foreach (var consent in consents)
        {
            for (var replica = by; !await Lane.TryWithdrawAsync(replica.Steward(pair.Session), consent); replica = pair.A)
            {
                Unacknowledged++;
                timeline.Add($"not acknowledged: {lane.Name} on {replica.Name}");
                Demand(begun, $"no withdrawal of {lane.Name} was acknowledged");
                await Task.Delay(Pause);
            }
        }
    }

    private async Task<IReadOnlyList<string>> ListAsync(Lane lane)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            if (await lane.TryListAsync(pair.A.Steward(pair.Session)) is { } inForce)
            {
                return inForce;
            }

            Demand(waited, $"the consents of {lane.Name} could not be listed");
            await Task.Delay(Pause);
        }
    }

    private void Demand(Stopwatch waited, string complaint) =>
        Assert.True(waited.Elapsed < Patience, $"{complaint} within {Patience.TotalSeconds} s:\n{timeline}");
}
