using System.Runtime.CompilerServices;
using Exchange.Federation.Sources;
using Exchange.GraphQL;
using Exchange.GraphQL.Language;

namespace Exchange.Pipeline.Open;

/// <summary>The flow of a subscription: for every event of the one subgraph, the rest of the plan as for a query.</summary>
public sealed partial class OpenPipeline
{
    private const string SourceUnavailable = "SOURCE_UNAVAILABLE";

    /// <inheritdoc/>
    public async IAsyncEnumerable<HubResponse> StreamAsync(HubRequest request, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var opened = await OpenAsync(request, cancellation);
        if (opened is not { Events: { } events })
        {
            yield return opened.Answer!;
            yield break;
        }

        await using var reader = events.GetAsyncEnumerator(cancellation);
        while (true)
        {
            var (answer, isOver) = await NextAsync(opened, reader, cancellation);
            if (answer is not null)
            {
                yield return answer;
            }

            if (isOver)
            {
                yield break;
            }
        }
    }

    private async ValueTask<Opening> OpenAsync(HubRequest request, CancellationToken cancellation)
    {
        var now = _parts.Time.GetUtcNow();
        var accessId = _parts.NewAccessId(now);
        try
        {
            var parsed = _parse.Run(request, Authenticate().ClientId, mayStream: true);
            if (parsed.Operation.Kind != OperationKind.Subscription)
            {
                return new Opening(await AnswerAsync(request, cancellation));
            }

            var plan = _plan.Run(parsed.Operation, Authorize());
            var events = await _executor.SubscribeAsync(plan.Plan, Call(parsed, accessId, CancellationToken.None), cancellation);
            return new Opening(null, parsed, plan, events);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new Opening(End(Explained(exception), accessId, now));
        }
    }

    // Nothing and the end where the subgraph has no more events, or the caller has left.
    private async ValueTask<(HubResponse? Answer, bool IsOver)> NextAsync(
        Opening opened, IAsyncEnumerator<SubgraphAnswer> events, CancellationToken cancellation)
    {
        try
        {
            return await events.MoveNextAsync() ? (await AnswerAsync(opened, events.Current), false) : (null, true);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return (null, true);
        }
        catch (Exception exception)
        {
            var now = _parts.Time.GetUtcNow();
            return (End(Explained(exception), _parts.NewAccessId(now), now), true);
        }
    }

    private async ValueTask<HubResponse> AnswerAsync(Opening opened, SubgraphAnswer report)
    {
        var now = _parts.Time.GetUtcNow();
        var accessId = _parts.NewAccessId(now);
        using var deadline = new CancellationTokenSource(_parts.Limits.Timeout, _parts.Time);
        using var fetched = await _executor.ExecuteEventAsync(
            opened.Plan!.Plan, Call(opened.Parsed, accessId, deadline.Token), report, CancellationToken.None);
        Record(opened.Plan, fetched, accessId, now);
        return _respond.Answer(fetched, accessId, isLast: false);
    }

    private static Exception Explained(Exception exception) => exception is SourceException source
        ? new GraphQLException(new GraphQLError(SourceUnavailable, $"The subgraph \"{source.Department}\" gives no stream of events for this."))
        : exception;

    /// <summary>How an opening ended: with one answer, or with a stream.</summary>
    private sealed record Opening(
        HubResponse? Answer, OpenParsed Parsed = default, PlannedOperation? Plan = null, IAsyncEnumerable<SubgraphAnswer>? Events = null);
}
