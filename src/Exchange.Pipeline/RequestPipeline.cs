using Exchange.Audit.Writing;
using Exchange.Consent;
using Exchange.Federation.Governed.Execution;
using Exchange.GraphQL;
using Exchange.Pipeline.Answers;
using Exchange.Pipeline.Callers;
using Exchange.Pipeline.Documents;
using Exchange.Pipeline.Stages;
using Exchange.Pipeline.Streams;
using Exchange.Pipeline.Telemetry;
using Exchange.Policy.People;

namespace Exchange.Pipeline;

/// <summary>
/// The flow of every request: Authenticate → Parse → Authorize → Plan → Fetch → Disclose → Record → Respond. One direction, no stage
/// reaches back. Thread-safe.
/// </summary>
public sealed partial class RequestPipeline : IRequestPipeline
{
    private static readonly GraphQLError Fault = new(
        ErrorCodes.Internal, "The hub could not answer this request. Quote the access id to its operator.");

    private readonly PipelineParts _parts;
    private readonly Authenticate _authenticate;
    private readonly AuthenticateCase _authenticateCase;
    private readonly Parse _parse;
    private readonly Authorize _authorize;
    private readonly Plan _plan;
    private readonly Fetch _fetch;
    private readonly Disclose _disclose = new();
    private readonly Record _record;
    private readonly Respond _respond = new();
    private readonly OpenStreams _streams;

    /// <summary>Builds the flow from its ports.</summary>
    public RequestPipeline(PipelineParts parts)
    {
        _parts = parts;
        _authenticate = new Authenticate(parts.Tokens, parts.Pseudonyms);
        _authenticateCase = new AuthenticateCase(parts.Cases, parts.Fault);
        _parse = new Parse(parts.Limits, parts.OperationHashKey, new DocumentChoice(parts));
        _authorize = new Authorize(parts.Consents, parts.Lease);
        _plan = new Plan(parts.Limits.Planner);
        _fetch = new Fetch(
            parts.Snapshot, parts.Pseudonyms, parts.Consents, parts.Lease, CursorKey.DerivedFrom(parts.OperationHashKey), parts.Limits.Lists,
            parts.Readings);
        _record = new Record(parts.Log, parts.Justifications, parts.Pseudonyms);
        _streams = new OpenStreams(parts.Limits.Streams);
    }

    /// <inheritdoc/>
    public async ValueTask<Admission> AdmitAsync(HubRequest request, CancellationToken cancellation)
    {
        var (caller, fault) = await _authenticate.RunAsync(_parts.Snapshot.Value, request, cancellation);
        return caller is null ? new Admission(null, RefuseStranger(request, fault)) : new Admission(caller.Client, null);
    }

    /// <inheritdoc/>
    public async ValueTask<HubResponse> AnswerAsync(HubRequest request, CancellationToken cancellation) =>
        (await AnswerAsync(request, report: null, cancellation))!;

    // A query, or what a subscription answers to one report of a department: null for a record of which the caller may not be told any more.
    private async ValueTask<HubResponse?> AnswerAsync(HubRequest request, EventReport? report, CancellationToken cancellation)
    {
        using var span = PipelineTelemetry.Request();
        var start = _parts.Time.GetTimestamp();
        var response = await RunAsync(request, report, cancellation);
        if (response is not null)
        {
            PipelineTelemetry.Answered(span, response, _parts.Time.GetElapsedTime(start));
        }

        return response;
    }

    // WHY not the same without the lease: another hub may have pulled a brake of which this one does not know.
    private HubSnapshot Snapshot => _parts.Lease.IsHeld ? _parts.Snapshot.Value : _parts.Snapshot.Value.CutOff;

