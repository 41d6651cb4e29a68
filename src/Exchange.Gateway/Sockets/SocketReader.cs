using System.Buffers;
using System.Net.WebSockets;

namespace Exchange.Gateway.Sockets;

/// <summary>What came in over a WebSocket.</summary>
internal enum ArrivalKind : byte
{
    /// <summary>A whole message of text.</summary>
    Text,

    /// <summary>A message that is no text.</summary>
    Binary,

    /// <summary>A message that is larger than may be; the rest of it is still to come.</summary>
    TooLarge,

    /// <summary>The client closes the connection, or is gone.</summary>
    End,
}

/// <summary>Puts the frames of one WebSocket together to messages of bounded size. For one reader at a time.</summary>
internal sealed class SocketReader(WebSocket socket) : IDisposable
{
    private const int Resting = 1024;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(Resting);
    private int _length;

    /// <summary>The largest message, in bytes.</summary>
    public required int MaxBytes { get; set; }

    /// <summary>The last message; counts until the next is read.</summary>
    public ReadOnlyMemory<byte> Message => _buffer.AsMemory(0, _length);

    /// <summary>Waits for the next message. The end of <paramref name="over"/> cuts the connection.</summary>
    public async ValueTask<ArrivalKind> ReadAsync(CancellationToken over)
    {
        Rest();
        try
        {
            while (true)
            {
                var got = await socket.ReceiveAsync(Room(), over);
                _length += got.Count;
                var kind = got.MessageType == WebSocketMessageType.Close ? ArrivalKind.End
                    : got.MessageType == WebSocketMessageType.Binary ? ArrivalKind.Binary
                    : _length > MaxBytes ? ArrivalKind.TooLarge
                    : ArrivalKind.Text;
                if (got.EndOfMessage || kind != ArrivalKind.Text)
                {
                    return kind;
                }
            }
        }
        catch (Exception gone) when (gone is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The client vanished, sent what is no WebSocket frame, or was cut off.
            return ArrivalKind.End;
        }
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer, clearArray: true);

    // WHY: a connection that once sent a large message does not hold that much memory ever after.
    private void Rest()
    {
        _length = 0;
        if (_buffer.Length > Resting)
        {
            ArrayPool<byte>.Shared.Return(_buffer, clearArray: true);
            _buffer = ArrayPool<byte>.Shared.Rent(Resting);
        }
    }

    private Memory<byte> Room()
    {
        if (_length == _buffer.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
            _buffer.AsSpan(0, _length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer, clearArray: true);
            _buffer = larger;
        }

        return _buffer.AsMemory(_length);
    }
}
