using Exchange.Federation.Sources;

namespace Exchange.Adapters.Http;

/// <summary>
/// Requests of equal text under equal names that are under way at the same time are sent once. Nothing is kept: the next request after the
/// answer is sent again. Whoever leaves takes nothing from the others; the request ends when nobody waits for it. Thread-safe.
/// </summary>
internal sealed class JointReads(Func<SubgraphRequest, CancellationToken, ValueTask<SubgraphAnswer>> send)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ReadKey, JointRead> _underWay = [];

    public async ValueTask<SubgraphAnswer> FetchAsync(SubgraphRequest request, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var read = Join(request, out var isFirst);
        if (isFirst)
        {
            _ = SendAsync(read);
        }

        try
        {
            return new Share(this, read, await read.Answer.Task.WaitAsync(cancellation));
        }
        catch
        {
            Leave(read);
            throw;
        }
    }

    private JointRead Join(SubgraphRequest request, out bool isFirst)
    {
        lock (_lock)
        {
            isFirst = !_underWay.TryGetValue(new ReadKey(request.ShareKey!, request.Body), out var read);
            if (read is null)
            {
                // WHY a copy: the first to ask may leave, and its memory with it, while others still wait.
                read = new JointRead(request with { Body = request.Body.ToArray() });
                _underWay.Add(read.Key, read);
            }

            read.Holders++;
            return read;
        }
    }

    private async Task SendAsync(JointRead read)
    {
        try
        {
            End(read, await send(read.Request, read.Ending.Token));
        }
        catch (Exception failure)
        {
            // WHY everything: whatever it is, those who wait are told.
            lock (_lock)
            {
                Remove(read);
                read.Answer.TrySetException(failure);
                _ = read.Answer.Task.Exception;
            }
        }
        finally
        {
            read.Ending.Dispose();
        }
    }

    private void End(JointRead read, SubgraphAnswer answer)
    {
        lock (_lock)
        {
            Remove(read);

            // INVARIANT: under the lock, so that whoever leaves last finds the answer; those who wait go on elsewhere.
            if (read.Holders > 0)
            {
                read.Answer.TrySetResult(answer);
                return;
            }
        }

        answer.Dispose();
    }

    private void Leave(JointRead read)
    {
        lock (_lock)
        {
            if (--read.Holders > 0)
            {
                return;
            }

            Remove(read);
            if (!read.Answer.Task.IsCompleted)
            {
                // WHY later: whoever is told of it must not run under the lock.
                read.Ending.CancelAfter(TimeSpan.Zero);
                return;
            }
        }

        if (read.Answer.Task.IsCompletedSuccessfully)
        {
            read.Answer.Task.Result.Dispose();
        }
    }

    private void Remove(JointRead read)
    {
        if (_underWay.TryGetValue(read.Key, out var found) && found == read)
        {
            _underWay.Remove(read.Key);
        }
    }

    /// <summary>A request's names and text.</summary>
    private readonly struct ReadKey(string name, ReadOnlyMemory<byte> body) : IEquatable<ReadKey>
    {
        private readonly string _name = name;
        private readonly ReadOnlyMemory<byte> _body = body;

        public bool Equals(ReadKey other) => _name == other._name && _body.Span.SequenceEqual(other._body.Span);

        public override bool Equals(object? other) => other is ReadKey key && Equals(key);

        public override int GetHashCode()
        {
            var hash = default(HashCode);
            hash.Add(_name, StringComparer.Ordinal);
            hash.AddBytes(_body.Span);
            return hash.ToHashCode();
        }
    }

    /// <summary>A request that is under way, and how many wait for it or hold its answer; changed under the lock.</summary>
    private sealed class JointRead(SubgraphRequest request)
    {
        public SubgraphRequest Request => request;

        public ReadKey Key { get; } = new(request.ShareKey!, request.Body);

        public TaskCompletionSource<SubgraphAnswer> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public CancellationTokenSource Ending { get; } = new();

        public int Holders { get; set; }
    }

    /// <summary>One holder's part in an answer; the last to dispose gives the memory back.</summary>
    private sealed class Share(JointReads owner, JointRead read, SubgraphAnswer answer) : SubgraphAnswer
    {
        private SubgraphAnswer? _answer = answer;

        public override ReadOnlyMemory<byte> Body => (_answer ?? throw new ObjectDisposedException(nameof(Share))).Body;

        public override void Dispose()
        {
            if (Interlocked.Exchange(ref _answer, null) is not null)
            {
                owner.Leave(read);
            }
        }
    }
}
