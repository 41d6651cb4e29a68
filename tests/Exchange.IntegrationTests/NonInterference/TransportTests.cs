namespace Exchange.IntegrationTests.NonInterference;

/// <summary>The same requests and subscriptions, over the transports: nothing closed is in a body, a header, an event, a message or the server's log.</summary>
public sealed class TransportTests
{
    private const int Worlds = 4;

    private static int Exchanges => Math.Max(20, Settings.Requests / 10);

    [Fact]
    public async Task No_closed_cell_leaves_by_any_transport_and_every_open_cell_arrives()
    {
        using var hub = new CanaryHub(Settings.Seed);
        var log = new CapturedLog();
        await using var served = await ServedHub.StartAsync(log);
        var worlds = Enumerable.Range(0, Worlds).Select(number => hub.World(number)).ToList();
        var (answers, events, messages) = (0, 0, 0);
        for (var i = 0; i < Exchanges; i++)
        {
            var random = new Random(unchecked((Settings.Seed * 982_451_653) + i));
            var world = worlds[random.Next(Worlds)];
            var asker = Asker.Generate(world.Pools, hub.City.Keys("Person"), random);
            asker = asker with { Person = null, Client = asker.Client with { Officer = "officer-1" } };
            if (asker.Client.Department.Value == PolicyPools.Residents)
            {
                continue;
            }

            var honesty = i % 3 == 0 ? Honesty.DeliversMore : i % 7 == 0 ? Honesty.WrongTypes : Honesty.Honest;
            served.Switch(hub.Open(world, asker, honesty, random.Next()));
            switch (i % 3)
            {
                case 0:
                    answers += await AskAsync(served, hub, world, asker, honesty, random, i);
                    break;
                case 1:
                    events += await ListenAsync(served.ListenAsync, hub, world, asker, honesty, random, i);
                    break;
                default:
                    messages += await ListenAsync(served.TalkAsync, hub, world, asker, honesty, random, i);
                    break;
            }
        }

        Assert.True(answers > 0 && events > 0 && messages > 0, $"{answers} answers, {events} events, {messages} messages");
        var written = $"{log.Text}\n{hub.Log.Text}\n{served.Headers}";
        Assert.DoesNotContain(hub.City.Canaries.Marks.Concat(Asker.FreeText), mark => written.Contains(mark, StringComparison.Ordinal));
    }

    private static async Task<int> AskAsync(ServedHub served, CanaryHub hub, World world, Asker asker, Honesty honesty, Random random, int index)
    {
        var query = QueryWriter.Write(hub.Generate(asker, random), random);
        var expected = hub.Expect(world, asker, query.Roots);

        var body = await served.AskAsync(asker, query);

        Judge(hub, world, asker, query, honesty, expected, body, index);
        return 1;
    }

    private static async Task<int> ListenAsync(
        Func<Asker, GeneratedQuery, IEnumerable<Action>, IAsyncEnumerable<string>> listen,
        CanaryHub hub, World world, Asker asker, Honesty honesty, Random random, int index)
    {
        var root = hub.Subscription(random);
        var query = QueryWriter.Write([root], random);
        var opening = hub.Expect(world, asker, root, root.Kinds[0], "nowhere");
        var told = hub.Events(opening.Kinds.Count > 0 ? opening.Kinds : root.Kinds, random);
        var seen = 0;
        await foreach (var body in listen(asker, query, told.Select(each => (Action)(() => hub.Tell(each)))))
        {
            Judge(hub, world, asker, query, honesty, hub.Expect(world, asker, root, told[seen].Type, told[seen].Key), body, index);
            seen++;
        }

        hub.Fall();
        Assert.True(seen == (opening.RefusedBecause is null ? told.Count : 1), $"EXCHANGE_SEED={Settings.Seed} exchange {index}: {seen} of {told.Count} events arrived\n{query.Document}");
        return seen;
    }

    private static void Judge(
        CanaryHub hub, World world, Asker asker, GeneratedQuery query, Honesty honesty, Expectation expected, string body, int index)
    {
        var complaints = Judgement.Complaints(hub, expected, hub.Arrived(world, honesty, body), honesty).Take(10).ToList();
        Assert.True(
            complaints.Count == 0,
            $"EXCHANGE_SEED={Settings.Seed} exchange {index} ({world.Name}, departments: {honesty})\n{asker}\n{string.Join('\n', complaints)}\n{query.Document}");
    }
}
