using Exchange.Audit.Records;
using Exchange.Policy.Documents;
using Exchange.Policy.Publishing;
using Exchange.Storage;

namespace Exchange.Console.Policies;

/// <summary>What became of an act on a draft.</summary>
/// <param name="Draft">The draft after it; null where it was not done, or led straight to a version.</param>
/// <param name="Version">The version that was published; null for none.</param>
/// <param name="Refusal">Why it was not done; null where it was.</param>
public sealed record DraftResult(PolicyDraft? Draft, PolicyVersion? Version, PolicyRefusal? Refusal)
{
    /// <summary>Whether there is no such draft or version.</summary>
    public bool IsUnknown { get; init; }

    /// <summary>Whether the version is on the access log; where not, it is in force all the same and the record is owed.</summary>
    public bool IsRecorded { get; init; } = true;

    internal static DraftResult Unknown { get; } = new(null, null, null) { IsUnknown = true };

    internal static DraftResult Published(PolicyDraft? draft, MadeVersion made) => new(draft, made.Version, null) { IsRecorded = made.IsRecorded };

    internal static DraftResult Conflict(string message) => new(null, null, new PolicyRefusal(PolicyRefusalKind.Conflict, message));
}

/// <summary>
/// Drafts from their beginning to a published version: every step is on the access log before it counts, and a version counts on this hub before
/// it is acknowledged. Thread-safe.
/// </summary>
/// <param name="ports">What it works on.</param>
public sealed class PolicyDrafts(PolicyPorts ports)
{
    private readonly DraftExamination _examination = new(ports);
    private readonly VersionPublishing _publishing = new(ports);

    /// <summary>The draft of that id, or null.</summary>
    public Task<PolicyDraft?> FindAsync(string id, CancellationToken cancellation) => ports.Drafts.FindAsync(id, cancellation);

    /// <summary>The drafts that were changed last.</summary>
    public Task<IReadOnlyList<PolicyDraft>> ListAsync(int most, CancellationToken cancellation) => ports.Drafts.ListAsync(most, cancellation);

    /// <summary>Begins a draft on a version (null for the one in force) with some of its documents replaced.</summary>
    public async Task<DraftResult> BeginAsync(
        string title, int? begunOn, IReadOnlyDictionary<string, string?> replaced, PolicyActor by, CancellationToken cancellation)
    {
        if (await VersionAsync(begunOn, cancellation) is not { } version)
        {
            return DraftResult.Unknown;
        }

        var before = PolicyText.Split(version.Document);
        var (documents, mistake) = DocumentChanges.Apply(before, replaced);
        return documents is null
            ? new DraftResult(null, null, new PolicyRefusal(PolicyRefusalKind.Invalid, mistake!))
            : await AddAsync(PolicyDraft.Begin(NewId(), title, version.Number, before, documents, by, Now), cancellation);
    }

    /// <summary>Replaces some of a draft's documents, or removes them (null).</summary>
    public Task<DraftResult> ChangeAsync(
        string id, int revision, IReadOnlyDictionary<string, string?> replaced, PolicyActor by, CancellationToken cancellation) =>
        StepAsync(id, revision, (draft, begunOn, _) => Task.FromResult(Change(draft, begunOn, replaced, by)), cancellation);

    /// <summary>Runs check, tests, comparison and simulation on a draft and attaches what they say.</summary>
    public Task<DraftResult> CheckAsync(string id, PolicyActor by, CancellationToken cancellation) => StepAsync(
        id,
        revision: null,
        async (draft, begunOn, _) => draft.RefusesCheck(by) is { } refusal
            ? new DraftOutcome(null, refusal)
            : draft.Attach(await _examination.RunAsync(draft, begunOn, cancellation), by, Now),
        cancellation);

    /// <summary>Asks for a second person.</summary>
    public Task<DraftResult> SubmitAsync(string id, PolicyActor by, CancellationToken cancellation) =>
        StepAsync(id, (draft, current) => draft.Submit(by, Now, current), cancellation);

    /// <summary>The second person agrees.</summary>
    public Task<DraftResult> ApproveAsync(string id, DateTimeOffset? publishAt, PolicyActor by, CancellationToken cancellation) =>
        StepAsync(id, (draft, current) => draft.Approve(by, Now, current, publishAt), cancellation);

    /// <summary>Somebody says no.</summary>
    public Task<DraftResult> RejectAsync(string id, string reason, PolicyActor by, CancellationToken cancellation) =>
        StepAsync(id, (draft, _) => draft.Reject(by, Now, reason), cancellation);

    /// <summary>Puts a draft on the version in force; <paramref name="resolved"/> holds the texts of documents that both changed.</summary>
    public Task<DraftResult> RebaseAsync(
        string id, IReadOnlyDictionary<string, string?> resolved, PolicyActor by, CancellationToken cancellation) => StepAsync(
        id,
        revision: null,
        (draft, begunOn, current) => Task.FromResult(Rebase(draft, begunOn, current, resolved, by)),
        cancellation);

