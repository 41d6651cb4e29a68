using System.Globalization;
using Exchange.Audit.Records;
using Exchange.Console.Access;
using Exchange.Pipeline;
using Exchange.Pipeline.Visibility;
using Exchange.Policy;
using Exchange.Policy.Decisions;
using Exchange.Policy.Documents;
using Exchange.Policy.Explanations;
using Exchange.Policy.Publishing;

namespace Exchange.Console.Decisions;

/// <summary>The client that a question is about.</summary>
internal sealed record ExplainedClient(DepartmentId Department, IReadOnlyList<string> Roles, IReadOnlyList<string> Purposes, string? Region);

/// <summary>Finds by what a decision was, or would be, made. Thread-safe.</summary>
internal sealed class DecidedBy(ConsolePorts ports)
{
    /// <summary>The client of that id that the caller may ask about, or null; without an id the caller's own.</summary>
    public async Task<ExplainedClient?> ClientAsync(ApiCaller caller, string? clientId, CancellationToken cancellation)
    {
        if (caller.Client is { } own)
        {
            return clientId is null || clientId == own.ClientId
                ? new ExplainedClient(own.Department, own.Roles, own.Purposes, own.RegionCode)
                : null;
        }

        return clientId is not null && await ports.Clients.FindAsync(clientId, cancellation) is { } client
            ? new ExplainedClient(new DepartmentId(client.Department), client.Roles, client.Purposes, client.Region)
            : null;
    }

    /// <summary>The documents in force.</summary>
    public static DecidingDocuments Now(HubSnapshot snapshot) => new(snapshot, snapshot.Policies, snapshot.PolicyVersion);

    /// <summary>
    /// The documents that an access was decided by, under the brakes that closed then; null where they cannot be read any more. An access that ran
    /// while a hub took in a brake may have been decided a moment before it.
    /// </summary>
    public async Task<DecidingDocuments?> ThenAsync(AccessRecord record, CancellationToken cancellation)
    {
        var snapshot = ports.Snapshot.Value;
        var brakes = await ports.Brakes.ListAtAsync(record.Time, cancellation);
        if (record.PolicyVersion == snapshot.PolicyVersion && snapshot.Brakes.SetEquals(brakes.Select(brake => brake.Id)))
        {
            return Now(snapshot);
        }

        return int.TryParse(record.PolicyVersion, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && await ports.Versions.FindAsync(number, cancellation) is { } published
            && PolicyFolder.Parse(PolicyText.Split(published.Document), snapshot.Standard).Policies is { } policies
            ? new DecidingDocuments(snapshot, policies.UnderThoseAt(brakes, record.Time, snapshot.Standard), record.PolicyVersion)
            : null;
    }
}

/// <summary>The documents of one policy version. Immutable.</summary>
internal sealed record DecidingDocuments(HubSnapshot Snapshot, PolicySet Policies, string Version)
{
    public Explanation Explain(CallerClass caller, Coordinate coordinate, DateTimeOffset at, string lang) => PolicyExplainer.Explain(
        Snapshot.Standard, Policies, caller, coordinate, at, lang, new OwnerDemandReader(Snapshot.Graph, Snapshot.Standard).Of(coordinate));

    public CellView Explain(CallerClass caller, DisclosedCell cell, int records, DateTimeOffset at, string lang)
    {
        var reason = ReasonCodes.Find(cell.Reason);
        var answered = new AnsweredCell(new Coordinate(cell.Coordinate), cell.Level, cell.Rule, reason)
        {
            IsUncounted = cell.Records == 0,
        };
        return new CellView(
            records, cell.Level, cell.Rule, cell.Reason, CellExplainer.Explain(Snapshot.Standard, Policies, caller, answered, at, lang));
    }
}
