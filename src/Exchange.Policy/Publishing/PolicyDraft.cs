using System.Security.Cryptography;
using System.Text;
using Exchange.Policy.Documents;

namespace Exchange.Policy.Publishing;

/// <summary>
/// A set of policies on its way to being published. It owns its steps: each gives the draft after it, or says why it cannot be taken. What
/// opens takes two persons, so whoever changed a draft never approves it. Immutable.
/// </summary>
public sealed record PolicyDraft
{
    private const int LongestTitle = 200;
    private const int LongestNote = 500;

    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Its title.</summary>
    public required string Title { get; init; }

    /// <summary>The department whose policies alone it changes; null where it changes those of several, or what is the city's.</summary>
    public DepartmentId? Owner { get; init; }

    /// <summary>The published version that it changes.</summary>
    public required int Base { get; init; }

    /// <summary>The whole set as one text (<see cref="PolicyText"/>).</summary>
    public required string Document { get; init; }

    /// <summary>How far it is.</summary>
    public DraftState State { get; init; }

    /// <summary>Who began it.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>When it was begun.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>What check, tests, comparison and simulation said of exactly this text; null until they ran.</summary>
    public DraftReport? Report { get; init; }

    /// <summary>Every step, oldest first.</summary>
    public IReadOnlyList<DraftStep> Steps { get; init; } = [];

    /// <summary>Who approved it; null until somebody has.</summary>
    public string? ApprovedBy { get; init; }

    /// <summary>When it was approved; null where nobody has.</summary>
    public DateTimeOffset? ApprovedAt => ApprovedBy is null ? null : Steps.LastOrDefault(step => step.Act == DraftAct.Approved)?.At;

    /// <summary>From when it is to be in force; null for whenever somebody publishes it.</summary>
    public DateTimeOffset? PublishAt { get; init; }

    /// <summary>The version it became; null until then.</summary>
    public int? PublishedAs { get; init; }

    /// <summary>Grows with every stored step; 0 for one that was not stored yet.</summary>
    public int Revision { get; init; }

    /// <summary>SHA-256 of the text's UTF-8, lower-case hex.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Document)));

    /// <summary>When the last step was.</summary>
    public DateTimeOffset ChangedAt => Steps.Count > 0 ? Steps[^1].At : CreatedAt;

    /// <summary>Whether another version was published since the one that it changes, so that it has to be rebased.</summary>
    public bool IsBehind(int current) => State != DraftState.Published && Base != current;

    /// <summary>Begins a draft on a published version.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="title">Its title.</param>
    /// <param name="begunOn">The version's number.</param>
    /// <param name="before">The version's documents.</param>
    /// <param name="documents">The draft's documents.</param>
    /// <param name="by">The author.</param>
    /// <param name="at">The time.</param>
    public static DraftOutcome Begin(
        string id,
        string title,
        int begunOn,
        IReadOnlyDictionary<string, string> before,
        IReadOnlyDictionary<string, string> documents,
        PolicyActor by,
        DateTimeOffset at)
    {
        if (!by.IsAuthor)
        {
            return DraftOutcome.Forbidden("Drafts are begun by policy administrators, and by the data stewards of departments.");
        }

        if (string.IsNullOrWhiteSpace(title) || title.Length > LongestTitle)
        {
            return DraftOutcome.Invalid($"\"title\" must say in 1 to {LongestTitle} characters what the draft is for.");
        }

        var draft = new PolicyDraft
        {
            Id = id, Title = title, Base = begunOn, Document = PolicyText.Join(before), CreatedBy = by.Name, CreatedAt = at,
        };
        return draft.Rewrite(DraftAct.Created, begunOn, before, documents, by, at);
    }

    /// <summary>Gives it another text: what was said of the old one, approval included, no longer counts.</summary>
    public DraftOutcome Change(
        IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> documents, PolicyActor by, DateTimeOffset at) =>
        State == DraftState.Published ? Final : Rewrite(DraftAct.Changed, Base, before, documents, by, at);

    /// <summary>Puts it on another version, by <see cref="DocumentMerge"/>: it has to be checked and approved again.</summary>
    public DraftOutcome Rebase(
        int current, IReadOnlyDictionary<string, string> inForce, IReadOnlyDictionary<string, string> merged, PolicyActor by, DateTimeOffset at) =>
        State == DraftState.Published ? Final
        : !IsBehind(current) ? DraftOutcome.Conflict($"The draft stands on version {current} already, which is in force.")
        : Rewrite(DraftAct.Rebased, current, inForce, merged, by, at);

