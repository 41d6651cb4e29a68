using System.Runtime.CompilerServices;
using Exchange.Audit.Records;
using Exchange.Federation.Governed.Execution;
using Exchange.GraphQL;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Language;
using Exchange.Pipeline.Answers;
using Exchange.Pipeline.Callers;
using Exchange.Pipeline.Stages;
using Exchange.Pipeline.Streams;

namespace Exchange.Pipeline;

/// <summary>The flow of a subscription: opened on the record, then the flow of a request for every event.</summary>
public sealed partial class RequestPipeline
{
    // WHY: a consent that is withdrawn while an event is answered throws that answer away, not the stream.
    private const int AttemptsPerEvent = 5;

    private static readonly GraphQLError Overflow = new(
        ErrorCodes.LimitExceeded, "More events waited than the hub keeps for one stream, so it was ended: read faster, or ask for fewer events.")
    {
        Limit = "streamQueue",
    };

    /// <inheritdoc/>
    public async IAsyncEnumerable<HubResponse> StreamAsync(HubRequest request, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var opened = await OpenAsync(request, cancellation);
        if (opened is not { Terms: { } terms, Reader: { } reader })
        {
            yield return opened.Answer!;
            yield break;
        }

        try
        {
            while (await reader.NextAsync(cancellation) is { } report)
            {
                if (await AnswerEventAsync(request, report, cancellation) is not { } answer)
                {
                    continue;
                }

                yield return answer;
                if (answer.IsLast)
                {
                    yield break;
                }
            }

            if (reader.HasOverflowed && !cancellation.IsCancellationRequested)
            {
                yield return await EndOverflownAsync(terms);
            }
        }
        finally
        {
            await reader.DisposeAsync();
            _streams.Leave(terms.Client);
        }
    }

    // Null where the caller left, or may not be told that there was anything.
    private async ValueTask<HubResponse?> AnswerEventAsync(HubRequest request, EventReport report, CancellationToken cancellation)
    {
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                var answer = await AnswerAsync(await RenewedAsync(request), report, cancellation);
                if (answer?.Kind != AnswerKind.ConsentChanged || attempt == AttemptsPerEvent)
                {
                    return answer;
                }
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    private async ValueTask<HubRequest> RenewedAsync(HubRequest request)
    {
        if (request.RenewSession is not { } renew)
        {
            return request;
        }

        try
        {
            return request with { Session = await renew() };
        }
        catch (Exception fault)
        {
            // WHY: a session that cannot be looked up counts as over.
            _parts.Fault("", fault);
            return request with { Session = request.Session is { } session ? session with { Account = null } : null };
        }
    }

    private async ValueTask<StreamOpening> OpenAsync(HubRequest request, CancellationToken cancellation)
    {
        var snapshot = Snapshot;
        var (caller, _) = await _authenticate.RunAsync(snapshot, request, cancellation);
        if (caller is null || !_parts.Log.CanTakeEntries)
        {
            return new StreamOpening(await AnswerAsync(request, cancellation));
        }

        var now = _parts.Time.GetUtcNow();
        var accessId = _parts.NewAccessId(now);
        string? operationHash = null;
        try
        {
            caller = await WithCaseAsync(caller, accessId);
            var parsed = _parse.Run(snapshot, caller, request, mayStream: true);
            if (parsed.Operation is not { Kind: OperationKind.Subscription } operation)
            {
                return new StreamOpening(await AnswerAsync(request, cancellation));
            }

            operationHash = parsed.OperationHash;
            var filter = EventFilter.Of(snapshot, operation, parsed.Variables!)!;
            var grants = _authorize.Run(snapshot, caller, operation, parsed.Variables!, filter, now);
            return _plan.Run(snapshot, operation, grants).ReadsEvents
                ? await SubscribeAsync(
                    request, new StreamTerms(snapshot, caller, ClientOf(request, caller), parsed.OperationHash!, accessId), filter.Under(grants), now)
                : new StreamOpening(await AnswerAsync(request, new EventReport(), cancellation));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new StreamOpening(await EndAsync(exception, snapshot, caller, accessId, operationHash, now));
        }
    }

    private async ValueTask<StreamOpening> SubscribeAsync(HubRequest request, StreamTerms terms, EventFilter filter, DateTimeOffset now)
    {
        if (!_streams.TryEnter(terms.Client, out var limit))
        {
            throw new GraphQLException(new GraphQLError(
                ErrorCodes.LimitExceeded, "Too many streams are open: end one that is no longer read, then open this one.") { Limit = limit });
        }

        EventReader? reader = null;
        var isOpen = false;
        try
        {
            await _record.JustifyAsync(terms.Caller, terms.AccessId, now);
            using var deadline = new CancellationTokenSource(_parts.Limits.Timeout, _parts.Time);
            reader = await EventReader.OpenAsync(
                terms.Snapshot.EventSources, filter, terms.AccessId, _parts.Limits.Streams, _parts.Time, deadline.Token);
            if (!reader.IsOpen)
            {
                return new StreamOpening(await AnswerAsync(request, new EventReport { Silent = filter.Owners }, CancellationToken.None));
            }

            var asked = reader.Asked.Select(owner => new SourceAccess(
                owner.Department, SourceStates.Name(owner.IsOpen ? SourceState.Answered : SourceState.Unavailable), Requests: 1, Keys: 0));
            await _record.OpenedAsync(terms.Snapshot, terms.Caller, terms.AccessId, terms.OperationHash, [.. asked], now);
            isOpen = true;
            return new StreamOpening(null, terms, reader);
        }
        finally
        {
            if (!isOpen)
            {
                await (reader?.DisposeAsync() ?? ValueTask.CompletedTask);
                _streams.Leave(terms.Client);
            }
        }
    }

    private ValueTask<HubResponse> EndOverflownAsync(StreamTerms terms)
    {
        var now = _parts.Time.GetUtcNow();
        return RefuseAsync(
            terms.Snapshot, terms.Caller, _parts.NewAccessId(now), new Parsed(null, null, terms.OperationHash, [Overflow]), now);
    }

    // WHY: all who are signed in ask through one client, and must not take each other's places.
    private static string ClientOf(HubRequest request, Caller caller) =>
        request.Token is null ? $"{caller.Client.ClientId} {caller.Client.Officer}" : caller.Client.ClientId;

    /// <summary>How an opening ended: with one answer, or with a stream.</summary>
    private sealed record StreamOpening(HubResponse? Answer, StreamTerms? Terms = null, EventReader? Reader = null);

    /// <summary>What a stream was opened under. Events are not judged by it: each is judged by what holds when it is answered.</summary>
    private sealed record StreamTerms(HubSnapshot Snapshot, Caller Caller, string Client, string OperationHash, string AccessId);
}
