using System.Net.WebSockets;

namespace Exchange.Gateway.Sockets;

/// <summary>
/// Why the hub closes a WebSocket: the codes of RFC 6455 section 7.4 and of GraphQL over WebSocket. INVARIANT: a reason is one of these
/// sentences, at most 123 bytes, and quotes nothing that was sent.
/// </summary>
internal sealed record SocketClose(int Code, string Reason)
{
    public static readonly SocketClose Normal = new(1000, "");
    public static readonly SocketClose Idle = new(1000, "Nothing was running for long (GraphQL:Streams:Idle)");
    public static readonly SocketClose HubStops = new(1001, "The hub stops");
    public static readonly SocketClose TooManyMessages = new(1008, "Too many messages a second (GraphQL:Streams:MessagesPerSecond)");
    public static readonly SocketClose TooLarge = new(1009, "Message too large (GraphQL:Limits:Body)");
    public static readonly SocketClose TooLargeAtFirst = new(1009, "Message too large: only connection_init is expected, of 64 KiB at most");
    public static readonly SocketClose HubFault = new(1011, "The hub failed");
    public static readonly SocketClose TooManyConnections = new(1013, "Too many connections (GraphQL:Streams:ConnectionsPerClient)");
    public static readonly SocketClose Unauthorized = new(4401, "Unauthorized: send connection_init first");
    public static readonly SocketClose Forbidden = new(4403, "Forbidden: connect again with an access token that is good");
    public static readonly SocketClose UnknownProtocol = new(4406, "Subprotocol not acceptable: offer graphql-transport-ws");
    public static readonly SocketClose InitTimeout = new(4408, "Connection initialisation timeout");
    public static readonly SocketClose DuplicateId = new(4409, "Subscriber for this id already exists");
    public static readonly SocketClose TooManyInits = new(4429, "Too many initialisation requests");
    public static readonly SocketClose Silent = new(4499, "Terminated: no answer to a ping");

    /// <summary>A message that is not of the protocol.</summary>
    public static SocketClose Invalid(string what) => new(4400, $"Invalid message: {what}");

    public WebSocketCloseStatus Status => (WebSocketCloseStatus)Code;
}