    private async ValueTask<HubResponse?> RunAsync(HubRequest request, EventReport? report, CancellationToken cancellation)
    {
        var snapshot = Snapshot;
        var (caller, fault) = await _authenticate.RunAsync(snapshot, request, cancellation);
        if (caller is null)
        {
            return RefuseStranger(request, fault);
        }

        if (!_parts.Log.CanTakeEntries)
        {
            // WHY: where no record can be written no department is asked either.
            return _respond.WithoutRecord();
        }

        var now = _parts.Time.GetUtcNow();
        var accessId = _parts.NewAccessId(now);
        string? operationHash = null;
        try
        {
            await _record.JustifyAsync(caller, accessId, now);
            caller = await WithCaseAsync(caller, accessId);
            var parsed = _parse.Run(snapshot, caller, request, mayStream: report is not null);
            operationHash = parsed.OperationHash;
            if (parsed.Operation is not { } operation)
            {
                return await RefuseAsync(snapshot, caller, accessId, parsed, now);
            }

            var filter = EventFilter.Of(snapshot, operation, parsed.Variables!);
            var grants = _authorize.Run(snapshot, caller, operation, parsed.Variables!, filter, now);
            var plan = _plan.Run(snapshot, operation, grants);
            if (plan.ReadsEvents && report?.Event is { } told && !plan.TellsOf(told.Type))
            {
                return null;
            }

            using var deadline = new CancellationTokenSource(_parts.Limits.Timeout, _parts.Time);
            var fetched = await _fetch.RunAsync(snapshot, caller, plan, parsed.Variables!, report, accessId, now, deadline.Token);
            if (fetched.Ground is not { } ground)
            {
                var discarded = await _record.DiscardedAsync(
                    snapshot, caller, accessId, operationHash!, fetched, Respond.CodeOf(fetched.Change), now);
                return _respond.Changed(snapshot, fetched.Change, accessId, discarded);
            }

            if (fetched.Tree.Limit is { } limit)
            {
                var stopped = await _record.DiscardedAsync(snapshot, caller, accessId, operationHash!, fetched, limit.Code, now);
                return _respond.Refuse(snapshot, AnswerKind.RequestError, [limit], accessId, stopped);
            }

            var disclosure = _disclose.Run(snapshot, caller, fetched.Tree, request.Language);
            var receipt = await _record.AnsweredAsync(snapshot, caller, accessId, operationHash!, fetched, now);

            var answer = _respond.Answer(snapshot, caller, disclosure, accessId, receipt) with { IsLast = !plan.ReadsEvents };

            // INVARIANT: last of all, with the answer ready: what is withdrawn or closed until here does not leave, and nothing gated leaves without
            // the lease. The record then tells of more than was given, never of less.
            var change = ground.ChangeSince(_parts.Snapshot, _parts.Consents, _parts.Lease);
            return change == GroundChange.None ? answer : _respond.Changed(snapshot, change, accessId, receipt);
        }
        catch (Exception exception)
        {
            return await EndAsync(exception, snapshot, caller, accessId, operationHash, now);
        }
    }

    private async ValueTask<Caller> WithCaseAsync(Caller caller, string accessId)
    {
        using var deadline = new CancellationTokenSource(_parts.Limits.Timeout, _parts.Time);
        return await _authenticateCase.RunAsync(caller, accessId, deadline.Token);
    }

    private async ValueTask<HubResponse> EndAsync(
        Exception exception, HubSnapshot snapshot, Caller caller, string accessId, string? operationHash, DateTimeOffset now)
    {
        if (exception is GraphQLException refusal)
        {
            return await RefuseAsync(snapshot, caller, accessId, new Parsed(null, null, operationHash, refusal.Errors), now);
        }

        _parts.Fault(accessId, exception);
        switch (exception)
        {
            case AuditUnavailableException:
                return _respond.WithoutRecord();
            case JustificationNotKeptException:
                var error = new GraphQLError(Respond.AuditUnavailableCode, exception.Message);
                _ = await FailAsync(snapshot, caller, accessId, operationHash, error, now);
                return _respond.WithoutRecord();
            default:
                return await FailAsync(snapshot, caller, accessId, operationHash, Fault, now);
        }
    }

    private HubResponse RefuseStranger(HubRequest request, TokenFault fault)
    {
        _parts.Refusals.Count(request.Origin, fault);
        PipelineTelemetry.Stranger(fault);
        return _respond.Unauthenticated(fault);
    }

    private async ValueTask<HubResponse> RefuseAsync(
        HubSnapshot snapshot, Caller caller, string accessId, Parsed parsed, DateTimeOffset now)
    {
        try
        {
            var receipt = await _record.RefusedAsync(snapshot, caller, accessId, parsed.OperationHash, parsed.Errors[0], now);
            var kind = parsed.IsForbidden ? AnswerKind.Forbidden
                : parsed.IsMethodRefused ? AnswerKind.MethodNotAllowed
                : AnswerKind.RequestError;
            return _respond.Refuse(snapshot, kind, parsed.Errors, accessId, receipt);
        }
        catch (Exception exception)
        {
            // WHY: whatever keeps the record from being written, without a record there is no answer.
            _parts.Fault(accessId, exception);
            return _respond.WithoutRecord();
        }
    }

    private async ValueTask<HubResponse> FailAsync(
        HubSnapshot snapshot, Caller caller, string accessId, string? operationHash, GraphQLError error, DateTimeOffset now)
    {
        try
        {
            var receipt = await _record.FailedAsync(snapshot, caller, accessId, operationHash, error.Code, now);
            return _respond.Refuse(snapshot, AnswerKind.Failed, [error], accessId, receipt);
        }
        catch (Exception second)
        {
            // WHY: whatever keeps the record from being written, without a record there is no answer.
            _parts.Fault(accessId, second);
            return _respond.WithoutRecord();
        }
    }
}
