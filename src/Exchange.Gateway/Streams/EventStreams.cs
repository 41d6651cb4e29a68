using Exchange.Gateway.Http;
using Exchange.GraphQL;
using Exchange.Pipeline;
using Microsoft.AspNetCore.Http;

namespace Exchange.Gateway.Streams;

/// <summary>
/// The graph as server-sent events, each request on a connection of its own (GraphQL over Server-Sent Events, "Distinct connections mode").
/// </summary>
internal sealed class EventStreams(IRequestPipeline pipeline, GatewayOptions options, OpenConnections open, CancellationToken stopping)
{
    // WHY: a refusal should have its status, and the first answer its header; but a subscription's first event may be hours away, and a
    // client must not wait for it to learn that the stream is open.
    private static readonly TimeSpan FirstAnswer = TimeSpan.FromSeconds(2);

    /// <summary>Answers one request; ends when its last answer is written, the client leaves or does not read, or the hub stops.</summary>
    public async Task AnswerAsync(HttpContext http, HubRequest request, ResponseWriter refusals)
    {
        var admission = await pipeline.AdmitAsync(request, http.RequestAborted);
        if (admission.Client is not { } client)
        {
            await refusals.WriteAsync(http, ResponseMediaType.EventStream, admission.Refusal!);
            return;
        }

        using var seat = open.TryEnter(isStranger: false);
        var problem = seat is null ? EnvelopeException.Full("connections", StatusCodes.Status503ServiceUnavailable)
            : !seat.TryClaim(request, client) ? EnvelopeException.Full("connectionsPerClient", StatusCodes.Status429TooManyRequests)
            : null;
        if (problem is not null)
        {
            var answer = await pipeline.AnswerAsync(request with { Malformed = problem.Error }, http.RequestAborted);
            await refusals.WriteAsync(http, ResponseMediaType.EventStream, answer, problem);
            return;
        }

        await StreamAsync(http, Renewable(http, request), refusals);
    }

    private HubRequest Renewable(HttpContext http, HubRequest request) => request.Session is null
        ? request
        : request with { RenewSession = () => RequestSession.FindAsync(http, options.Sessions?.Renew) };

    private async Task StreamAsync(HttpContext http, HubRequest request, ResponseWriter refusals)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, stopping);
        var answers = pipeline.StreamAsync(request, ended.Token).GetAsyncEnumerator(ended.Token);
        var next = answers.MoveNextAsync().AsTask();
        var events = new EventWriter(http, options);
        try
        {
            if (await IsDoneWithinAsync(next, FirstAnswer) && await next && !BelongsInStream(answers.Current))
            {
                using var memory = answers.Current.Memory;
                await refusals.WriteAsync(http, ResponseMediaType.EventStream, answers.Current);
                return;
            }

            await events.BeginAsync(next is { IsCompletedSuccessfully: true, Result: true } ? answers.Current.AccessId : null);
            while (await HasNextAsync(next, events))
            {
                var answer = answers.Current;
                using var memory = answer.Memory;
                await events.NextAsync(answer.Body);
                if (answer.Kind != AnswerKind.Executed)
                {
                    break;
                }

                next = answers.MoveNextAsync().AsTask();
            }

            // WHY: a client whose stream is completed does not come back; one whose stream just ends does.
            if (!stopping.IsCancellationRequested)
            {
                await events.CompleteAsync();
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested || events.IsCut)
        {
            // The hub stops, or nobody reads: the stream ends where it is.
        }
        finally
        {
            await ended.CancelAsync();
            await EndAsync(next, answers);
        }
    }

    // The protocol has errors of the document told in the stream; what is no matter of the document is told by the status, while it can be.
    private static bool BelongsInStream(HubResponse answer) => answer.Kind is AnswerKind.Executed or AnswerKind.RequestError;

    private async ValueTask<bool> HasNextAsync(Task<bool> next, EventWriter events)
    {
        while (!await IsDoneWithinAsync(next, options.Streams.Ping))
        {
            await events.KeepAliveAsync();
        }

        return await next;
    }

    private async ValueTask<bool> IsDoneWithinAsync(Task task, TimeSpan span)
    {
        if (task.IsCompleted)
        {
            return true;
        }

        using var waiting = new CancellationTokenSource();
        var first = await Task.WhenAny(task, Task.Delay(span, options.Time, waiting.Token));
        await waiting.CancelAsync();
        return first == task;
    }

    // WHY: an enumerator may be disposed of only when it is at rest.
    private static async ValueTask EndAsync(Task<bool> next, IAsyncEnumerator<HubResponse> answers)
    {
        await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await answers.DisposeAsync();
    }
}
