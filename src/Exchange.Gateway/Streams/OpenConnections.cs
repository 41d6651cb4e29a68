using Exchange.Pipeline;
using Exchange.Pipeline.Callers;

namespace Exchange.Gateway.Streams;

/// <summary>Counts the connections that are open, in all and for each caller. Thread-safe.</summary>
internal sealed class OpenConnections(ConnectionLimits limits)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _byCaller = new(StringComparer.Ordinal);
    private int _open;
    private int _unclaimed;

    /// <summary>
    /// A place for one more connection; null where the hub holds as many as it may. WHY strangers, who have not said yet who they are, hold
    /// half of the places at most: whoever only connects and says nothing must not keep the others out.
    /// </summary>
    public Seat? TryEnter(bool isStranger)
    {
        lock (_lock)
        {
            if (_open >= limits.Connections || (isStranger && _unclaimed >= Math.Max(1, limits.Connections / 2)))
            {
                return null;
            }

            _open++;
            _unclaimed++;
            return new Seat(this);
        }
    }

    // WHY: every signed-in account asks through the same client, and must not use up the others' places.
    private static string KeyOf(HubRequest request, ClientIdentity client) =>
        request.Token is null ? $"account {client.Officer}" : $"client {client.ClientId}";

    private bool TryClaim(string caller)
    {
        lock (_lock)
        {
            var held = _byCaller.GetValueOrDefault(caller);
            if (held >= limits.ConnectionsPerClient)
            {
                return false;
            }

            _byCaller[caller] = held + 1;
            _unclaimed--;
            return true;
        }
    }

    private void Leave(string? caller)
    {
        lock (_lock)
        {
            _open--;
            if (caller is null)
            {
                _unclaimed--;
            }
            else if (--_byCaller[caller] == 0)
            {
                _byCaller.Remove(caller);
            }
        }
    }

    /// <summary>The place of one connection, given back when it is disposed. Not thread-safe.</summary>
    internal sealed class Seat(OpenConnections streams) : IDisposable
    {
        private string? _caller;

        /// <summary>Whether the caller, who is known by now, may hold this place too.</summary>
        public bool TryClaim(HubRequest request, ClientIdentity client)
        {
            var caller = KeyOf(request, client);
            if (!streams.TryClaim(caller))
            {
                return false;
            }

            _caller = caller;
            return true;
        }

        public void Dispose() => streams.Leave(_caller);
    }
}
