namespace Exchange.IntegrationTests.NonInterference;

/// <summary>Subscriptions on the hub.</summary>
internal sealed partial class CanaryHub
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Subscribes, has the departments tell of the events one after the other, and leaves: what came of each event. Of a subscription that is
    /// refused there is one outcome.
    /// </summary>
    public async Task<IReadOnlyList<Outcome>> StreamAsync(
        World world, Asker asker, GeneratedQuery query, IReadOnlyList<(string Department, string Type, string Key)> events, Honesty honesty, int chance)
    {
        var running = Begin(world, asker, honesty, chance);
        var outcomes = new List<Outcome>();
        var answers = running.Pipeline.StreamAsync(Request(asker, query), TestContext.Current.CancellationToken).GetAsyncEnumerator();
        await using (answers)
        {
            var asked = "";
            foreach (var (department, type, key) in events)
            {
                _events[department].Tell(type, key);
                if (!await answers.MoveNextAsync().AsTask().WaitAsync(Limit))
                {
                    break;
                }

                asked += string.Join('\n', _events.Values.SelectMany(source => source.TakeSubscriptions()).Select(CanaryEvents.Printed));
                outcomes.Add(Gathered(answers.Current, running) with { Subscribed = asked });
            }
        }

        foreach (var source in _events.Values)
        {
            source.Fall();
        }

        return outcomes;
    }
}
