using System.Text.Json;

namespace Exchange.Audit.Records;

/// <summary>Reads the canonical form back. Members that a later version added are skipped.</summary>
public static class EntryDecoder
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 8 };

    /// <summary>The entry that <paramref name="payload"/> holds.</summary>
    /// <exception cref="FormatException">The bytes are no entry that this version knows.</exception>
    public static AuditEntry Decode(ReadOnlyMemory<byte> payload)
    {
        try
        {
            using var document = JsonDocument.Parse(payload, Options);
            return Read(document.RootElement);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            // WHY: the parser's own message could quote the record.
            throw new FormatException("The payload is not an audit entry of this version.");
        }
    }

    private static AuditEntry Read(JsonElement json)
    {
        var time = EntryTime.Parse(Text(json, "time"));
        return EntryNames.Kind(Text(json, "kind")) switch
        {
            EntryKind.Access => ReadAccess(json, time),
            EntryKind.Consent => new ConsentEvent
            {
                Time = time,
                ConsentId = Text(json, "consentId"),
                Transition = EntryNames.Transition(Text(json, "transition")),
                Actor = Text(json, "actor"),
            },
            EntryKind.PolicyPublished => new PolicyPublished
            {
                Time = time,
                PolicyVersion = Text(json, "policyVersion"),
                PreviousVersion = OptionalText(json, "previousVersion"),
                ContentHash = Text(json, "contentHash"),
                PublishedBy = Text(json, "publishedBy"),
                ApprovedBy = OptionalText(json, "approvedBy"),
                DraftId = OptionalText(json, "draftId"),
            },
            EntryKind.RefusalSummary => new RefusalSummary
            {
                Time = time,
                Minute = EntryTime.Parse(Text(json, "minute")),
                SourceHash = Text(json, "sourceHash"),
                Counts = List(json, "counts", count => new RefusalCount(
                    Text(count, "errorCode"),
                    count.GetProperty("requests").GetInt64())),
            },
            EntryKind.LogOpened => new LogOpened
            {
                Time = time,
                HubVersion = Text(json, "hubVersion"),
                Replica = OptionalText(json, "replica"),
                DiscardedBytes = json.GetProperty("discardedBytes").GetInt64(),
                DiscardedHash = OptionalText(json, "discardedHash"),
            },
            EntryKind.Account => new AccountEvent
            {
                Time = time,
                Actor = Text(json, "actor"),
                Account = Text(json, "account"),
                Act = EntryNames.Act(Text(json, "act")),
                Outcome = EntryNames.AccountOutcome(Text(json, "outcome")),
                Rights = json.TryGetProperty("rights", out var rights) ? ReadRights(rights) : null,
            },
            EntryKind.PolicyDraft => new PolicyDraftEvent
            {
                Time = time,
                DraftId = Text(json, "draftId"),
                Act = EntryNames.DraftAct(Text(json, "act")),
                Actor = Text(json, "actor"),
                Owner = OptionalText(json, "owner"),
                BaseVersion = Text(json, "baseVersion"),
                ContentHash = Text(json, "contentHash"),
                PublishAt = OptionalText(json, "publishAt") is { } publishAt ? EntryTime.Parse(publishAt) : null,
            },
            EntryKind.Brake => new BrakeEvent
            {
                Time = time,
                BrakeId = Text(json, "brakeId"),
                Act = EntryNames.BrakeAct(Text(json, "act")),
                Actor = Text(json, "actor"),
                Owner = Text(json, "owner"),
                Scope = Text(json, "scope"),
                Target = OptionalText(json, "target"),
            },
            EntryKind.Reversal => new ReversalEvent
            {
                Time = time,
                ReversalId = Text(json, "reversalId"),
                Act = EntryNames.ReversalAct(Text(json, "act")),
                Actor = Text(json, "actor"),
                Department = Text(json, "department"),
                Purpose = Text(json, "purpose"),
                CaseNumber = OptionalText(json, "caseNumber"),
                Subject = OptionalText(json, "subject"),
            },
            EntryKind.Review => new AccessReview
            {
                Time = time,
                AccessId = Text(json, "accessId"),
                Reviewer = Text(json, "reviewer"),
                Outcome = EntryNames.ReviewOutcome(Text(json, "outcome")),
            },
            _ => new LogClosed { Time = time },
        };
    }

    private static AccountRights ReadRights(JsonElement json) => new(
        json.GetProperty("enabled").GetBoolean(),
        List(json, "roles", Text),
        OptionalText(json, "department"),
        OptionalText(json, "region"),
        List(json, "purposes", Text));

    private static AccessRecord ReadAccess(JsonElement json, DateTimeOffset time) => new()
    {
        Time = time,
        AccessId = Text(json, "accessId"),
        Caller = ReadCaller(json.GetProperty("caller")),
        OperationHash = OptionalText(json, "operationHash"),
        OperationName = OptionalText(json, "operationName"),
        PolicyVersion = Text(json, "policyVersion"),
        Outcome = EntryNames.Outcome(Text(json, "outcome")),
        ErrorCode = OptionalText(json, "errorCode"),
        Disclosures = List(json, "disclosures", ReadGroup),
        Sources = List(json, "sources", source => new SourceAccess(
            Text(source, "department"),
            Text(source, "state"),
            source.GetProperty("requests").GetInt32(),
            source.GetProperty("keys").GetInt32())
        {
            AsOf = OptionalText(source, "asOf") is { } asOf ? EntryTime.Parse(asOf) : null,
        }),
    };

    private static RecordedCaller ReadCaller(JsonElement json) => new()
    {
        ClientId = Text(json, "clientId"),
        Department = Text(json, "department"),
        Officer = OptionalText(json, "officer"),
        Roles = List(json, "roles", Text),
        Purpose = OptionalText(json, "purpose"),
        CaseNumber = OptionalText(json, "caseNumber"),
        RegionCode = OptionalText(json, "regionCode"),
        Emergency = json.GetProperty("emergency").GetBoolean(),
    };

    private static DisclosureGroup ReadGroup(JsonElement json) => new()
    {
        Subjects = List(json, "subjects", Text),
        SubjectCount = json.GetProperty("subjectCount").GetInt32(),
        Cells = List(json, "cells", cell => new DisclosedCell
        {
            Coordinate = Text(cell, "coordinate"),
            Level = Text(cell, "level"),
            Rule = OptionalText(cell, "rule"),
            Basis = OptionalText(cell, "basis"),
            Outcome = EntryNames.Cell(Text(cell, "outcome")),
            Reason = OptionalText(cell, "reason"),
            Records = cell.GetProperty("records").GetInt32(),
            Obligations = cell.TryGetProperty("obligations", out var obligations) ? ReadObligations(obligations) : null,
        }),
        Held = json.TryGetProperty("held", out _) ? List(json, "held", Text) : [],
        NotHeld = json.TryGetProperty("notHeld", out _) ? List(json, "notHeld", Text) : [],
    };

    private static RecordedObligations ReadObligations(JsonElement json) => new(
        json.GetProperty("notifyPerson").GetBoolean(),
        OptionalText(json, "reviewBy") is { } due ? EntryTime.Parse(due) : null,
        json.TryGetProperty("keepDays", out var days) ? days.GetInt32() : null);

    private static T[] List<T>(JsonElement json, string member, Func<JsonElement, T> read) =>
        [.. json.GetProperty(member).EnumerateArray().Select(read)];

    private static string Text(JsonElement json, string member) => Text(json.GetProperty(member));

    private static string Text(JsonElement json) => json.GetString() ?? throw new FormatException("A text of the entry is null.");

    private static string? OptionalText(JsonElement json, string member) =>
        json.TryGetProperty(member, out var value) ? Text(value) : null;
}
