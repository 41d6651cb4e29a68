using Exchange.Audit.Records;
using Exchange.Audit.Writing;
using Exchange.GraphQL;
using Exchange.Pipeline.Answers;
using Exchange.Pipeline.Callers;
using Exchange.Pipeline.Records;
using Exchange.Pipeline.Telemetry;
using Exchange.Policy.People;

namespace Exchange.Pipeline.Stages;

/// <summary>
/// Stage 7: what was asked and disclosed → a receipt, durable. No receipt, no answer. The record names persons by the store's pseudonym and
/// holds no personal value. Thread-safe.
/// </summary>
internal sealed class Record(IAccessLog log, IJustificationStore justifications, Pseudonyms pseudonyms)
{
    /// <summary>Keeps the justification of a declared emergency, before any department is asked because of it.</summary>
    public async ValueTask JustifyAsync(Caller caller, string accessId, DateTimeOffset now)
    {
        if (caller.Emergency is not { } justification)
        {
            return;
        }

        try
        {
            await justifications.KeepAsync(accessId, justification, now, CancellationToken.None);
        }
        catch (Exception cause)
        {
            throw new JustificationNotKeptException(cause);
        }
    }

    public ValueTask<AccessReceipt> AnsweredAsync(
        HubSnapshot snapshot, Caller caller, string accessId, string operationHash, Fetched fetched, DateTimeOffset now)
    {
        var record = Of(snapshot, caller, accessId, now) with
        {
            OperationHash = operationHash,
            Outcome = AccessOutcome.Answered,
            Disclosures = [.. Grouping(fetched, now).Disclosed(), .. Grouping(fetched, now).Decided()],
            Sources = Asked(fetched),
        };
        return AppendAsync(record);
    }

    /// <summary>
    /// A stream was opened: nothing is disclosed yet, and the departments that tell of events were asked by no key. Each event has a record of its
    /// own under the same operation.
    /// </summary>
    public ValueTask<AccessReceipt> OpenedAsync(
        HubSnapshot snapshot, Caller caller, string accessId, string operationHash, IReadOnlyList<SourceAccess> sources, DateTimeOffset now) =>
        AppendAsync(Of(snapshot, caller, accessId, now) with
        {
            OperationHash = operationHash,
            Outcome = AccessOutcome.Answered,
            Sources = sources,
        });

    /// <summary>Nothing was disclosed, but departments were asked: what they were asked stays on the record.</summary>
    public ValueTask<AccessReceipt> DiscardedAsync(
        HubSnapshot snapshot, Caller caller, string accessId, string operationHash, Fetched fetched, string errorCode, DateTimeOffset now)
    {
        var record = Of(snapshot, caller, accessId, now) with
        {
            OperationHash = operationHash,
            Outcome = AccessOutcome.Failed,
            ErrorCode = errorCode,
            Disclosures = [.. Grouping(fetched, now).Decided()],
            Sources = Asked(fetched),
        };
        return AppendAsync(record);
    }

    public ValueTask<AccessReceipt> RefusedAsync(
        HubSnapshot snapshot, Caller caller, string accessId, string? operationHash, GraphQLError error, DateTimeOffset now) =>
        WithoutAnswerAsync(AccessOutcome.Refused, snapshot, caller, accessId, operationHash, error.Code, now);

    // WHY: a fault may have come after departments were asked, so the record says that data may have been read though none was given.
    public ValueTask<AccessReceipt> FailedAsync(
        HubSnapshot snapshot, Caller caller, string accessId, string? operationHash, string errorCode, DateTimeOffset now) =>
        WithoutAnswerAsync(AccessOutcome.Failed, snapshot, caller, accessId, operationHash, errorCode, now);

    private ValueTask<AccessReceipt> WithoutAnswerAsync(
        AccessOutcome outcome,
        HubSnapshot snapshot,
        Caller caller,
        string accessId,
        string? operationHash,
        string errorCode,
        DateTimeOffset now) =>
        AppendAsync(Of(snapshot, caller, accessId, now) with { OperationHash = operationHash, Outcome = outcome, ErrorCode = errorCode });

    private async ValueTask<AccessReceipt> AppendAsync(AccessRecord record)
    {
        using var span = PipelineTelemetry.Stage("Record");
        var receipt = await log.AppendAsync(record, CancellationToken.None);
        PipelineTelemetry.Recorded(record);
        return receipt;
    }

    private static AccessRecord Of(HubSnapshot snapshot, Caller caller, string accessId, DateTimeOffset now) => new()
    {
        Time = now,
        AccessId = accessId,
        PolicyVersion = snapshot.PolicyVersion,
        Outcome = AccessOutcome.Failed,
        Caller = new RecordedCaller
        {
            ClientId = caller.Client.ClientId,
            Department = caller.Client.Department.Value,
            Officer = caller.Client.Officer,
            Roles = caller.Client.Roles,
            Purpose = caller.Purpose,
            CaseNumber = caller.CaseNumber,
            RegionCode = caller.Client.RegionCode,
            Emergency = caller.Emergency is not null,
        },
    };

    private DisclosureGrouping Grouping(Fetched fetched, DateTimeOffset now) => new(pseudonyms, fetched, now);

    private static IReadOnlyList<SourceAccess> Asked(Fetched fetched) =>
        [.. fetched.Sources.Select(use => new SourceAccess(use.Department, SourceStates.Name(use.State), use.Requests, use.Keys) { AsOf = use.AsOf })];
}

/// <summary>The justification of an emergency could not be kept; nothing is fetched without it.</summary>
internal sealed class JustificationNotKeptException(Exception cause)
    : Exception("The justification of an emergency could not be kept.", cause);
