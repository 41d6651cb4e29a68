using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using Exchange.Federation.Sources;

namespace Exchange.FederationTests.Execution;

/// <summary>A subgraph that answers each request with the next of its texts and keeps what it was sent. Thread-safe.</summary>
internal sealed class ScriptedSubgraph(string name, params string[] answers) : ISubgraphSource
{
    private readonly Lock _gate = new();
    private readonly List<string> _bodies = [];
    private int _next;

    public string Name { get; } = name;

    /// <summary>Where answers take their memory from.</summary>
    public ArrayPool<byte> Pool { get; init; } = ArrayPool<byte>.Shared;

    /// <summary>What happens before an answer is given.</summary>
    public Func<CancellationToken, Task>? Before { get; init; }

    /// <summary>The bodies that were sent.</summary>
    public IReadOnlyList<string> Bodies
    {
        get
        {
            lock (_gate)
            {
                return [.. _bodies];
            }
        }
    }

    public async ValueTask<SubgraphAnswer> FetchAsync(SubgraphRequest request, CancellationToken cancellation)
    {
        int turn;
        lock (_gate)
        {
            _bodies.Add(Encoding.UTF8.GetString(request.Body.Span));
            turn = _next++;
        }

        if (Before is not null)
        {
            await Before(cancellation);
        }

        return turn < answers.Length
            ? new ScriptedAnswer(Pool, Encoding.Latin1.GetBytes(answers[turn]))
            : throw new SourceException(Name, SourceFault.Unavailable, "It does not answer.");
    }

    public ValueTask<IAsyncEnumerable<SubgraphAnswer>> SubscribeAsync(SubgraphRequest request, CancellationToken cancellation)
    {
        lock (_gate)
        {
            _bodies.Add(Encoding.UTF8.GetString(request.Body.Span));
        }

        return new(Events(cancellation));
    }

    private async IAsyncEnumerable<SubgraphAnswer> Events([EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var answer in answers)
        {
            cancellation.ThrowIfCancellationRequested();
            await Task.Yield();
            yield return new ScriptedAnswer(Pool, Encoding.Latin1.GetBytes(answer));
        }
    }

    /// <summary>Bytes in pooled memory, neither at its beginning nor clean once they were given back.</summary>
    private sealed class ScriptedAnswer : SubgraphAnswer
    {
        private readonly ArrayPool<byte> _pool;
        private readonly int _length;
        private byte[]? _bytes;

        public ScriptedAnswer(ArrayPool<byte> pool, byte[] bytes)
        {
            _pool = pool;
            _length = bytes.Length;
            _bytes = pool.Rent(bytes.Length + 3);
            bytes.CopyTo(_bytes, 3);
        }

        public override ReadOnlyMemory<byte> Body => _bytes.AsMemory(3, _length);

        public override void Dispose()
        {
            if (_bytes is not null)
            {
                Array.Fill(_bytes, (byte)'#');
                _pool.Return(_bytes);
            }

            _bytes = null;
        }
    }
}