    /// <summary>Throws a draft away.</summary>
    public async Task<DraftResult> DeleteAsync(string id, PolicyActor by, CancellationToken cancellation)
    {
        if (await ports.Drafts.FindAsync(id, cancellation) is not { } draft)
        {
            return DraftResult.Unknown;
        }

        if (draft.RefusesDeletion(by) is { } refusal)
        {
            return new DraftResult(null, null, refusal);
        }

        var deleted = PolicyRecords.Of(draft, PolicyDraftAct.Deleted, by.Name, Now);
        await ports.Drafts.DeleteAsync(draft, async () => await ports.Log.AppendAsync(deleted, CancellationToken.None), cancellation);
        return new DraftResult(draft, null, null);
    }

    /// <summary>Publishes what was approved; null for the hub itself at the chosen time.</summary>
    public async Task<DraftResult> PublishAsync(string id, PolicyActor? by, CancellationToken cancellation)
    {
        if (await ports.Drafts.FindAsync(id, cancellation) is not { } draft
            || await ports.Versions.FindLatestAsync(cancellation) is not { } current)
        {
            return DraftResult.Unknown;
        }

        var step = draft.Publish(by, Now, current.Number);
        if (step.Next is not { } published)
        {
            return new DraftResult(null, null, step.Refusal);
        }

        if (ports.LackingSince() is { } since && !(draft.ApprovedAt > since))
        {
            return DraftResult.Conflict(
                $"This was approved before {since:O}, when policies were published that the store lacks (see /healthz/ready): reject it, then have it "
                + "checked and approved again in their stead.");
        }

        // WHY again: the data standard may be another than when it was checked.
        if (_examination.Read(published.Document) is { Policies: null, Findings: var mistakes })
        {
            return DraftResult.Conflict($"The draft does not fit this hub's data standard any more: {mistakes[0]}");
        }

        return DraftResult.Published(published, await _publishing.PublishAsync(published, current, cancellation));
    }

    /// <summary>Whether any draft's chosen time has come.</summary>
    public async Task<bool> IsAnyDueAsync(CancellationToken cancellation) => (await ports.Drafts.ListDueAsync(Now, cancellation)).Count > 0;

    /// <summary>
    /// Publishes every draft whose chosen time has come. One that stands on a version that is no longer in force, or that fits no more, becomes stale. Of
    /// several hubs that try, one does it.
    /// </summary>
    /// <exception cref="StorageException">One of them cannot be read; the others were looked after before.</exception>
    public async Task PublishDueAsync(CancellationToken cancellation)
    {
        var unreadable = new List<StorageException>();
        foreach (var due in await ports.Drafts.ListDueAsync(Now, cancellation))
        {
            try
            {
                if (await PublishAsync(due, by: null, cancellation) is { Refusal: { } refusal })
                {
                    await StepAsync(due, (draft, _) => draft.Outdate(Now, refusal.Message), cancellation);
                }
            }
            catch (StorageConflictException)
            {
                // Another hub was first, or somebody took a step at this very moment; what is still due comes again.
            }
            catch (StorageException fault)
            {
                unreadable.Add(fault);
            }
        }

        if (unreadable.Count > 0)
        {
            throw new StorageException(string.Join(' ', unreadable.Select(fault => fault.Message)), unreadable[0]);
        }
    }

    /// <summary>
    /// Puts the documents of an earlier version in force again. What only closes takes one person and this one step; what opens anything becomes a draft
    /// that is checked and submitted, and waits for a second person.
    /// </summary>
    public async Task<DraftResult> RollBackAsync(int to, PolicyActor by, CancellationToken cancellation)
    {
        if (await ports.Versions.FindAsync(to, cancellation) is not { } target
            || await ports.Versions.FindLatestAsync(cancellation) is not { } current)
        {
            return DraftResult.Unknown;
        }

        var (before, after) = (PolicyText.Split(current.Document), PolicyText.Split(target.Document));
        var owner = DocumentChanges.OwnerOf(DocumentChanges.Paths(before, after));
        if (!by.MayChange(owner) && !by.MayApprove(owner))
        {
            return new DraftResult(null, null, new PolicyRefusal(
                PolicyRefusalKind.Forbidden, "This changes more than your own department's policies: the city's policy people roll it back."));
        }

        if (target.Document == current.Document)
        {
            return DraftResult.Conflict($"Version {to} has the documents that are in force.");
        }

        var (policies, mistakes) = _examination.Read(target.Document);
        if (policies is null)
        {
            return DraftResult.Conflict($"Version {to} does not fit this hub's data standard any more: {mistakes[0]}");
        }

        // WHY: what cannot be compared may open anything, and so may whatever follows policies that the store lacks.
        var opens = ports.LackingSince() is not null
            || _examination.Compare(current.Document, new ReadPolicies(policies, after), Now) is not { OpensAnything: false };
        return opens
            ? await SubmitRollbackAsync(target, current, by, cancellation)
            : DraftResult.Published(null, await _publishing.PublishAsync(current, target.Document, by.Name, Now, cancellation));
    }

