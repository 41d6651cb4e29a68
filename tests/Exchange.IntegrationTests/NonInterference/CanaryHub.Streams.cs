using Exchange.Audit.Records;
using Exchange.Audit.Writing;
using Exchange.Pipeline;

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
        Begin(honesty, chance);
        var log = new MemoryAccessLog();
        var outcomes = new List<Outcome>();
        var faults = new List<Exception>();
        var answers = Pipeline(world, asker, log, faults, honesty)
            .StreamAsync(Request(asker, query), TestContext.Current.CancellationToken).GetAsyncEnumerator();
        await using (answers)
        {
            var (entries, asked) = (0, "");
            foreach (var (department, type, key) in events)
            {
                _events[department].Tell(type, key);
                if (!await answers.MoveNextAsync().AsTask().WaitAsync(Limit))
                {
                    break;
                }

                asked += string.Join('\n', _events.Values.SelectMany(source => source.TakeSubscriptions()).Select(CanaryEvents.Printed));
                outcomes.Add(Gathered(answers.Current, Since(log, entries), [.. faults]) with { Subscribed = asked });
                entries = log.Entries.Count;
                faults.Clear();
            }
        }

        foreach (var source in _events.Values)
        {
            source.Fall();
        }

        return outcomes;
    }

    // The record of the opening stands before that of the first event, and names nobody.
    private static List<AuditEntry> Since(MemoryAccessLog log, int seen)
    {
        var entries = log.Entries.Skip(seen).ToList();
        return entries is [AccessRecord { Disclosures.Count: 0 }, _, ..] ? entries[1..] : entries;
    }
}
