using System.Net.WebSockets;
using System.Text.Json;
using Exchange.Gateway.Http;
using Exchange.Gateway.Streams;
using Exchange.GraphQL;
using Exchange.Pipeline;
using Exchange.Pipeline.Callers;
using Microsoft.AspNetCore.Http;

namespace Exchange.Gateway.Sockets;

/// <summary>
/// One WebSocket that speaks <c>graphql-transport-ws</c>: first <c>connection_init</c>, which says who asks, then operations. Messages are
/// handled one after the other; a client that sends faster than it reads is read more slowly.
/// </summary>
internal sealed class SocketConnection : IDisposable
{
    // WHY: strangers fill no memory; a token and a justification fit many times.
    private const int LargestOfStranger = 64 * 1024;

    private static readonly GraphQLError Misplaced = new(ErrorCodes.BadUserInput, "An operation was sent before connection_init.");
    private static readonly GraphQLError Duplicate = new(ErrorCodes.BadUserInput, "An operation was sent under the id of one that runs.");

    private readonly IRequestPipeline _pipeline;
    private readonly GatewayOptions _options;
    private readonly Func<SessionReader?, ValueTask<SessionCredential?>> _session;
    private readonly OpenConnections.Seat _seat;
    private readonly SocketReader _reader;
    private readonly SocketWriter _writer;
    private readonly SocketOperations _operations;
    private readonly SocketPulse _pulse;
    private HubRequest _caller;
    private bool _isInitialised;
    private bool _isAdmitted;

    public SocketConnection(
        WebSocket socket,
        IRequestPipeline pipeline,
        GatewayOptions options,
        HubRequest handshake,
        Func<SessionReader?, ValueTask<SessionCredential?>> session,
        OpenConnections.Seat seat)
    {
        _pipeline = pipeline;
        _options = options;
        _caller = handshake;
        _session = session;
        _seat = seat;
        _reader = new SocketReader(socket) { MaxBytes = Math.Min(options.MaxBodyBytes, LargestOfStranger) };
        _writer = new SocketWriter(socket, options.Streams.Write, options.Time);
        _operations = new SocketOperations(pipeline, _writer, options.Streams.OperationsPerConnection, options.Time);
        _pulse = new SocketPulse(_writer, _operations, options.Streams, options.Time);
    }

