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
    private static readonly ClientIdentity Developer = new(
        "development", new DepartmentId("development"), [], [], RegionCode: null, Officer: null, IntrospectionMode.Full);

    private static readonly GraphQLError Fault = new(
        ErrorCodes.Internal, "The gateway could not answer this request; its console says where it failed, by the access id.");

    private static readonly GraphQLError MethodRefused = new(
        ErrorCodes.ValidationFailed, "GET serves queries only: send anything else with POST.");

    private readonly OpenParts _parts;
    private readonly OpenParse _parse;
    private readonly OpenPlan _plan;
    private readonly FetchPlanExecutor _executor;
    private readonly OpenRespond _respond;

    /// <summary>Builds the flow from its ports.</summary>
    public OpenPipeline(OpenParts parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        _parts = parts;
        _parse = new OpenParse(parts);
        _plan = new OpenPlan(parts);
        _executor = new FetchPlanExecutor(parts.Sources);
        _respond = new OpenRespond(parts.Supergraph);
    }

    /// <summary>What was asked last.</summary>
    public OpenRecords Records { get; } = new();

    /// <inheritdoc/>
    public ValueTask<Admission> AdmitAsync(HubRequest request, CancellationToken cancellation) => new(new Admission(Authenticate(), null));

    /// <inheritdoc/>
    public async ValueTask<HubResponse> AnswerAsync(HubRequest request, CancellationToken cancellation)
    {
        var now = _parts.Time.GetUtcNow();
        var accessId = _parts.NewAccessId(now);
        try
        {
            var caller = Authenticate();
            var parsed = _parse.Run(request, caller.ClientId, mayStream: false);
            var plan = _plan.Run(parsed.Operation, Authorize());
            using var deadline = new CancellationTokenSource(_parts.Limits.Timeout, _parts.Time);

            // WHY not the caller's cancellation: what was asked is answered and recorded, whether or not anybody still listens.
            using var fetched = await _executor.ExecuteAsync(plan.Plan, Call(parsed, accessId, deadline.Token), CancellationToken.None);
            Record(plan, fetched, accessId, now);
            return _respond.Answer(fetched, accessId);
        }
        catch (Exception exception)
        {
            return End(exception, accessId, now);
        }
    }

    // There is one caller.
    private static ClientIdentity Authenticate() => Developer;

    // Everything is open: a plan without grants. What is fetched is disclosed as it is.
    private static PlanGrants? Authorize() => null;

    private static FetchCall Call(OpenParsed parsed, string accessId, CancellationToken deadline) =>
        new(parsed.Variables, accessId) { Deadline = deadline };

    private void Record(PlannedOperation plan, FetchedAnswer fetched, string accessId, DateTimeOffset now) => Records.Add(new OpenAccess(
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
