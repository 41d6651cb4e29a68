using Exchange.Federation.Execution;
using Exchange.Federation.Planning;
using Exchange.GraphQL;
using Exchange.GraphQL.Language;
using Exchange.Pipeline.Callers;
using Exchange.Pipeline.Stages;
using Exchange.Policy;

namespace Exchange.Pipeline.Open;

/// <summary>
/// The flow of a federation gateway in which everything is open: the stages of the hub in the hub's order. For development only, and never for
/// more than one's own machine: it knows one caller, no policy and no consent, and keeps its records in memory. Thread-safe.
/// </summary>
public sealed partial class OpenPipeline : IRequestPipeline
{
    /// <summary>Whoever asks.</summary>
    private static readonly ClientIdentity Developer = new(
        "development", new DepartmentId("development"), [], [], RegionCode: null, Officer: null, IntrospectionMode.Full);

    // Everything is open: a plan is made without grants.
    private static readonly PlanGrants? Everything;

    private readonly OpenParts _parts;
    private readonly OpenParse _parse;
    private readonly OpenPlan _plan;
    private readonly FetchPlanExecutor _executor;
    private readonly OpenRespond _respond = new();

    /// <summary>Builds the flow from its ports.</summary>
    public OpenPipeline(OpenParts parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        _parts = parts;
        _parse = new OpenParse(parts);
        _plan = new OpenPlan(parts);
        _executor = new FetchPlanExecutor(parts.Supergraph, parts.Sources);
    }

    /// <summary>What was asked last.</summary>
    public OpenRecords Records { get; } = new();

    /// <inheritdoc/>
    public ValueTask<Admission> AdmitAsync(HubRequest request, CancellationToken cancellation) => new(new Admission(Developer, null));

    /// <inheritdoc/>
    public async ValueTask<HubResponse> AnswerAsync(HubRequest request, CancellationToken cancellation)
    {
        var now = _parts.Time.GetUtcNow();
        var accessId = _parts.NewAccessId(now);
        try
        {
            var caller = Developer;
            var parsed = _parse.Run(request, caller.ClientId, mayStream: false);
            var plan = _plan.Run(parsed.Operation, Everything);
            using var deadline = new CancellationTokenSource(_parts.Limits.Timeout, _parts.Time);
            using var fetched = await _executor.ExecuteAsync(plan.Plan, Call(parsed, accessId, deadline.Token));
            Record(accessId, now, plan, fetched);
            return _respond.Answer(fetched, accessId);
        }
        catch (Exception exception)
        {
            return End(exception, accessId, now);
        }
    }

    // WHY one name for all: there is one caller, and one decision, so reads of equal text may share an answer.
    private static FetchCall Call(OpenParsed parsed, string accessId, CancellationToken deadline) => new(parsed.Variables, accessId)
    {
        ShareKey = parsed.Operation.Kind == OperationKind.Mutation ? null : Developer.ClientId,
        Deadline = deadline,
    };

    private void Record(string accessId, DateTimeOffset now, PlannedOperation plan, FetchedAnswer fetched) => Records.Add(new OpenAccess(
        accessId, now, Developer.ClientId, plan.Plan.Operation.Definition.Name, plan.Coordinates, plan.Joined, fetched.Uses, ErrorCode: null));

    private HubResponse End(Exception exception, string accessId, DateTimeOffset now)
    {
        var (kind, errors) = exception switch
        {
            MethodRefusedException => (AnswerKind.MethodNotAllowed, [MethodRefused]),
            GraphQLException refusal => (AnswerKind.RequestError, refusal.Errors),
            _ => (AnswerKind.Failed, (IReadOnlyList<GraphQLError>)[Fault]),
        };
        if (kind == AnswerKind.Failed)
        {
            _parts.Fault(accessId, exception);
        }

        Records.Add(new OpenAccess(accessId, now, Developer.ClientId, null, [], [], [], errors[0].Code));
        return _respond.Refuse(kind, errors, accessId);
    }
}
