using Exchange.Audit.Records;
using Exchange.Policy.Publishing;
using Exchange.Storage.Model;
using Exchange.Storage.Replicas;
using Microsoft.EntityFrameworkCore;

namespace Exchange.Storage.Stores;

/// <summary>The drafts of policies. Thread-safe: each call is one unit of work.</summary>
public sealed class PolicyDraftStore
{
    private static readonly string Scheduled = DraftDocuments.Code(DraftState.Scheduled);

    private readonly IDbContextFactory<ExchangeContext> _contexts;
    private readonly ChangeFeed _feed;

    internal PolicyDraftStore(IDbContextFactory<ExchangeContext> contexts, ChangeFeed feed) => (_contexts, _feed) = (contexts, feed);

    /// <summary>The draft of that id, or null.</summary>
    /// <exception cref="StorageException">It cannot be read.</exception>
    public async Task<PolicyDraft?> FindAsync(string id, CancellationToken cancellationToken)
    {
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        return await context.PolicyDrafts.AsNoTracking().SingleOrDefaultAsync(d => d.Id == id, cancellationToken) is { } row
            ? DraftDocuments.ToDraft(row)
            : null;
    }

    /// <summary>The draft that became the version of that number; null where none did.</summary>
    /// <exception cref="StorageException">It cannot be read.</exception>
    public async Task<PolicyDraft?> FindPublishedAsync(int version, CancellationToken cancellationToken)
    {
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        return await context.PolicyDrafts.AsNoTracking().SingleOrDefaultAsync(d => d.PublishedAs == version, cancellationToken) is { } row
            ? DraftDocuments.ToDraft(row)
            : null;
    }

    /// <summary>The drafts that were changed last, newest first.</summary>
    /// <exception cref="StorageException">One of them cannot be read.</exception>
    public async Task<IReadOnlyList<PolicyDraft>> ListAsync(int most, CancellationToken cancellationToken)
    {
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        var rows = await context.PolicyDrafts.AsNoTracking().OrderByDescending(d => d.ChangedAt).ThenBy(d => d.Id).Take(most)
            .ToListAsync(cancellationToken);
        return rows.ConvertAll(DraftDocuments.ToDraft);
    }

    /// <summary>The ids of the drafts whose chosen time has come, the longest due first; one that cannot be read holds up no other.</summary>
    public async Task<IReadOnlyList<string>> ListDueAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        return await context.PolicyDrafts.AsNoTracking().Where(d => d.State == Scheduled && d.PublishAt <= now)
            .OrderBy(d => d.PublishAt).ThenBy(d => d.Id).Select(d => d.Id).ToListAsync(cancellationToken);
    }

    /// <summary>Keeps a new draft.</summary>
    /// <returns>The draft as it is stored.</returns>
    /// <exception cref="StorageConflictException">The id is taken.</exception>
    public async Task<PolicyDraft> AddAsync(PolicyDraft draft, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(draft);
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        context.PolicyDrafts.Add(DraftDocuments.ToRow(draft, revision: 1));
        await context.SaveOrConflictAsync($"policy draft {draft.Id}", cancellationToken);
        return draft with { Revision = 1 };
    }

    /// <summary>
    /// Keeps a step of a draft once <paramref name="record"/> has put it on the log; what that throws undoes it. The draft's
    /// <see cref="PolicyDraft.Revision"/> must be the one that was read.
    /// </summary>
    /// <returns>The draft as it is stored.</returns>
    /// <exception cref="StorageConflictException">Somebody else took a step since, or it is gone; nothing was recorded.</exception>
    public async Task<PolicyDraft> UpdateAsync(PolicyDraft draft, Func<Task> record, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(draft);
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        await context.SaveRecordedAsync($"policy draft {draft.Id}", () => Update(context, draft), record, cancellationToken);
        return draft with { Revision = draft.Revision + 1 };
    }

    /// <summary>Throws a draft away once <paramref name="record"/> has put it on the log; what that throws undoes it.</summary>
    /// <exception cref="StorageConflictException">Somebody else took a step since, or it is gone; nothing was recorded.</exception>
    public async Task DeleteAsync(PolicyDraft draft, Func<Task> record, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(draft);
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        await context.SaveRecordedAsync(
            $"policy draft {draft.Id}",
            () => context.PolicyDrafts.Remove(DraftDocuments.ToRow(draft, draft.Revision)),
            record,
            cancellationToken);
    }

    /// <summary>
    /// Keeps the last step of a draft and publishes its text as the version after its base, both or neither; the record that <paramref name="owed"/>
    /// makes is owed until it is struck off, as at <see cref="PolicyVersionStore"/>.
    /// </summary>
    /// <param name="published">The draft after <see cref="PolicyDraft.Publish"/>.</param>
    /// <param name="publishedBy">Who the version names as its publisher.</param>
    /// <param name="owed">Makes the record of the version.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="StorageConflictException">Somebody else took a step since, or another version was published.</exception>
    public async Task<PolicyVersion> PublishAsync(
        PolicyDraft published, string publishedBy, Func<PolicyVersion, AuditEntry> owed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(published);
        await using var context = await _contexts.CreateDbContextAsync(cancellationToken);
        Update(context, published);
        var version = await PolicyVersionStore.AddAsync(
            context, published.Base, published.Document, publishedBy, published.ChangedAt, owed, cancellationToken);
        await _feed.SaveAsync(context, ChangeKind.Policies, $"{version.Number}", cancellationToken);
        return version;
    }

    private static void Update(ExchangeContext context, PolicyDraft draft)
    {
        var entry = context.PolicyDrafts.Update(DraftDocuments.ToRow(draft, draft.Revision + 1));
        entry.Property(row => row.Revision).OriginalValue = draft.Revision;
    }
}
