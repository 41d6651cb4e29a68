using System.Buffers;
using System.Text.Json;

namespace Exchange.Audit.Records;

/// <summary>
/// The canonical form of an entry: UTF-8 JSON with a fixed order of members and no white space. Optional members that are null are left
/// out; lists are always written. The same entry always gives the same bytes.
/// </summary>
public static class EntryEncoder
{
    /// <summary>Writes the canonical form.</summary>
    /// <exception cref="ArgumentException">The entry breaks <see cref="EntryRules"/>.</exception>
    public static void Encode(AuditEntry entry, IBufferWriter<byte> destination)
    {
        using var json = new Utf8JsonWriter(destination);
        json.WriteStartObject();
        json.WriteString("kind", EntryNames.Of(entry.Kind));
        if (entry is AccessRecord identified)
        {
            Required(json, "accessId", identified.AccessId);
        }

        json.WriteString("time", EntryTime.Text(entry.Time));
        WriteMembers(json, entry);
        json.WriteEndObject();
    }

    private static void WriteMembers(Utf8JsonWriter json, AuditEntry entry)
    {
        switch (entry)
        {
            case AccessRecord access:
                WriteAccess(json, access);
                break;
            case ConsentEvent consent:
                Required(json, "consentId", consent.ConsentId);
                json.WriteString("transition", EntryNames.Of(consent.Transition));
                Required(json, "actor", consent.Actor);
                break;
            case PolicyPublished policy:
                Required(json, "policyVersion", policy.PolicyVersion);
                Optional(json, "previousVersion", policy.PreviousVersion);
                Hash(json, "contentHash", policy.ContentHash);
                Required(json, "publishedBy", policy.PublishedBy);
                Optional(json, "approvedBy", policy.ApprovedBy);
                Optional(json, "draftId", policy.DraftId);
                break;
            case RefusalSummary refusals:
                WriteRefusals(json, refusals);
                break;
            case LogOpened opened:
                Required(json, "hubVersion", opened.HubVersion);
                Optional(json, "replica", opened.Replica);
                json.WriteNumber("discardedBytes", opened.DiscardedBytes);
                Hash(json, "discardedHash", opened.DiscardedHash);
                break;
            case AccountEvent account:
                WriteAccount(json, account);
                break;
            case PolicyDraftEvent draft:
                WriteDraft(json, draft);
                break;
            case BrakeEvent brake:
                WriteBrake(json, brake);
                break;
            case ReversalEvent reversal:
                WriteReversal(json, reversal);
                break;
            case AccessReview review:
                Required(json, "accessId", review.AccessId);
                Required(json, "reviewer", review.Reviewer);
                json.WriteString("outcome", EntryNames.Of(review.Outcome));
                break;
        }
    }

    private static void WriteAccount(Utf8JsonWriter json, AccountEvent account)
    {
        Required(json, "actor", account.Actor);
        Required(json, "account", account.Account);
        json.WriteString("act", EntryNames.Of(account.Act));
        json.WriteString("outcome", EntryNames.Of(account.Outcome));
        if (account.Rights is not { } rights)
        {
            return;
        }

        json.WriteStartObject("rights");
        json.WriteBoolean("enabled", rights.Enabled);
        Texts(json, "roles", rights.Roles);
        Optional(json, "department", rights.Department);
        Optional(json, "region", rights.Region);
        Texts(json, "purposes", rights.Purposes);
        json.WriteEndObject();
    }

    private static void WriteDraft(Utf8JsonWriter json, PolicyDraftEvent draft)
    {
        Required(json, "draftId", draft.DraftId);
        json.WriteString("act", EntryNames.Of(draft.Act));
        Required(json, "actor", draft.Actor);
        Optional(json, "owner", draft.Owner);
        Required(json, "baseVersion", draft.BaseVersion);
        Hash(json, "contentHash", draft.ContentHash);
        if (draft.PublishAt is { } publishAt)
        {
            json.WriteString("publishAt", EntryTime.Text(publishAt));
        }
    }

    private static void WriteBrake(Utf8JsonWriter json, BrakeEvent brake)
    {
        Required(json, "brakeId", brake.BrakeId);
        json.WriteString("act", EntryNames.Of(brake.Act));
        Required(json, "actor", brake.Actor);
        Required(json, "owner", brake.Owner);
        Required(json, "scope", brake.Scope);
        Optional(json, "target", brake.Target);
    }

    private static void WriteReversal(Utf8JsonWriter json, ReversalEvent reversal)
    {
        Required(json, "reversalId", reversal.ReversalId);
        json.WriteString("act", EntryNames.Of(reversal.Act));
        Required(json, "actor", reversal.Actor);
        Required(json, "department", reversal.Department);
        Required(json, "purpose", reversal.Purpose);
        Optional(json, "caseNumber", reversal.CaseNumber);
        if (reversal.Subject is { } subject)
        {
            json.WriteString("subject", EntryRules.Subject(subject));
        }
    }

