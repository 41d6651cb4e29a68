using Exchange.Audit.Records;
using Exchange.Console.Access;
using Exchange.Console.Policies;
using Exchange.Policy;
using Exchange.Policy.Decisions;
using Exchange.Policy.Explanations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Exchange.Console.Decisions;

/// <summary>
/// <c>/api/v1/decisions/explain</c>: who decided what and why, re-derived from the documents. A client asks for itself, the hub's staff for
/// anybody. Whoever asks about an answer learns nothing that the answer did not tell. Thread-safe.
/// </summary>
internal sealed class DecisionEndpoints(ConsolePorts ports)
{
    private const int MostNamed = 10;

    private readonly ApiAccess _access = new(ports.Tokens, ports.Pseudonyms);
    private readonly ExplanationRecord _record = new(ports);
    private readonly DecidedBy _decided = new(ports);

    public void Map(IEndpointRouteBuilder routes) =>
        DecisionQuestion.Describe(routes.MapGet("/api/v1/decisions/explain", ExplainAsync)).WithName("explainDecision").WithTags("decisions")
            .WithSummary("Who decided what on a field and why: for a client and a purpose, or for an answer that was given by its access id.")
            .Produces<DecisionView>().ProducesProblem(400).ProducesProblem(401).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409)
            .ProducesProblem(503);

    private Task<IResult> ExplainAsync(HttpContext http, [AsParameters] DecisionQuestion question) => _access.AnswerAsync(http, caller =>
    {
        if (caller.Client is null && !caller.SeesWholeHub)
        {
            return Task.FromResult(Problems.Forbidden(
                "Decisions are explained to the client they are about, and to the auditor, the data steward and whoever makes and approves "
                + "policies."));
        }

        if (question.Mistake() is { } mistake)
        {
            return Task.FromResult(mistake);
        }

        var asked = question.In(http.Request);
        return asked.AccessId is null ? ExplainClassAsync(http, caller, asked) : ExplainAnswerAsync(http, caller, asked);
    });

    private async Task<IResult> ExplainClassAsync(HttpContext http, ApiCaller caller, DecisionQuestion question)
    {
        if (string.IsNullOrEmpty(question.Field) || question.Pid is not null || question.Coordinate is not null)
        {
            return Problems.BadRequest(
                "Name a \"field\" with \"client\" and \"purpose\", or an \"accessId\" with its \"coordinate\" and, if one is meant, a \"pid\".");
        }

        if (PolicyExplainer.Meant(ports.Snapshot.Value.Standard, new Coordinate(question.Field)) is { Count: > 0 } meant)
        {
            return Problems.BadRequest(
                $"\"field\" is no field of its own but means {string.Join(", ", meant.Take(MostNamed).Select(field => field.Value))}"
                + $"{(meant.Count > MostNamed ? $" and {meant.Count - MostNamed} more" : "")}: ask about one of them.");
        }

        if (await _decided.ClientAsync(caller, question.Client, http.RequestAborted) is not { } client)
        {
            return Problems.NotFound;
        }

        var snapshot = ports.Snapshot.Value;
        var state = snapshot.Policies.Vocabulary.StateOf(question.Purpose, client.Purposes);
        var asked = new CallerClass(
            client.Department, client.Roles, state, question.Purpose, client.Region, question.HasCase, question.IsEmergency);
        var now = ports.Time.GetUtcNow();
        var decision = DecidedBy.Now(snapshot);
        var explanation = decision.Explain(asked, new Coordinate(question.Field), now, question.Lang ?? "en");
        await _record.ExplainedAsync(http, caller, subject: null, records: 1);
        return Results.Ok(new DecisionView(decision.Version, ExplanationView.Of(explanation), []));
    }

    private async Task<IResult> ExplainAnswerAsync(HttpContext http, ApiCaller caller, DecisionQuestion question)
    {
        if (string.IsNullOrEmpty(question.Coordinate) || question.Field is not null || question.Client is not null || question.Purpose is not null)
        {
            return Problems.BadRequest(
                "With an \"accessId\" name the \"coordinate\" and, if one person is meant, a \"pid\"; the record says the rest.");
        }

        var record = await ports.Records.FindRecordAsync(question.AccessId!, http.RequestAborted);

        // INVARIANT: somebody else's record is answered like one that is not there, and so is a person who is not in it.
        if (record is null
            || (caller.Client is { } own && own.ClientId != record.Caller.ClientId)
            || !TrySubject(record, question.Pid, out var subject))
        {
            return Problems.NotFound;
        }

        var cells = record.Disclosures.Where(group => subject is null || group.Subjects.Contains(subject))
            .SelectMany(group => group.Cells)
            .Where(cell => cell.Coordinate == question.Coordinate)
            .Where(cell => cell.Outcome is CellOutcome.Disclosed or CellOutcome.Reduced or CellOutcome.Withheld)
            .ToList();
        if (cells.Count == 0)
        {
            return Problems.NotFound;
        }

        // WHY: what people read on the console is on the log too, and no policy decides on it.
        if (!ports.Snapshot.Value.Standard.TryField(new Coordinate(question.Coordinate), out _))
        {
            return Problems.NotFound;
        }

        if (await _decided.ThenAsync(record, http.RequestAborted) is not { } decision)
        {
            return Problems.Conflict(
                $"The documents of policy version {record.PolicyVersion}, which decided, cannot be read by this hub any more.");
        }

        // INVARIANT: by what is on record and not by what is registered now, so that a session's answer and a client that is gone are explained too.
        var asked = RecordedAccesses.Of(record).ClassIn(decision.Policies);
        var explanation = decision.Explain(asked, new Coordinate(question.Coordinate), record.Time, question.Lang ?? "en");
        var views = cells.GroupBy(cell => (cell.Level, cell.Rule, cell.Reason, IsUncounted: cell.Records == 0)).Select(alike =>
            decision.Explain(asked, alike.First(), subject is null ? alike.Sum(cell => cell.Records) : 1, record.Time, question.Lang ?? "en"));
        await _record.ExplainedAsync(http, caller, subject, subject is null ? cells.Sum(cell => cell.Records) : 1);
        return Results.Ok(new DecisionView(decision.Version, ExplanationView.Of(explanation), [.. views]));
    }

    // The person by the pseudonym that the department of the record was given; the store's own where one is named.
    private bool TrySubject(AccessRecord record, string? pid, out string? subject)
    {
        subject = null;
        if (pid is null)
        {
            return true;
        }

        if (!ports.Pseudonyms.TryOpen(pid, new DepartmentId(record.Caller.Department), out var person))
        {
            return false;
        }

        subject = ports.Pseudonyms.ForStore(person);
        return true;
    }
}
