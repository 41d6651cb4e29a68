using Exchange.Gateway.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Exchange.Gateway.Streams;

/// <summary>
/// Writes one event stream (HTML, "Server-sent events"). A reader who takes longer for a write than the limit loses the connection; nothing
/// is kept for it meanwhile.
/// </summary>
internal sealed class EventWriter(HttpContext http, GatewayOptions options)
{
    private static readonly byte[] Opening = ":\n\n"u8.ToArray();
    private static readonly byte[] NextEvent = "event: next\ndata: "u8.ToArray();
    private static readonly byte[] EndOfEvent = "\n\n"u8.ToArray();

    // An event without data is not given to whoever listens.
    private static readonly byte[] CompleteEvent = "event: complete\ndata:\n\n"u8.ToArray();

    /// <summary>Whether the connection was cut because nobody took what was written.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Sends the headers and a first comment, so that whatever stands in between passes them on.</summary>
    public Task BeginAsync(string? accessId)
    {
        var response = http.Response;
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = MediaType.Name(ResponseMediaType.EventStream) + "; charset=utf-8";
        ResponseWriter.Guard(response.Headers);
        response.Headers["X-Accel-Buffering"] = "no";
        if (accessId is not null)
        {
            response.Headers[RequestHeaders.AccessId] = accessId;
        }

        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        return WriteAsync(Opening);
    }

    /// <summary>An answer. INVARIANT: it is JSON on one line, for a line break would end the event's data.</summary>
    public Task NextAsync(ReadOnlyMemory<byte> answer) => WriteAsync(NextEvent, answer, EndOfEvent);

    /// <summary>There is no further answer.</summary>
    public Task CompleteAsync() => WriteAsync(CompleteEvent);

    /// <summary>A comment, which no listener sees.</summary>
    public Task KeepAliveAsync() => WriteAsync(Opening);

    private async Task WriteAsync(params ReadOnlyMemory<byte>[] parts)
    {
        using var patience = new CancellationTokenSource(options.Streams.Write, options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, http.RequestAborted);
        try
        {
            foreach (var part in parts)
            {
                await http.Response.Body.WriteAsync(part, either.Token);
            }

            await http.Response.Body.FlushAsync(either.Token);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            IsCut = true;
            http.Abort();
            throw;
        }
    }
}
