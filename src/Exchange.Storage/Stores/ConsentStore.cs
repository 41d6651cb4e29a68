using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;
using Exchange.Consent;
using Exchange.Consent.Lifecycle;
using Exchange.Consent.Records;
using Exchange.Storage.Model;
using Exchange.Storage.Replicas;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace Exchange.Storage.Stores;

/// <summary>
/// Consents in the store: a record written once and its events, only ever appended. Thread-safe: each call is one unit of work.
/// </summary>
internal sealed class ConsentStore(IDbContextFactory<ExchangeContext> contexts, ChangeFeed feed, OwedRecordStore owedRecords) : IConsentStore
{
    private const int PageSize = 500;

    // WHY no more: a list of more than 85,000 bytes would be a large object, of which thousands at a start make it half as long again.
    private const int StandingPageSize = 1_000;

    private static readonly string[] ClosingTypes =
    [
        .. Enum.GetValues<ConsentEventType>()
            .Where(type => new ConsentEvent(default, 0, type, default, default, ConsentAct.OfHub).Closes).Select(type => $"{type}"),
    ];

    private readonly ConsentReaches _reaches = new(contexts);

    private static readonly string[] StandingStates = [$"{ConsentState.Given}", $"{ConsentState.Active}", $"{ConsentState.Suspended}"];

    private static readonly string[] UnendedStates =
        [.. Enum.GetValues<ConsentState>().Where(state => !state.IsFinal()).Select(state => $"{state}")];

    private static readonly string[] ToldStates = [.. ClosedConsents.States.Select(state => $"{state}")];