    private static void WriteAccess(Utf8JsonWriter json, AccessRecord access)
    {
        WriteCaller(json, access.Caller);
        Hash(json, "operationHash", access.OperationHash);
        Optional(json, "operationName", access.OperationName);
        Required(json, "policyVersion", access.PolicyVersion);
        json.WriteString("outcome", EntryNames.Of(access.Outcome));
        Optional(json, "errorCode", access.ErrorCode);
        json.WriteStartArray("disclosures");
        foreach (var group in access.Disclosures)
        {
            WriteGroup(json, group);
        }

        json.WriteEndArray();
        json.WriteStartArray("sources");
        foreach (var source in access.Sources)
        {
            json.WriteStartObject();
            Required(json, "department", source.Department);
            Required(json, "state", source.State);
            json.WriteNumber("requests", EntryRules.Count(source.Requests, "requests"));
            json.WriteNumber("keys", EntryRules.Count(source.Keys, "keys"));
            if (source.AsOf is { } asOf)
            {
                json.WriteString("asOf", EntryTime.Text(asOf));
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteCaller(Utf8JsonWriter json, RecordedCaller caller)
    {
        json.WriteStartObject("caller");
        Required(json, "clientId", caller.ClientId);
        Required(json, "department", caller.Department);
        Optional(json, "officer", caller.Officer);
        Texts(json, "roles", caller.Roles);
        Optional(json, "purpose", caller.Purpose);
        Optional(json, "caseNumber", caller.CaseNumber);
        Optional(json, "regionCode", caller.RegionCode);
        json.WriteBoolean("emergency", caller.Emergency);
        json.WriteEndObject();
    }

    private static void WriteGroup(Utf8JsonWriter json, DisclosureGroup group)
    {
        json.WriteStartObject();
        json.WriteStartArray("subjects");
        foreach (var subject in group.Subjects)
        {
            json.WriteStringValue(EntryRules.Subject(subject));
        }

        json.WriteEndArray();
        json.WriteNumber("subjectCount", EntryRules.Count(group.SubjectCount, "subjectCount"));
        json.WriteStartArray("cells");
        foreach (var cell in group.Cells)
        {
            WriteCell(json, cell);
        }

        json.WriteEndArray();
        Conditions(json, "held", group.Held);
        Conditions(json, "notHeld", group.NotHeld);
        json.WriteEndObject();
    }

    // WHY left out where empty: most groups hang on no condition, and records from before there were any read the same.
    private static void Conditions(Utf8JsonWriter json, string member, IReadOnlyList<string> conditions)
    {
        if (conditions.Count > 0)
        {
            Texts(json, member, conditions);
        }
    }

    private static void WriteCell(Utf8JsonWriter json, DisclosedCell cell)
    {
        json.WriteStartObject();
        Required(json, "coordinate", cell.Coordinate);
        Required(json, "level", cell.Level);
        Optional(json, "rule", cell.Rule);
        Optional(json, "basis", cell.Basis);
        json.WriteString("outcome", EntryNames.Of(cell.Outcome));
        Optional(json, "reason", cell.Reason);
        json.WriteNumber("records", EntryRules.Count(cell.Records, "records"));
        if (cell.Obligations is { } obligations)
        {
            WriteObligations(json, obligations);
        }

        json.WriteEndObject();
    }

    private static void WriteObligations(Utf8JsonWriter json, RecordedObligations obligations)
    {
        json.WriteStartObject("obligations");
        json.WriteBoolean("notifyPerson", obligations.NotifyPerson);
        if (obligations.ReviewBy is { } due)
        {
            json.WriteString("reviewBy", EntryTime.Text(due));
        }

        if (obligations.KeepDays is { } days)
        {
            json.WriteNumber("keepDays", EntryRules.Count(days, "keepDays"));
        }

        json.WriteEndObject();
    }

    private static void WriteRefusals(Utf8JsonWriter json, RefusalSummary refusals)
    {
        json.WriteString("minute", EntryTime.Text(refusals.Minute));
        Hash(json, "sourceHash", refusals.SourceHash);
        json.WriteStartArray("counts");
        foreach (var count in refusals.Counts)
        {
            json.WriteStartObject();
            Required(json, "errorCode", count.ErrorCode);
            json.WriteNumber("requests", count.Requests);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Required(Utf8JsonWriter json, string member, string value) =>
        json.WriteString(
            member,
            EntryRules.Text(value, member) ?? throw new ArgumentException($"'{member}' of an audit entry is missing."));

    private static void Texts(Utf8JsonWriter json, string member, IReadOnlyList<string> values)
    {
        json.WriteStartArray(member);
        foreach (var value in values)
        {
            json.WriteStringValue(EntryRules.Text(value, member));
        }

        json.WriteEndArray();
    }

    private static void Hash(Utf8JsonWriter json, string member, string? value)
    {
        if (value is not null)
        {
            json.WriteString(member, EntryRules.Hash(value, member));
        }
    }

    private static void Optional(Utf8JsonWriter json, string member, string? value)
    {
        if (value is not null)
        {
            json.WriteString(member, EntryRules.Text(value, member));
        }
    }
}