    /// <summary>Serves the connection until either side closes it or the hub stops, and every operation on it is over.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        using var stop = stopping.UnsafeRegister(
            static writer => _ = ((SocketWriter)writer!).CloseAsync(SocketClose.HubStops).AsTask(), _writer);
        var beating = _pulse.BeatAsync();
        try
        {
            await ReadAsync();
        }
        catch (OperationCanceledException) when (_writer.Over.IsCancellationRequested)
        {
            // It was cut while a token or a session was being looked at.
        }
        catch
        {
            await _writer.CloseAsync(SocketClose.HubFault);
            throw;
        }
        finally
        {
            _writer.Cut();
            await beating;
            await _operations.EndAllAsync();
        }
    }

    /// <summary>Closes a connection that is not served at all.</summary>
    public async Task RefuseAsync(SocketClose close)
    {
        await _writer.CloseAsync(close);
        await ReadAsync();
    }

    public void Dispose()
    {
        _reader.Dispose();
        _writer.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await _reader.ReadAsync(_writer.Over) is not ArrivalKind.End and var kind)
        {
            if (!_writer.IsClosing && await HandleAsync(kind) is { } close)
            {
                await _writer.CloseAsync(close);
            }
        }

        // The other side of a closing handshake; nothing where the hub has closed already.
        await _writer.CloseAsync(SocketClose.Normal);
    }

    /// <summary>Handles what arrived; the answer says why the connection closes, if it does.</summary>
    private async ValueTask<SocketClose?> HandleAsync(ArrivalKind kind)
    {
        if (!_pulse.Arrived())
        {
            return SocketClose.TooManyMessages;
        }

        if (kind != ArrivalKind.Text)
        {
            return kind != ArrivalKind.TooLarge ? SocketClose.Invalid("it must be text")
                : _isAdmitted ? SocketClose.TooLarge
                : SocketClose.TooLargeAtFirst;
        }

        using var document = ClientMessage.Parse(_reader.Message);
        if (document is null)
        {
            return SocketClose.Invalid("it is not JSON, or nested too deep");
        }

        return ClientMessage.Read(document.RootElement, out var fault) is { } message
            ? await HandleAsync(message)
            : SocketClose.Invalid(fault!);
    }

    private async ValueTask<SocketClose?> HandleAsync(ClientMessage message)
    {
        switch (message.Type)
        {
            case ClientMessageType.ConnectionInit:
                return await InitialiseAsync(message.Payload);
            case ClientMessageType.Subscribe:
                return await SubscribeAsync(message);
            case ClientMessageType.Complete:
                _operations.End(message.Id);
                return null;
            case ClientMessageType.Ping:
                await _writer.SendAsync(ServerMessage.Pong(message.Payload));
                return null;
            default:
                return null;
        }
    }

    private async ValueTask<SocketClose?> InitialiseAsync(JsonElement payload)
    {
        if (_isInitialised)
        {
            return SocketClose.TooManyInits;
        }

        _isInitialised = true;
        _pulse.Initialised();
        if (ConnectionPayload.Apply(payload, _caller) is not { } caller)
        {
            return SocketClose.Invalid("connection_init names each header once, with a text");
        }

        var admission = await _pipeline.AdmitAsync(caller, _writer.Over);
        if (admission.Client is not { } client)
        {
            return SocketClose.Forbidden;
        }

        if (!_seat.TryClaim(caller, client))
        {
            _ = await RecordRefusalAsync(caller, EnvelopeException.Full("connectionsPerClient", StatusCodes.Status429TooManyRequests).Error);
            return SocketClose.TooManyConnections;
        }

        _caller = caller;
        _isAdmitted = true;
        _reader.MaxBytes = _options.MaxBodyBytes;
        await _writer.SendAsync(ServerMessage.ConnectionAck);
        return null;
    }

    private async ValueTask<SocketClose?> SubscribeAsync(ClientMessage message)
    {
        if (!_isInitialised)
        {
            _ = await RecordRefusalAsync(_caller, Misplaced);
            return SocketClose.Unauthorized;
        }

        var caller = await RenewedAsync();
        if (_operations.Has(message.Id))
        {
            _ = await RecordRefusalAsync(caller, Duplicate);
            return SocketClose.DuplicateId;
        }

        try
        {
            var request = RequestEnvelope.Read(message.Payload).ApplyTo(caller);
            if (!_operations.TryStart(message.Id, request))
            {
                var answer = await RecordRefusalAsync(caller, TooMany());
                await _writer.SendAsync(ServerMessage.Error(message.Id, answer.Body));
            }

            return null;
        }
        catch (EnvelopeException problem)
        {
            _ = await RecordRefusalAsync(caller, problem.Error);
            return SocketClose.Invalid("the payload of subscribe is no GraphQL request");
        }
    }

    // WHY: the protocol may end the connection for it; that it was asked is on the record, or counted, as it would be over HTTP.
    private ValueTask<HubResponse> RecordRefusalAsync(HubRequest caller, GraphQLError error) =>
        _pipeline.AnswerAsync(caller with { Malformed = error }, _writer.Over);

    // WHY: who asks by session is looked up for every operation, as for every request, and for every answer that a stream gives by itself.
    private async ValueTask<HubRequest> RenewedAsync() => _caller.Session is null
        ? _caller
        : _caller with
        {
            Session = await _session(_options.Sessions?.Read),
            RenewSession = () => _session(_options.Sessions?.Renew),
        };

    private GraphQLError TooMany() => new(
        ErrorCodes.LimitExceeded,
        $"At most {_options.Streams.OperationsPerConnection} operations run on one connection: complete one first.")
    {
        Limit = "operationsPerConnection",
    };
}