    private DateTimeOffset Now => ports.Time.GetUtcNow();

    private string NewId() => Guid.CreateVersion7(Now).ToString("D");

    private Task<PolicyVersion?> VersionAsync(int? number, CancellationToken cancellation) =>
        number is { } named ? ports.Versions.FindAsync(named, cancellation) : ports.Versions.FindLatestAsync(cancellation);

    private async Task<DraftResult> SubmitRollbackAsync(PolicyVersion target, PolicyVersion current, PolicyActor by, CancellationToken cancellation)
    {
        var (before, after) = (PolicyText.Split(current.Document), PolicyText.Split(target.Document));
        var begun = await AddAsync(
            PolicyDraft.Begin(NewId(), $"Back to version {target.Number}", current.Number, before, after, by, Now), cancellation);
        if (begun.Draft is not { } draft)
        {
            return begun;
        }

        var examined = await CheckAsync(draft.Id, by, cancellation);
        return examined.Draft is { State: DraftState.Checked } ? await SubmitAsync(draft.Id, by, cancellation) : examined;
    }

    private async Task<DraftResult> AddAsync(DraftOutcome begun, CancellationToken cancellation)
    {
        if (begun.Next is not { } draft)
        {
            return new DraftResult(null, null, begun.Refusal);
        }

        await RecordAsync(draft);
        return new DraftResult(await ports.Drafts.AddAsync(draft, cancellation), null, null);
    }

    private Task<DraftResult> StepAsync(string id, Func<PolicyDraft, int, DraftOutcome> step, CancellationToken cancellation) =>
        StepAsync(id, revision: null, (draft, _, current) => Task.FromResult(step(draft, current.Number)), cancellation);

    private async Task<DraftResult> StepAsync(
        string id, int? revision, Func<PolicyDraft, PolicyVersion, PolicyVersion, Task<DraftOutcome>> step, CancellationToken cancellation)
    {
        if (await ports.Drafts.FindAsync(id, cancellation) is not { } draft
            || await ports.Versions.FindAsync(draft.Base, cancellation) is not { } begunOn
            || await ports.Versions.FindLatestAsync(cancellation) is not { } current)
        {
            return DraftResult.Unknown;
        }

        if (revision is { } read && read != draft.Revision)
        {
            throw new StorageConflictException($"policy draft {id} was changed by somebody else since it was read.");
        }

        var outcome = await step(draft, begunOn, current);
        if (outcome.Next is not { } next)
        {
            return new DraftResult(null, null, outcome.Refusal);
        }

        return new DraftResult(await ports.Drafts.UpdateAsync(next, () => RecordAsync(next), cancellation), null, null);
    }

    private DraftOutcome Change(PolicyDraft draft, PolicyVersion begunOn, IReadOnlyDictionary<string, string?> replaced, PolicyActor by)
    {
        var (documents, mistake) = DocumentChanges.Apply(PolicyText.Split(draft.Document), replaced);
        return documents is null
            ? new DraftOutcome(null, new PolicyRefusal(PolicyRefusalKind.Invalid, mistake!))
            : draft.Change(PolicyText.Split(begunOn.Document), documents, by, Now);
    }

    private DraftOutcome Rebase(
        PolicyDraft draft, PolicyVersion begunOn, PolicyVersion current, IReadOnlyDictionary<string, string?> resolved, PolicyActor by)
    {
        var inForce = PolicyText.Split(current.Document);
        var merged = DocumentMerge.Merge(PolicyText.Split(begunOn.Document), inForce, PolicyText.Split(draft.Document), resolved);
        if (merged.Documents is null)
        {
            return new DraftOutcome(null, new PolicyRefusal(
                PolicyRefusalKind.Conflict,
                $"Both this draft and version {current.Number} changed {string.Join(", ", merged.Conflicts)}: send their texts in \"documents\"."));
        }

        // WHY once more: what is sent is held to the rules of every change, and so is the size of what comes together.
        var (documents, mistake) = DocumentChanges.Apply(merged.Documents, resolved);
        return documents is null
            ? new DraftOutcome(null, new PolicyRefusal(PolicyRefusalKind.Invalid, mistake!))
            : draft.Rebase(current.Number, inForce, documents, by, Now);
    }

    // INVARIANT: on the log before it counts; a log that cannot take it keeps the draft where it was.
    private async Task RecordAsync(PolicyDraft draft) =>
        await ports.Log.AppendAsync(PolicyRecords.Of(draft, draft.Steps[^1]), CancellationToken.None);
}
