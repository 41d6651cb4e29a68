using System.Buffers;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Exchange.Adapters.Http;
using Exchange.Federation.Sources;

namespace Exchange.Adapters.GraphQL.Subscriptions;

/// <summary>
/// One subscription of a connection: answers are kept within bounds until they are read, once. One writer and one reader.
/// </summary>
internal sealed class SubscriptionListener(string id, string department, SocketBounds bounds)
{
    private readonly Channel<PooledAnswer> _answers = Channel.CreateBounded<PooledAnswer>(bounds.MaxQueue);
    private int _queuedBytes;

    public string Id => id;

    /// <summary>What tells the department when the listener leaves before it has begun to read.</summary>
    public CancellationTokenRegistration Leaving { get; set; }

    /// <summary>Whether the department knows already that it is over.</summary>
    public bool IsEndedByDepartment { get; private set; }

    /// <summary>Takes a message; false when the subscription is over with it.</summary>
    public bool Take(SocketMessage message)
    {
        if (message.Kind != SocketMessageKind.Next)
        {
            IsEndedByDepartment = true;
            return Over(message.Kind == SocketMessageKind.Complete
                ? null
                : new SourceException(department, SourceFault.Unavailable, "The department refuses the subscription."));
        }

        var queued = Interlocked.Add(ref _queuedBytes, message.Payload.Length);
        if (queued > bounds.MaxQueuedBytes && queued > message.Payload.Length)
        {
            return Flooded();
        }

        var answer = Copy(message.Payload);
        if (_answers.Writer.TryWrite(answer))
        {
            return true;
        }

        answer.Dispose();
        return Flooded();
    }

    /// <summary>Ends it, with the reason for whoever reads; null for the regular end.</summary>
    public void End(SourceException? reason) => _answers.Writer.TryComplete(reason);

    /// <summary>The answers; what nobody read is given back in the end.</summary>
    public async IAsyncEnumerable<SubgraphAnswer> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        try
        {
            await foreach (var answer in _answers.Reader.ReadAllAsync(cancellation))
            {
                Interlocked.Add(ref _queuedBytes, -answer.Body.Length);
                yield return answer;
            }
        }
        finally
        {
            while (_answers.Reader.TryRead(out var unread))
            {
                unread.Dispose();
            }
        }
    }

    private static PooledAnswer Copy(ReadOnlyMemory<byte> payload)
    {
        var rented = ArrayPool<byte>.Shared.Rent(payload.Length);
        payload.CopyTo(rented);
        return new PooledAnswer(rented, payload.Length);
    }

    private bool Flooded() => Over(new SourceException(
        department, SourceFault.Invalid, "The department tells of more events than are read (eventQueue)."));

    private bool Over(SourceException? reason)
    {
        End(reason);
        return false;
    }
}