    /// <summary>Attaches what was said of exactly this text.</summary>
    public DraftOutcome Attach(DraftReport report, PolicyActor by, DateTimeOffset at) =>
        RefusesCheck(by) is { } refusal ? new DraftOutcome(null, refusal)
        : report.Hash != Hash ? DraftOutcome.Conflict("The draft was changed while it was checked: check it again.")
        : Step(DraftAct.Checked, by.Name, at, report.IsSound ? DraftState.Checked : DraftState.Draft, null, draft => draft with { Report = report });

    /// <summary>Why it is not checked now by that person; null where it is.</summary>
    public PolicyRefusal? RefusesCheck(PolicyActor by) =>
        !by.IsAuthor && !by.IsApprover ? DraftOutcome.Forbidden("Drafts are checked by those who write and who approve policies.").Refusal
        : State is DraftState.Draft or DraftState.Checked or DraftState.Rejected ? null
        : DraftOutcome.Conflict($"A draft that is {Name(State)} is not checked again: change or rebase it.").Refusal;

    /// <summary>Asks for a second person.</summary>
    public DraftOutcome Submit(PolicyActor by, DateTimeOffset at, int current) =>
        !by.MayChange(Owner) ? NotTheirs
        : State != DraftState.Checked ? DraftOutcome.Conflict(
            $"The draft is {Name(State)}: run its check, and mend what it finds, before it is submitted.")
        : IsBehind(current) ? Behind(current)
        : Step(DraftAct.Submitted, by.Name, at, DraftState.Submitted);

    /// <summary>The second person agrees, to exactly this text on exactly this version.</summary>
    /// <param name="by">The second person.</param>
    /// <param name="at">The time.</param>
    /// <param name="current">The version in force.</param>
    /// <param name="publishAt">From when it is to be in force; null for whenever somebody publishes it.</param>
    public DraftOutcome Approve(PolicyActor by, DateTimeOffset at, int current, DateTimeOffset? publishAt) =>
        !by.MayApprove(Decider) ? DraftOutcome.Forbidden(
            Decider is { } owner ? $"A draft on the policies of {owner} is approved by a policy approver of {owner}, or the city's."
                : Owner is null ? "This draft is approved by the city's policy approver: it changes more than one department's own policies."
                : "This draft is approved by the city's policy approver: a rule's \"joins\" tells a department what belongs to another one.")
        : HasChanged(by) ? DraftOutcome.Forbidden("Nobody approves what they changed themselves: a second person has to.")
        : State != DraftState.Submitted ? DraftOutcome.Conflict($"The draft is {Name(State)}; what is approved is a draft that was submitted.")
        : IsBehind(current) ? Behind(current)
        : publishAt <= at ? DraftOutcome.Invalid("\"publishAt\" must lie ahead; leave it out to publish when you choose.")
        : Step(
            DraftAct.Approved, by.Name, at, publishAt is null ? DraftState.Approved : DraftState.Scheduled, null,
            draft => draft with { ApprovedBy = by.Name, PublishAt = publishAt });

    /// <summary>Says no, also to what was approved and is not published yet. Saying no takes one person.</summary>
    public DraftOutcome Reject(PolicyActor by, DateTimeOffset at, string reason) =>
        !by.MayApprove(Owner) && !by.MayChange(Owner) ? NotTheirs
        : State is not (DraftState.Submitted or DraftState.Approved or DraftState.Scheduled)
            ? DraftOutcome.Conflict($"The draft is {Name(State)}; there is nothing to reject.")
        : string.IsNullOrWhiteSpace(reason) || reason.Length > LongestNote
            ? DraftOutcome.Invalid($"\"reason\" must say why in 1 to {LongestNote} characters.")
        : Step(DraftAct.Rejected, by.Name, at, DraftState.Rejected, reason, Unapproved);

