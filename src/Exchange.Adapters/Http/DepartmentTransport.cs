using Exchange.Adapters.Configuration;
using Exchange.Federation.Sources;
using Polly;
using Polly.CircuitBreaker;

namespace Exchange.Adapters.Http;

/// <summary>
/// The way to one department over HTTP: a bounded number of requests at a time, each bounded in time and size, reads that failed before an
/// answer began sent again within a budget, a department that keeps failing left alone for a while. Every failure is a
/// <see cref="SourceException"/> without a word of the department; the caller's cancellation passes. Thread-safe.
/// </summary>
internal sealed class DepartmentTransport : IDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);

    private readonly string _department;
    private readonly HttpBounds _bounds;
    private readonly TimeProvider _clock;
    private readonly RequestSlots _slots;
    private readonly Deadlines _deadlines;
    private readonly RetryBudget _budget = new();
    private readonly DepartmentClient _client;
    private readonly DepartmentExchange _exchange;
    private readonly ResiliencePipeline<PooledAnswer> _breaker;

    public DepartmentTransport(
        string department, SourceEndpoint endpoint, AnswerForm form, HttpBounds bounds, HttpMessageInvoker client, TimeProvider clock)
    {
        _department = department;
        _bounds = bounds;
        _clock = clock;
        _slots = new RequestSlots(endpoint.Http.Concurrency, endpoint.Http.Queue);
        _deadlines = new Deadlines(bounds.Timeout, clock);
        _client = new DepartmentClient(client, endpoint.Http.Tls);
        _exchange = new DepartmentExchange(department, endpoint, form, bounds.MaxResponseBytes, _client.Invoker, clock);
        _breaker = Breaker(clock);
    }

    /// <summary>Sends one request and gives the bytes of its answer.</summary>
    public async ValueTask<SubgraphAnswer> SendAsync(DepartmentRequest request, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (!_slots.TryQueue())
        {
            throw Unavailable("More requests to the department wait than its queue takes (concurrency, queue).");
        }

        using var deadline = _deadlines.Start(cancellation);
        try
        {
            await _slots.EnterAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            cancellation.ThrowIfCancellationRequested();
            throw Unavailable("The department did not answer others in time, and the request waited for its turn in vain.");
        }

        try
        {
            return await GuardedAsync(request, deadline.Token, cancellation);
        }
        finally
        {
            _slots.Leave();
        }
    }

    /// <summary>The connections, for what is asked of the department in another way; they end with the transport.</summary>
    public HttpMessageInvoker Client => _client.Invoker;

    /// <inheritdoc/>
    public void Dispose()
    {
        _slots.Dispose();
        _client.Dispose();
    }

    private static ResiliencePipeline<PooledAnswer> Breaker(TimeProvider clock) =>
        new ResiliencePipelineBuilder<PooledAnswer> { TimeProvider = clock }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<PooledAnswer>
            {
                ShouldHandle = outcome => ValueTask.FromResult(
                    outcome.Outcome.Exception is SourceException { Fault: SourceFault.Unavailable }),
                FailureRatio = 0.5,
                MinimumThroughput = 10,
                SamplingDuration = TimeSpan.FromSeconds(30),
                BreakDuration = TimeSpan.FromSeconds(5),
            })
            .Build();

    private async ValueTask<PooledAnswer> GuardedAsync(DepartmentRequest request, CancellationToken deadline, CancellationToken caller)
    {
        var context = ResilienceContextPool.Shared.Get(deadline);
        try
        {
            var outcome = await _breaker.ExecuteOutcomeAsync(
                static (_, call) => call.Transport.AttemptAsync(call.Request, call.Deadline, call.Caller),
                context,
                (Transport: this, Request: request, Deadline: deadline, Caller: caller));
            return outcome.Exception switch
            {
                null => outcome.Result!,
                BrokenCircuitException => throw Unavailable("The department failed repeatedly and is left alone for a while."),
                OperationCanceledException => throw new OperationCanceledException(caller),
                _ => throw outcome.Exception,
            };
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    private async ValueTask<Outcome<PooledAnswer>> AttemptAsync(
        DepartmentRequest request, CancellationToken deadline, CancellationToken caller)
    {
        try
        {
            for (var tried = 0; ; tried++)
            {
                var attempt = await _exchange.SendAsync(request, deadline);
                if (attempt.Answer is { } answer)
                {
                    _budget.Succeed();
                    return Outcome.FromResult(answer);
                }

                if (!IsWorthAnother(attempt) || !request.IsRead || tried >= _bounds.Retries)
                {
                    return Outcome.FromException<PooledAnswer>(attempt.Failure!);
                }

                await Task.Delay(FirstPause * (1 << tried), _clock, deadline);
            }
        }
        catch (OperationCanceledException cancelled)
        {
            return Outcome.FromException<PooledAnswer>(
                caller.IsCancellationRequested ? cancelled : Unavailable("The department did not answer in time."));
        }
    }

    // WHY in this order: every failure that could have been repeated is counted, whether it is or not.
    private bool IsWorthAnother(Attempt attempt) => attempt.IsRepeatable && _budget.Fail();

    private SourceException Unavailable(string message) => new(_department, SourceFault.Unavailable, message);
}
