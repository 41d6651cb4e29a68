using System.Text;
using Exchange.GraphQL.Values;
using Exchange.Pipeline;

namespace Exchange.IntegrationTests.NonInterference;

/// <summary>Subscriptions on the hub.</summary>
internal sealed partial class CanaryHub
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>The hub as it runs in a world, for requests that come another way.</summary>
    public IRequestPipeline Open(World world, Asker asker, Honesty honesty, int chance) => Begin(world, asker, honesty, chance).Pipeline;

    /// <summary>What came of the last request or event, by the answer as it arrived.</summary>
    public Outcome Arrived(World world, Honesty honesty, string body)
    {
        var accessId = DatumReader.Read(Encoding.UTF8.GetBytes(body)).AsObject()["extensions"].AsObject()["exchange"].AsObject()["accessId"].AsString();
        var running = _running[(world.Pools, honesty == Honesty.Silent)];
        return Gathered(new HubResponse(AnswerKind.Executed, accessId, Encoding.UTF8.GetBytes(body)), running) with { Subscribed = Subscriptions() };
    }

    /// <summary>Has a department tell whoever listens of a record.</summary>
    public void Tell((string Department, string Type, string Key) told) => _events[told.Department].Tell(told.Type, told.Key);

    /// <summary>Nobody is told of anything more.</summary>
    public void Fall()
    {
        foreach (var source in _events.Values)
        {
            source.Fall();
        }
    }

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
            foreach (var told in events)
            {
                Tell(told);
                if (!await answers.MoveNextAsync().AsTask().WaitAsync(Limit))
                {
                    break;
                }

                asked += Subscriptions();
                outcomes.Add(Gathered(answers.Current, running) with { Subscribed = asked });
            }
        }

        Fall();
        return outcomes;
    }

    private string Subscriptions() =>
        string.Join('\n', _events.Values.SelectMany(source => source.TakeSubscriptions()).Select(CanaryEvents.Printed));
}
