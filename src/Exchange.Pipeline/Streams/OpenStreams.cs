namespace Exchange.Pipeline.Streams;

/// <summary>Counts open streams against the limits <c>streams</c> and <c>streamsPerClient</c>. Thread-safe.</summary>
internal sealed class OpenStreams(StreamLimits limits)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _byClient = new(StringComparer.Ordinal);
    private int _open;

    /// <summary>Takes a place for one stream, to be left with <see cref="Leave"/>; the name of the limit where there is none.</summary>
    public bool TryEnter(string client, out string limit)
    {
        lock (_lock)
        {
            var own = _byClient.GetValueOrDefault(client);
            limit = own >= limits.PerClient ? "streamsPerClient" : _open >= limits.Open ? "streams" : "";
            if (limit.Length > 0)
            {
                return false;
            }

            _byClient[client] = own + 1;
            _open++;
            return true;
        }
    }

    public void Leave(string client)
    {
        lock (_lock)
        {
            _open--;
            if (--_byClient[client] == 0)
            {
                _byClient.Remove(client);
            }
        }
    }
}
