using System.Runtime.ExceptionServices;
using Exchange.Federation.Execution.Prepared;
using Exchange.Federation.Sources;
using Exchange.GraphQL.Execution;

namespace Exchange.Federation.Execution;

/// <summary>
/// One execution of a plan. A request is sent as soon as all that it waits for have ended, however they ended. Answers arrive on any thread;
/// the result is touched by one at a time, under the gate. One instance serves one execution.
/// </summary>
internal sealed class PlanRun : IDisposable
{
    private readonly ExecutablePlan _plan;
    private readonly FetchCall _call;
    private readonly IReadOnlyList<ISubgraphSource> _sources;
    private readonly FetchLimits _limits;
    private readonly FetchPools _pools;
    private readonly ulong _conditions;
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource? _either;
    private readonly CancellationToken _stop;

    private readonly Lock _gate = new();
    private readonly CellStore _store;
    private readonly TargetFinder _finder;
    private readonly BodyWriter _bodies;
    private readonly ErrorLedger _errors;
    private readonly UseLedger _uses;
    private readonly int[] _waiting;
    private readonly int _root;
    private readonly TaskCompletionSource _ended = new();
    private int _left;
    private ExceptionDispatchInfo? _fault;

    public PlanRun(
        ExecutablePlan plan,
        FetchCall call,
        IReadOnlyList<ISubgraphSource> sources,
        FetchLimits limits,
        FetchPools pools,
        CancellationToken caller)
    {
        _plan = plan;
        _call = call;
        _sources = sources;
        _limits = limits;
        _pools = pools;
        _caller = caller;
        _conditions = ConditionMask.Bits(plan.Plan.ConditionVariables, call.Variables);
        _either = caller.CanBeCanceled && call.Deadline.CanBeCanceled
            ? CancellationTokenSource.CreateLinkedTokenSource(caller, call.Deadline)
            : null;
        _stop = _either?.Token ?? (caller.CanBeCanceled ? caller : call.Deadline);
        _store = new CellStore(pools, plan.Requests.Length);
        _root = _store.NewObject(plan.RootSlots);
        _finder = new TargetFinder(_store, pools);
        _bodies = new BodyWriter(_store, _finder, call.Variables, _conditions, pools);
        _errors = new ErrorLedger(new CallerPaths(plan, _store, _root, _conditions), limits);
        _uses = new UseLedger(plan.Requests);
        _left = plan.Requests.Length;
        _waiting = Array.ConvertAll(plan.Requests, request => request.Request.After.Count);
    }

    /// <summary>
    /// Runs all requests and gives the answer. <paramref name="first"/> is the answer to the first request where that was already given, as
    /// for an event of a subscription. Throws <see cref="OperationCanceledException"/> when the caller no longer waits, but not before
    /// every request has ended.
    /// </summary>
    public async Task<FetchedAnswer> RunAsync(SubgraphAnswer? first)
    {
        if (first is not null)
        {
            Begin(first);
        }

        if (_left > 0)
        {
            foreach (var request in _plan.Requests)
            {
                if (request.Request.After.Count == 0 && (first is null || request.Request.Index > 0))
                {
                    _ = SendAsync(request);
                }
            }

            await _ended.Task.ConfigureAwait(false);
        }

        _caller.ThrowIfCancellationRequested();
        _fault?.Throw();
        return Finish();
    }

    /// <summary>Sends the first request as a subscription.</summary>
    public async Task<IAsyncEnumerable<SubgraphAnswer>> SubscribeAsync()
    {
        var request = _plan.Requests[0];
        using var prepared = _bodies.TryWrite(request, _root)
            ?? throw new InvalidOperationException("The first request of a subscription has to ask for a root field.");
        var sent = new SubgraphRequest(_call.AccessId, prepared.Body.Memory, IsQuery: false) { ShareKey = _call.ShareKey };
        return await _sources[request.Request.Subgraph].SubscribeAsync(sent, _caller).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _either?.Dispose();
        _finder.Dispose();
        _bodies.Dispose();
        _store.Dispose();
    }

    // INVARIANT: never throws, and every request ends exactly once; the run ends when all have.
    private async Task SendAsync(ExecutableRequest request)
    {
        PreparedBody? prepared = null;
        try
        {
            prepared = Prepare(request);
            if (prepared is not null)
            {
                var sent = new SubgraphRequest(_call.AccessId, prepared.Body.Memory, request.IsQuery) { ShareKey = _call.ShareKey };
                var answer = await _sources[request.Request.Subgraph].FetchAsync(sent, _stop).ConfigureAwait(false);
                Take(request, prepared.Batches, answer);
            }
        }
        catch (SourceException exception)
        {
            Fail(request, exception.Fault);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            Fail(request, SourceFault.Unavailable);
        }
        catch (Exception exception)
        {
            // WHY: a fault of our own ends the run, but only once no request uses its memory any more.
            Interlocked.CompareExchange(ref _fault, ExceptionDispatchInfo.Capture(exception), null);
        }

        prepared?.Dispose();
        End(request);
    }

    private PreparedBody? Prepare(ExecutableRequest request)
    {
        if (request.Condition?.Holds(_conditions) == false)
        {
            return null;
        }

        lock (_gate)
        {
            var prepared = _bodies.TryWrite(request, _root);
            if (prepared is null || !_stop.IsCancellationRequested)
            {
                _uses.Sent(request, prepared);
                return prepared;
            }

            prepared.Dispose();
            _errors.Fail(NameOf(request), request.Parts, SourceFault.Unavailable);
            _uses.Ended(request, SubgraphState.Unavailable);
            return null;
        }
    }

    private void Begin(SubgraphAnswer first)
    {
        var request = _plan.Requests[0];
        _uses.Ended(request, SubgraphState.Answered);
        Take(request, [], first);
        End(request);
    }

    private void Take(ExecutableRequest request, EntityBatch[] batches, SubgraphAnswer answer)
    {
        lock (_gate)
        {
            var applied = new AnswerApplier(_store, _errors, _limits)
                .Apply(request, NameOf(request), batches, _finder.Find(request.Parts[0].Path, _root), answer);
            _uses.Ended(request, applied);
        }
    }

    private void Fail(ExecutableRequest request, SourceFault fault)
    {
        lock (_gate)
        {
            _errors.Fail(NameOf(request), request.Parts, fault);
            _uses.Ended(request, fault == SourceFault.Unavailable ? SubgraphState.Unavailable : SubgraphState.Invalid);
        }
    }

    private void End(ExecutableRequest request)
    {
        foreach (var dependent in request.Dependents)
        {
            if (Interlocked.Decrement(ref _waiting[dependent]) == 0)
            {
                _ = SendAsync(_plan.Requests[dependent]);
            }
        }

        if (Interlocked.Decrement(ref _left) == 0)
        {
            _ended.SetResult();
        }
    }

    private FetchedAnswer Finish()
    {
        var output = new PooledBytes(_pools.Bytes, 4096);
        try
        {
            var writer = new AnswerWriter(_plan, _store, output, _call.Variables, _conditions, _limits);
            writer.Write(_root);
            _errors.Add(writer.Errors);
            return new FetchedAnswer(output, _errors.Errors, writer.Notes, _uses.ToUses(_sources));
        }
        catch
        {
            output.Dispose();
            throw;
        }
    }

    private string NameOf(ExecutableRequest request) => _sources[request.Request.Subgraph].Name;
}