    /// <summary>Makes it the version after <paramref name="current"/>.</summary>
    /// <param name="by">Who publishes; null for the hub itself, at the chosen time.</param>
    /// <param name="at">The time.</param>
    /// <param name="current">The version in force.</param>
    public DraftOutcome Publish(PolicyActor? by, DateTimeOffset at, int current) =>
        by is not null && !by.MayChange(Owner) && !by.MayApprove(Owner) ? NotTheirs
        : State is not (DraftState.Approved or DraftState.Scheduled)
            ? DraftOutcome.Conflict($"The draft is {Name(State)}; it is published once a second person has approved it.")
        : IsBehind(current) ? Behind(current)
        : at < PublishAt ? DraftOutcome.Conflict($"The draft was approved to be published at {PublishAt:O}, not before.")
        : Step(
            DraftAct.Published, by?.Name ?? PolicyActor.Hub, at, DraftState.Published, null, draft => draft with { PublishedAs = current + 1 });

    /// <summary>Its time has come, and it cannot be published as it was approved: most often because it stands on a version that is not in force.</summary>
    public DraftOutcome Outdate(DateTimeOffset at, string why) => State == DraftState.Scheduled && at >= PublishAt
        ? Step(DraftAct.Outdated, PolicyActor.Hub, at, DraftState.Stale, why, Unapproved)
        : DraftOutcome.Conflict("The draft is not due.");

    /// <summary>The hub takes an approval back that the access log does not bear out: the store was restored from before it ended.</summary>
    public DraftOutcome TakeBack(DateTimeOffset at, string why) => State is DraftState.Approved or DraftState.Scheduled
        ? Step(DraftAct.Rejected, PolicyActor.Hub, at, DraftState.Rejected, why, Unapproved)
        : DraftOutcome.Conflict("The draft is not approved.");

    /// <summary>Whether it may be thrown away by that person.</summary>
    public PolicyRefusal? RefusesDeletion(PolicyActor by) =>
        State == DraftState.Published ? Final.Refusal : by.MayChange(Owner) ? null : NotTheirs.Refusal;

    /// <summary>Whether that person wrote any of it, now or earlier.</summary>
    public bool HasChanged(PolicyActor by) => CreatedBy == by.Name
        || Steps.Any(step => step.By == by.Name && step.Act is (DraftAct.Created or DraftAct.Changed or DraftAct.Rebased));

    private static DraftOutcome Final => DraftOutcome.Conflict("The draft was published; begin another one.");

    private static DraftOutcome NotTheirs => DraftOutcome.Forbidden(
        "A department's people change its own policies (departments/<department>.yaml and its tests); what is the city's is changed by the city's policy "
        + "administrator.");

    private static DraftOutcome Behind(int current) =>
        DraftOutcome.Conflict($"Version {current} was published since the one that this draft changes: rebase it, then have it checked and approved again.");

    // WHY not the owner alone: it decides what becomes of its own data, and of nobody else's.
    private DepartmentId? Decider => Report is { TellsOfOthers: true } ? null : Owner;

    private static PolicyDraft Unapproved(PolicyDraft draft) => draft with { ApprovedBy = null, PublishAt = null };

    private static string Name(DraftState state) => state == DraftState.Draft ? "not checked yet" : state.ToString().ToLowerInvariant();

    private DraftOutcome Rewrite(
        DraftAct act,
        int begunOn,
        IReadOnlyDictionary<string, string> before,
        IReadOnlyDictionary<string, string> documents,
        PolicyActor by,
        DateTimeOffset at)
    {
        var owner = DocumentChanges.OwnerOf(DocumentChanges.Paths(before, documents));
        var isEmpty = DocumentChanges.Paths(before, documents).Count == 0;

        // INVARIANT: who writes may write what is there before and what is there after; so nobody takes over another department's draft.
        if (!(isEmpty ? by.IsAuthor : by.MayChange(owner)) || (act != DraftAct.Created && !by.MayChange(Owner)))
        {
            return NotTheirs;
        }

        return Step(act, by.Name, at, DraftState.Draft, null, draft => Unapproved(draft) with
        {
            Owner = isEmpty ? by.IsOfCity ? null : by.Department : owner, Base = begunOn, Document = PolicyText.Join(documents), Report = null,
        });
    }

    private DraftOutcome Step(
        DraftAct act, string by, DateTimeOffset at, DraftState next, string? note = null, Func<PolicyDraft, PolicyDraft>? change = null)
    {
        var stepped = this with { State = next, Steps = [.. Steps, new DraftStep(act, by, at, note)] };
        return new DraftOutcome(change?.Invoke(stepped) ?? stepped, null);
    }
}
