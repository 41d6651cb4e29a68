namespace Exchange.EndToEnd.Replicas;

/// <summary>What happens to hub B and to the database, one thing after the other, by chance that a seed decides.</summary>
internal sealed class Faults(HubPair pair, Timeline timeline, int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>Lets things happen until it is told to stop; everything is well again when it returns.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await HappenAsync();
            await WaitAsync(200, 1500);
            await pair.A.RenewTokensAsync();
            await pair.B.RenewTokensAsync();
        }
    }

    private async Task HappenAsync()
    {
        switch (_random.Next(10))
        {
            case < 3:
                await DuringAsync("B stands still", pair.B.Pause, pair.B.Resume);
                break;
            case < 6:
                await DuringAsync("B hears nothing", pair.B.Relay.Freeze, pair.B.Relay.Heal);
                break;
            case < 8:
                await DuringAsync("B is cut", pair.B.Relay.Cut, pair.B.Relay.Heal);
                break;
            case 8:
                timeline.Add("the database restarts");
                await pair.RestartServerAsync();
                timeline.Add("the database is back");
                break;
            default:
                timeline.Add("B is killed");
                await pair.B.KillAsync();
                await WaitAsync(0, 1000);
                await pair.B.StartAgainAsync();
                timeline.Add("B is back");
                break;
        }
    }

    private async Task DuringAsync(string what, Action begin, Action end)
    {
        timeline.Add(what);
        begin();
        try
        {
            await WaitAsync(100, 3000);
        }
        finally
        {
            end();
        }

        timeline.Add($"{what}: over");
    }

    private Task WaitAsync(int least, int most) => Task.Delay(_random.Next(least, most));
}
