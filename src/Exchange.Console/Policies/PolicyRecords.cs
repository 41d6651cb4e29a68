using Exchange.Audit.Records;
using Exchange.Policy.Publishing;
using Exchange.Storage;

namespace Exchange.Console.Policies;

/// <summary>Steps of drafts, versions and brakes as the access log has them.</summary>
internal static class PolicyRecords
{
    public static PolicyDraftEvent Of(PolicyDraft draft, DraftStep step) => Of(draft, ActOf(step.Act), step.By, step.At);

    public static PolicyDraftEvent Of(PolicyDraft draft, PolicyDraftAct act, string by, DateTimeOffset at) => new()
    {
        Time = at,
        DraftId = draft.Id,
        Act = act,
        Actor = by,
        Owner = draft.Owner?.Value,
        BaseVersion = $"{draft.Base}",
        ContentHash = draft.Hash,
        PublishAt = draft.PublishAt,
    };

    public static PolicyPublished Of(PolicyVersion version, PolicyVersion? previous, PolicyDraft? draft) => new()
    {
        Time = version.PublishedAt,
        PolicyVersion = $"{version.Number}",
        PreviousVersion = previous is null ? null : $"{previous.Number}",
        ContentHash = version.Hash,
        PublishedBy = version.PublishedBy,
        ApprovedBy = draft?.ApprovedBy,
        DraftId = draft?.Id,
    };

    public static BrakeEvent Of(PolicyBrake brake, BrakeAct act, string by, DateTimeOffset at) => new()
    {
        Time = at,
        BrakeId = brake.Id,
        Act = act,
        Actor = by,
        Owner = brake.Owner.Value,
        Scope = brake.Kind.ToString().ToLowerInvariant(),
        Target = brake.Target.Length == 0 ? null : brake.Target,
    };

    private static PolicyDraftAct ActOf(DraftAct act) => act switch
    {
        DraftAct.Created => PolicyDraftAct.Created,
        DraftAct.Changed => PolicyDraftAct.Changed,
        DraftAct.Checked => PolicyDraftAct.Checked,
        DraftAct.Submitted => PolicyDraftAct.Submitted,
        DraftAct.Approved => PolicyDraftAct.Approved,
        DraftAct.Rejected => PolicyDraftAct.Rejected,
        DraftAct.Rebased => PolicyDraftAct.Rebased,
        DraftAct.Outdated => PolicyDraftAct.Outdated,
        _ => throw new ArgumentOutOfRangeException(nameof(act), act, "A draft that is published is on record as a version."),
    };
}