    public async IAsyncEnumerable<ConsentHistory> LoadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var after = "";
        while (true)
        {
            List<ConsentHistory> page;
            await using (var context = await contexts.CreateDbContextAsync(cancellationToken))
            {
                var from = after;
                var rows = context.Consents.Where(c => string.Compare(c.Id, from) > 0).OrderBy(c => c.Id).Take(PageSize);
                page = await ReadAsync(context, rows, cancellationToken);
            }

            foreach (var consent in page)
            {
                yield return consent;
            }

            if (page.Count < PageSize)
            {
                yield break;
            }

            after = page[^1].Record.Id.ToString();
        }
    }

    // WHY the state of the row and not its events: it is written with each event, in one transaction, and a city's consents are many.
    public async IAsyncEnumerable<IReadOnlyList<(string Subject, StandingConsent Consent)>> LoadStandingAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // WHY beside: a start has nothing else to do, and what is read is taken in meanwhile.
        var pages = Channel.CreateBounded<List<(string, StandingConsent)>>(4);
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var reading = Task.Run(() => ReadStandingAsync(pages.Writer, stopping.Token), CancellationToken.None);
        try
        {
            await foreach (var page in pages.Reader.ReadAllAsync(cancellationToken))
            {
                yield return page;
            }
        }
        finally
        {
            await stopping.CancelAsync();
            await reading;
        }
    }

    public async ValueTask<ConsentHistory?> FindAsync(ConsentId id, CancellationToken cancellationToken)
    {
        var text = id.ToString();
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return (await ReadAsync(context, context.Consents.Where(c => c.Id == text), cancellationToken)).SingleOrDefault();
    }

    public async ValueTask<IReadOnlyList<ConsentHistory>> ListBySubjectAsync(string subject, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await ReadAsync(context, context.Consents.Where(c => c.Subject == subject).OrderBy(c => c.Id), cancellationToken);
    }

    public async ValueTask<ReadConsents> ListUnendedAsync(string subject, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = context.Consents.Where(c => c.Subject == subject && UnendedStates.Contains(c.State)).OrderBy(c => c.Id);
        return await ReadEachAsync(context, rows, cancellationToken);
    }

    public string HashOf(ConsentRecord record) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ConsentDocuments.Write(record))));

    public async ValueTask<IReadOnlyList<ConsentHistory>> ListClosedAsync(ClosedConsents wanted, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        var code = wanted.Recipient.Value;
        var (first, middle, last) = (code + " ", " " + code + " ", " " + code);
        var (at, afterId) = (wanted.After.At, wanted.After.Consent?.ToString() ?? "");
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);

        // WHY by the last closing of each: who reads on from the last one told of must not step over one that closed in between.
        var ids = await (
            from happened in context.ConsentEvents
            join consent in context.Consents.Where(HasAny(wanted.Purposes)) on happened.ConsentId equals consent.Id
            where happened.At >= at && ClosingTypes.Contains(happened.Type)
            where ToldStates.Contains(consent.State)
            where consent.Recipients == code || consent.Recipients.StartsWith(first)
                || consent.Recipients.EndsWith(last) || consent.Recipients.Contains(middle)
            group happened by happened.ConsentId into closings
            where closings.Max(closing => closing.At) > at || string.Compare(closings.Key, afterId) > 0
            orderby closings.Max(closing => closing.At), closings.Key
            select closings.Key).Take(wanted.Most).ToListAsync(cancellationToken);
        var found = await ReadAsync(context, context.Consents.Where(c => ids.Contains(c.Id)), cancellationToken);
        return [.. found.OrderBy(ClosingPlace.Of)];
    }

    public async ValueTask<ReadConsents> ListRunOutAsync(DateTimeOffset now, ConsentId? after, int most, CancellationToken cancellationToken)
    {
        var from = after?.ToString() ?? "";
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = context.Consents
            .Where(c => StandingStates.Contains(c.State) && c.Until <= now && string.Compare(c.Id, from) > 0).OrderBy(c => c.Id).Take(most);
        return await ReadEachAsync(context, rows, cancellationToken);
    }

    public ValueTask<AppendOutcome> AppendAsync(
        ConsentRecord record, int expectedVersion, IReadOnlyList<ConsentEvent> events, CancellationToken cancellationToken) =>
        AppendAsync(record, expectedVersion, events, static () => Task.CompletedTask, cancellationToken);

    public async ValueTask<AppendOutcome> AppendAsync(
        ConsentRecord record, int expectedVersion, IReadOnlyList<ConsentEvent> events, Func<Task> log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(events);
        ArgumentOutOfRangeException.ThrowIfNegative(expectedVersion);
        ArgumentOutOfRangeException.ThrowIfZero(events.Count, nameof(events));
        var id = record.Id.ToString();
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var row = await context.Consents.SingleOrDefaultAsync(c => c.Id == id, cancellationToken);
        if ((row?.Version ?? 0) != expectedVersion)
        {
            return AppendOutcome.Conflict;
        }

        var earlier = row is null ? [] : await EventsAsync(context, record.Id, cancellationToken);
        if (earlier.Count != expectedVersion)
        {
            // WHY: another writer came between the two reads.
            return AppendOutcome.Conflict;
        }

        var next = ConsentHistory.Fold(row is null ? record : await RecordAsync(context, row, cancellationToken), [.. earlier, .. events]);
        if (row is null)
        {
            await _reaches.KeepAsync(ConsentReaches.RowOf(ConsentReach.Of(record)), cancellationToken);
            context.Consents.Add(ConsentRows.NewRow(record, next.State, next.Version));
            context.ConsentDocuments.Add(ConsentRows.NewDocument(record));
        }
        else
        {
            ConsentRows.Update(row, next);
        }

        context.ConsentEvents.AddRange(events.Select(ConsentRows.ToRow));
        context.OwedRecords.AddRange(OwedEvent.Among(record, events).Select(Owed));
        try
        {
            // WHY: not the caller's token; once the write has begun its outcome must be known.
            await feed.SaveAsync(context, ChangeKind.Consent, id, log, CancellationToken.None);
            return AppendOutcome.Appended;
        }
        catch (StorageConflictException)
        {
            return AppendOutcome.Conflict;
        }
    }

    public async ValueTask<IReadOnlyList<OwedEvent>> ListOwedAsync(DateTimeOffset? owedBefore, CancellationToken cancellationToken)
    {
        var owed = await owedRecords.ListAsync(OwedKind.Consent, owedBefore, cancellationToken);
        return [.. owed.Select(record => new OwedEvent(IdOf(record), record.Version))];
    }

    public async ValueTask StrikeOwedAsync(OwedEvent owed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(owed);
        await owedRecords.StrikeAsync(OwedKind.Consent, owed.Consent.ToString(), owed.Version, cancellationToken);
    }

    // WHY one condition a code: a list that is searched by more than equality becomes a table, which each provider writes in its own way.
    private static Expression<Func<ConsentRow, bool>> HasAny(IEnumerable<string> purposes)
    {
        var row = Expression.Parameter(typeof(ConsentRow));
        var any = purposes.Select(Has).Select(has => ReplacingExpressionVisitor.Replace(has.Parameters[0], row, has.Body))
            .Aggregate((Expression)Expression.Constant(false), Expression.OrElse);
        return Expression.Lambda<Func<ConsentRow, bool>>(any, row);
    }

    private static Expression<Func<ConsentRow, bool>> Has(string purpose)
    {
        var (first, middle, last) = (purpose + " ", " " + purpose + " ", " " + purpose);
        return consent => consent.Purposes == purpose || consent.Purposes.StartsWith(first)
            || consent.Purposes.EndsWith(last) || consent.Purposes.Contains(middle);
    }

    private async Task ReadStandingAsync(ChannelWriter<List<(string, StandingConsent)>> pages, CancellationToken cancellationToken)
    {
        try
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);

            var rows = context.Consents.AsNoTracking().Select(c => c.Standing);
            var page = new List<(string, StandingConsent)>(StandingPageSize);

            // WHY one statement, and not awaited row by row: it is read once from end to end, and there are millions.
            foreach (var row in rows)
            {
                page.Add(ToStanding(row));
                if (page.Count == StandingPageSize)
                {
                    await pages.WriteAsync(page, cancellationToken);
                    page = new List<(string, StandingConsent)>(StandingPageSize);
                }
            }

            await pages.WriteAsync(page, cancellationToken);
            pages.Complete();
        }
        catch (Exception fault)
        {
            pages.Complete(fault);
        }
    }

    private (string Subject, StandingConsent Consent) ToStanding(byte[] form) => StandingForm.TryRead(form, _reaches, out var subject, out var consent)
        ? (subject, consent)
        : throw new StorageException(
            $"Where consent {StandingForm.IdOf(form)} stands cannot be read from the store; it was changed outside the hub. Restore a backup.");

    private static OwedRecordRow Owed(ConsentEvent happened) =>
        OwedRows.NewRow(new OwedRecord(OwedKind.Consent, happened.Consent.ToString(), happened.Version, Entry: null), happened.At);

    private static ConsentId IdOf(OwedRecord record) => ConsentId.TryParse(record.Subject, out var id)
        ? id
        : throw new StorageException("An owed record in the store names no consent; it was changed outside the hub. Restore a backup.");

    private static async Task<List<ConsentHistory>> ReadAsync(
        ExchangeContext context, IQueryable<ConsentRow> selection, CancellationToken cancellationToken)
    {
        var (rows, read) = await RowsAsync(context, selection, cancellationToken);
        return rows.ConvertAll(row => read(row));
    }

    // The same, where one that cannot be read keeps none of the others back.
    private static async Task<ReadConsents> ReadEachAsync(
        ExchangeContext context, IQueryable<ConsentRow> selection, CancellationToken cancellationToken)
    {
        var (rows, read) = await RowsAsync(context, selection, cancellationToken);
        var (consents, faults, last) = (new List<ConsentHistory>(), new List<Exception>(), (ConsentId?)null);
        foreach (var row in rows)
        {
            last = ConsentId.TryParse(row.Id, out var id) ? id : last;
            try
            {
                consents.Add(read(row));
            }
            catch (StorageException fault)
            {
                faults.Add(fault);
            }
        }

        return new ReadConsents(consents, faults, last);
    }

    private static async Task<(List<ConsentRow> Rows, Func<ConsentRow, ConsentHistory> Read)> RowsAsync(
        ExchangeContext context, IQueryable<ConsentRow> selection, CancellationToken cancellationToken)
    {
        var rows = await selection.AsNoTracking().ToListAsync(cancellationToken);
        var ids = rows.ConvertAll(r => r.Id);
        var events = (await context.ConsentEvents.AsNoTracking().Where(e => ids.Contains(e.ConsentId))
            .OrderBy(e => e.ConsentId).ThenBy(e => e.Version).ToListAsync(cancellationToken)).ToLookup(e => e.ConsentId);
        var documents = await context.ConsentDocuments.AsNoTracking().Where(d => ids.Contains(d.ConsentId))
            .ToDictionaryAsync(d => d.ConsentId, d => d.Document, cancellationToken);
        return (rows, row => ConsentRows.ToHistory(row, documents.GetValueOrDefault(row.Id), events[row.Id]));
    }

    private static async Task<ConsentRecord> RecordAsync(ExchangeContext context, ConsentRow row, CancellationToken cancellationToken)
    {
        var document = context.ConsentDocuments.Where(d => d.ConsentId == row.Id).Select(d => d.Document);
        return ConsentRows.ReadRecord(row, await document.SingleOrDefaultAsync(cancellationToken));
    }

    private static async Task<List<ConsentEvent>> EventsAsync(ExchangeContext context, ConsentId id, CancellationToken cancellationToken)
    {
        var text = id.ToString();
        var rows = await context.ConsentEvents.AsNoTracking().Where(e => e.ConsentId == text)
            .OrderBy(e => e.Version).ToListAsync(cancellationToken);
        return rows.ConvertAll(row => ConsentRows.ToEvent(id, row));
    }
}
