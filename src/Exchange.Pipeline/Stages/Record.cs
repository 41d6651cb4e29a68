using Exchange.Audit.Records;
using Exchange.Audit.Writing;
using Exchange.Federation.Governed.Execution;
using Exchange.GraphQL;
using Exchange.Pipeline.Answers;
using Exchange.Pipeline.Callers;
using Exchange.Pipeline.Gates;
using Exchange.Pipeline.Records;
using Exchange.Pipeline.Telemetry;
using Exchange.Policy.Decisions;
using Exchange.Policy.People;
using CellOutcome = Exchange.Federation.Governed.Execution.CellOutcome;
using RecordedOutcome = Exchange.Audit.Records.CellOutcome;

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
            Disclosures = [.. Groups(fetched.Tree), .. Facts(fetched)],
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
            Disclosures = [.. Facts(fetched)],
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

    // Persons whose cells came out alike share a group, so that a record for many people stays small.
    private IEnumerable<DisclosureGroup> Groups(ResultTree tree)
    {
        var groups = new Dictionary<CellsKey, (HashSet<string> Subjects, int Records)>();
        foreach (var record in tree.Records)
        {
            var key = new CellsKey([.. record.Cells.Select(entry => entry.Cell).Distinct()]);
            var (subjects, records) = groups.TryGetValue(key, out var group) ? group : ([], 0);
            if (Subject(record.Type, record.Key) is { } subject)
            {
                subjects.Add(subject);
            }

            groups[key] = (subjects, records + 1);
        }

        foreach (var (key, (subjects, records)) in groups)
        {
            yield return new DisclosureGroup
            {
                Subjects = [.. subjects],
                SubjectCount = records,
                Cells = [.. key.Cells.Select(cell => Recorded(cell, records))],
            };
        }
    }

    private static IReadOnlyList<SourceAccess> Asked(Fetched fetched) =>
        [.. fetched.Sources.Select(use => new SourceAccess(use.Department, SourceStates.Name(use.State), use.Requests, use.Keys) { AsOf = use.AsOf })];

    private IEnumerable<DisclosureGroup> Facts(Fetched fetched)
    {
        var subjects = fetched.FactKeys.Select(fact => Subject(fact.Type, fact.Key)).OfType<string>().Distinct().ToList();
        var facts = fetched.Sources.SelectMany(source => source.Coordinates)
            .Where(coordinate => coordinate.StartsWith("SubjectFacts.", StringComparison.Ordinal)).Distinct().ToList();
        if (subjects.Count == 0)
        {
            yield break;
        }

        yield return new DisclosureGroup
        {
            Subjects = subjects,
            SubjectCount = subjects.Count,
            Cells = [.. facts.Select(fact => new DisclosedCell
            {
                Coordinate = fact,
                Level = "full",
                Outcome = RecordedOutcome.FetchedToDecide,
                Records = subjects.Count,
            })],
        };
    }

    private string? Subject(string type, string? key) =>
        type == SubjectFacts.PersonType && PersonKey.TryFromCitizenNo(key, out var person) ? pseudonyms.ForStore(person) : null;

    private static DisclosedCell Recorded(Cell cell, int records) => new()
    {
        Coordinate = cell.Coordinate,
        Level = cell.Alternative?.LevelName ?? "none",
        Rule = cell.Alternative?.Rule,
        Basis = cell.Alternative?.Basis,
        Outcome = cell.Outcome switch
        {
            CellOutcome.Disclosed => RecordedOutcome.Disclosed,
            CellOutcome.Reduced => RecordedOutcome.Reduced,
            CellOutcome.Joined => RecordedOutcome.FetchedToJoin,
            _ => RecordedOutcome.Withheld,
        },
        Reason = cell.Outcome == CellOutcome.Withheld ? ((ReasonCode)cell.Reason).Code() : null,
        Records = records,
    };

    private readonly struct CellsKey(Cell[] cells) : IEquatable<CellsKey>
    {
        public Cell[] Cells { get; } = cells;

        public bool Equals(CellsKey other) => Cells.AsSpan().SequenceEqual(other.Cells);

        public override bool Equals(object? obj) => obj is CellsKey other && Equals(other);

        public override int GetHashCode()
        {
            var hash = default(HashCode);
            foreach (var cell in Cells)
            {
                hash.Add(cell.Coordinate);
                hash.Add(cell.Outcome);
                hash.Add(cell.Reason);
            }

            return hash.ToHashCode();
        }
    }
}

/// <summary>The justification of an emergency could not be kept; nothing is fetched without it.</summary>
internal sealed class JustificationNotKeptException(Exception cause)
    : Exception("The justification of an emergency could not be kept.", cause);
