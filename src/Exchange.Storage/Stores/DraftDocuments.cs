using System.Text.Json;
using System.Text.Json.Serialization;
using Exchange.Policy;
using Exchange.Policy.Publishing;
using Exchange.Storage.Model;

namespace Exchange.Storage.Stores;

/// <summary>Drafts and brakes to rows and back. What cannot be read back is a fault, never left out.</summary>
internal static class DraftDocuments
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static PolicyDraftRow ToRow(PolicyDraft draft, int revision) => new()
    {
        Id = draft.Id,
        Title = draft.Title,
        Owner = draft.Owner?.Value,
        Base = draft.Base,
        Document = draft.Document,
        Hash = draft.Hash,
        State = Code(draft.State),
        CreatedBy = draft.CreatedBy,
        CreatedAt = draft.CreatedAt,
        Reports = draft.Report is null ? null : JsonSerializer.Serialize(draft.Report, Form),
        Steps = JsonSerializer.Serialize(draft.Steps, Form),
        ApprovedBy = draft.ApprovedBy,
        PublishAt = draft.PublishAt,
        PublishedAs = draft.PublishedAs,
        ChangedAt = draft.ChangedAt,
        Revision = revision,
    };

    public static PolicyDraft ToDraft(PolicyDraftRow row)
    {
        try
        {
            var draft = new PolicyDraft
            {
                Id = row.Id,
                Title = row.Title,
                Owner = row.Owner is null ? null : new DepartmentId(row.Owner),
                Base = row.Base,
                Document = row.Document,
                State = Parse<DraftState>(row.State),
                CreatedBy = row.CreatedBy,
                CreatedAt = row.CreatedAt,
                Report = row.Reports is null ? null : JsonSerializer.Deserialize<DraftReport>(row.Reports, Form),
                Steps = JsonSerializer.Deserialize<DraftStep[]>(row.Steps, Form) ?? throw new FormatException(),
                ApprovedBy = row.ApprovedBy,
                PublishAt = row.PublishAt,
                PublishedAs = row.PublishedAs,
                Revision = row.Revision,
            };

            // INVARIANT: what was approved is what is published; a text that was changed outside the hub is not.
            return draft.Hash == row.Hash ? draft : throw new FormatException();
        }
        catch (Exception cause) when (cause is FormatException or JsonException)
        {
            throw new StorageException($"Policy draft {row.Id} in the store cannot be read; it was changed outside the hub. Restore a backup.", cause);
        }
    }

    public static BrakeRow ToRow(PolicyBrake brake, int revision) => new()
    {
        Id = brake.Id,
        Owner = brake.Owner.Value,
        Kind = Code(brake.Kind),
        Target = brake.Target,
        Reason = brake.Reason,
        PulledBy = brake.PulledBy,
        PulledAt = brake.PulledAt,
        ReleaseAskedBy = brake.ReleaseAskedBy,
        ReleaseAskedAt = brake.ReleaseAskedAt,
        ReleasedBy = brake.ReleasedBy,
        ReleasedAt = brake.ReleasedAt,
        Revision = revision,
    };

    public static PolicyBrake ToBrake(BrakeRow row)
    {
        try
        {
            return new PolicyBrake
            {
                Id = row.Id,
                Owner = new DepartmentId(row.Owner),
                Kind = Parse<BrakeKind>(row.Kind),
                Target = row.Target,
                Reason = row.Reason,
                PulledBy = row.PulledBy,
                PulledAt = row.PulledAt,
                ReleaseAskedBy = row.ReleaseAskedBy,
                ReleaseAskedAt = row.ReleaseAskedAt,
                ReleasedBy = row.ReleasedBy,
                ReleasedAt = row.ReleasedAt,
                Revision = row.Revision,
            };
        }
        catch (FormatException cause)
        {
            throw new StorageException($"Brake {row.Id} in the store cannot be read; it was changed outside the hub. Restore a backup.", cause);
        }
    }

    public static string Code<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static T Parse<T>(string code)
        where T : struct, Enum => Enum.GetValues<T>().Where(value => Code(value) == code).Cast<T?>().FirstOrDefault() ?? throw new FormatException();
}
