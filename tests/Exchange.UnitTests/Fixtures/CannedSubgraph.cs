using System.Collections.Concurrent;
using System.Text;
using Exchange.Federation.Sources;

namespace Exchange.UnitTests.Fixtures;

/// <summary>A subgraph that gives a fixed answer to each request whose text holds a fixed word, and fails on any other.</summary>
internal sealed class CannedSubgraph(string name, params (string Word, string Answer)[] answers) : ISubgraphSource
{
    private readonly ConcurrentQueue<string> _asked = new();

    public string Name => name;

    /// <summary>The bodies that were sent.</summary>
    public IReadOnlyList<string> Asked => [.. _asked];

    /// <summary>The events of its stream.</summary>
    public IReadOnlyList<string> Events { get; init; } = [];

    public ValueTask<SubgraphAnswer> FetchAsync(SubgraphRequest request, CancellationToken cancellation)
    {
        var body = Encoding.UTF8.GetString(request.Body.Span);
        _asked.Enqueue(body);
        var (_, answer) = answers.FirstOrDefault(one => body.Contains(one.Word, StringComparison.Ordinal));
        return answer is null
            ? throw new SourceException(name, SourceFault.Unavailable, "The secret reason of the department.")
            : new ValueTask<SubgraphAnswer>(new Text(answer));
    }

    public ValueTask<IAsyncEnumerable<SubgraphAnswer>> SubscribeAsync(SubgraphRequest request, CancellationToken cancellation)
    {
        _asked.Enqueue(Encoding.UTF8.GetString(request.Body.Span));
        return Events.Count == 0
            ? throw new SourceException(name, SourceFault.Unavailable, "The secret reason of the department.")
            : new ValueTask<IAsyncEnumerable<SubgraphAnswer>>(Told());
    }

    private async IAsyncEnumerable<SubgraphAnswer> Told()
    {
        foreach (var told in Events)
        {
            await Task.Yield();
            yield return new Text(told);
        }
    }

    private sealed class Text(string text) : SubgraphAnswer
    {
        public override ReadOnlyMemory<byte> Body { get; } = Encoding.UTF8.GetBytes(text);

        public override void Dispose()
        {
        }
    }
}
