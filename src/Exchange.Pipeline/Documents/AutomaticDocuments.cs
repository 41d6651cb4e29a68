using System.Collections.Concurrent;

namespace Exchange.Pipeline.Documents;

/// <summary>
/// What clients registered by sending it (automatic persisted queries): each client has room of its own, and what it sent first gives way
/// first; so no client can crowd out another. In memory only. Thread-safe.
/// </summary>
internal sealed class AutomaticDocuments
{
    /// <summary>How many documents one client has room for.</summary>
    public const int MaxDocuments = 200;

    /// <summary>How many bytes of documents one client has room for.</summary>
    public const int MaxBytes = 512 * 1024;

    private readonly ConcurrentDictionary<string, Shelf> _shelves = new(StringComparer.Ordinal);

    public byte[]? Find(string clientId, string hash) =>
        _shelves.TryGetValue(clientId, out var shelf) ? shelf.Find(hash) : null;

    /// <summary>Remembers a text whose hash was checked; one that is larger than the room is not.</summary>
    public void Keep(string clientId, string hash, ReadOnlyMemory<byte> text) =>
        _shelves.GetOrAdd(clientId, static _ => new Shelf()).Keep(hash, text);

    private sealed class Shelf
    {
        private readonly Lock _lock = new();
        private readonly Dictionary<string, byte[]> _texts = new(StringComparer.OrdinalIgnoreCase);
        private readonly Queue<string> _order = new();
        private int _bytes;

        public byte[]? Find(string hash)
        {
            lock (_lock)
            {
                return _texts.GetValueOrDefault(hash);
            }
        }

        public void Keep(string hash, ReadOnlyMemory<byte> text)
        {
            lock (_lock)
            {
                if (text.Length > MaxBytes || _texts.ContainsKey(hash))
                {
                    return;
                }

                while (_texts.Count >= MaxDocuments || _bytes + text.Length > MaxBytes)
                {
                    _ = _texts.Remove(_order.Dequeue(), out var oldest);
                    _bytes -= oldest!.Length;
                }

                // WHY a copy: the request's buffer may hold more than the text.
                _texts[hash] = text.ToArray();
                _order.Enqueue(hash);
                _bytes += text.Length;
            }
        }
    }
}
