using Exchange.Pipeline;

namespace Exchange.Gateway.Sockets;

/// <summary>
/// The operations that run on one WebSocket. Each holds at most one answer that the client has not taken yet. Thread-safe.
/// </summary>
internal sealed class SocketOperations(IRequestPipeline pipeline, SocketWriter writer, int limit, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Running> _byId = new(StringComparer.Ordinal);
    private readonly HashSet<Task> _tasks = [];
    private int _running;
    private long _lastUse = time.GetTimestamp();

    /// <summary>How long nothing has been running; nothing while something is.</summary>
    public TimeSpan IdleFor
    {
        get
        {
            lock (_lock)
            {
                return _running > 0 ? TimeSpan.Zero : time.GetElapsedTime(_lastUse);
            }
        }
    }

    /// <summary>Whether an operation of this id is under way.</summary>
    public bool Has(string id)
    {
        lock (_lock)
        {
            return _byId.ContainsKey(id);
        }
    }

    /// <summary>
    /// Starts an operation whose id is free; false where as many run as may. WHY those that the client has ended count until they are over:
    /// a request runs to its record, and whoever starts and ends in turn would have any number running.
    /// </summary>
    public bool TryStart(string id, HubRequest request)
    {
        var operation = new Running(id);
        lock (_lock)
        {
            if (_running >= limit)
            {
                return false;
            }

            _running++;
            _byId.Add(id, operation);
            var task = Task.Run(() => RunAsync(operation, request));
            _tasks.Add(task);
            _ = task.ContinueWith(Forget, CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
        }

        return true;
    }

    /// <summary>The client wants nothing more of an operation; its id is free again.</summary>
    public void End(string id)
    {
        Running? operation;
        lock (_lock)
        {
            _byId.Remove(id, out operation);
        }

        operation?.End();
    }

    /// <summary>Ends every operation and waits until the last is over. Throws what one of them threw: a fault of the hub's own.</summary>
    public async Task EndAllAsync()
    {
        List<Running> operations;
        List<Task> tasks;
        lock (_lock)
        {
            operations = [.. _byId.Values];
            tasks = [.. _tasks];
        }

        operations.ForEach(operation => operation.End());
        await Task.WhenAll(tasks);
    }

    private async Task RunAsync(Running operation, HubRequest request)
    {
        try
        {
            await foreach (var answer in pipeline.StreamAsync(request, operation.Ended))
            {
                if (operation.Ended.IsCancellationRequested || !await TellAsync(operation, answer))
                {
                    return;
                }
            }

            await FinishAsync(operation, ServerMessage.Complete(operation.Id));
        }
        catch (OperationCanceledException) when (operation.Ended.IsCancellationRequested)
        {
            // The client ended it.
        }
        catch
        {
            await writer.CloseAsync(SocketClose.HubFault);
            throw;
        }
        finally
        {
            Leave(operation);
        }
    }

    /// <summary>Whether there may be a further answer.</summary>
    private async ValueTask<bool> TellAsync(Running operation, HubResponse answer)
    {
        using var memory = answer.Memory;
        switch (answer.Kind)
        {
            case AnswerKind.Executed:
                // WHY with its end: whoever ended it may use the id anew while this waits for its turn, and would take it for the new one's.
                await writer.SendAsync(ServerMessage.Next(operation.Id, answer.Body), operation.Ended);
                return true;
            case AnswerKind.Unauthenticated:
                // WHY the whole connection: every operation on it has the same token, and only a new connection can bring another.
                await writer.CloseAsync(SocketClose.Forbidden);
                return false;
            default:
                await FinishAsync(operation, ServerMessage.Error(operation.Id, answer.Body));
                return false;
        }
    }

    // The id is free before the client is told, for it may use it again at once.
    private async ValueTask FinishAsync(Running operation, ReadOnlyMemory<byte> message)
    {
        if (Release(operation))
        {
            await writer.SendAsync(message);
        }
    }

    private bool Release(Running operation)
    {
        lock (_lock)
        {
            return _byId.TryGetValue(operation.Id, out var known) && known == operation && _byId.Remove(operation.Id);
        }
    }

    private void Leave(Running operation)
    {
        _ = Release(operation);
        lock (_lock)
        {
            _running--;
            _lastUse = time.GetTimestamp();
        }
    }

    private void Forget(Task task)
    {
        lock (_lock)
        {
            _tasks.Remove(task);
        }
    }

    /// <summary>One operation that runs.</summary>
    private sealed class Running(string id)
    {
        // WHY it is not disposed of: the client may end it at the moment when it is over, and it holds no timer that would have to go.
        private readonly CancellationTokenSource _ended = new();

        public string Id { get; } = id;

        public CancellationToken Ended => _ended.Token;

        public void End() => _ended.Cancel();
    }
}
