using Exchange.Audit.Records;
using Exchange.Audit.Writing;
using Exchange.Consent.Replicas;
using Exchange.Identity.Accounts.Records;
using Exchange.Identity.Schemes;
using Exchange.Storage;
using Exchange.Storage.Stores;
using Microsoft.AspNetCore.Http;

namespace Exchange.Identity.Clients.Documents;

/// <summary>
/// What an account administrator does with the documents of a client. INVARIANT: a document is on the access log before it can be called;
/// one that is taken away waits for no log, but its record is in the store with that until the log has it. Thread-safe.
/// </summary>
internal sealed class DocumentAdministration(
    ClientStore clients,
    TrustedDocumentStore store,
    TrustedDocumentDirectory directory,
    OwedRecordStore owed,
    IReplicas replicas,
    AccountRecords records,
    DocumentRules rules,
    TimeProvider time)
{
    private const string OnRecord = "client:";

    /// <summary>A client's documents.</summary>
    public async Task<IResult> ListAsync(string clientId, CancellationToken cancellationToken) =>
        await clients.FindAsync(clientId, cancellationToken) is null
            ? IdentityProblems.NotFound()
            : Results.Ok(new DocumentList([.. (await store.ListAsync(clientId, cancellationToken)).Select(View)]));

    /// <summary>One document with its text.</summary>
    public async Task<IResult> FindAsync(string clientId, string documentId, CancellationToken cancellationToken) =>
        await store.FindAsync(clientId, documentId, cancellationToken) is { } document
            ? Results.Ok(new DocumentText(document.DocumentId, document.Text, document.RegisteredBy, document.RegisteredAt))
            : IdentityProblems.NotFound();

    /// <summary>Registers documents, all or none; what is registered already with the same text stays as it is.</summary>
    public async Task<IResult> RegisterAsync(string actor, string clientId, NewDocuments wanted, CancellationToken cancellationToken)
    {
        if (await clients.FindAsync(clientId, cancellationToken) is null)
        {
            return IdentityProblems.NotFound();
        }

        if (Sent(wanted) is not { Count: > 0 and <= DocumentRules.MaxDocuments } sent)
        {
            return IdentityProblems.BadRequest(
                $"Send one document as {{\"text\"}}, or 1 to {DocumentRules.MaxDocuments} of them as {{\"documents\": [{{\"text\"}}]}}, not both.");
        }

        if (rules.Mistakes(sent) is { Count: > 0 } mistakes)
        {
            return IdentityProblems.DocumentsInvalid(mistakes);
        }

        var known = (await store.ListAsync(clientId, cancellationToken)).ToDictionary(document => document.DocumentId, StringComparer.Ordinal);
        if (sent.Any(document => known.TryGetValue(DocumentRules.IdOf(document), out var there) && there.Text != document.Text))
        {
            return IdentityProblems.Conflict("A document of this id is registered with another text: take another id, or remove that one first.");
        }

        var now = time.GetUtcNow();
        RegisteredDocument[] added =
        [
            .. sent.DistinctBy(DocumentRules.IdOf).Where(document => !known.ContainsKey(DocumentRules.IdOf(document)))
                .Select(document => new RegisteredDocument(clientId, DocumentRules.IdOf(document), document.Text!, actor, now)),
        ];
        return IsTooMuch(known.Values.Concat(added).ToList())
            ? IdentityProblems.BadRequest(
                $"A client may have {DocumentRules.MaxDocuments} documents of {DocumentRules.MaxBytes} bytes together: remove those no longer called.")
            : await StoreAsync(actor, clientId, added, [.. sent.Select(document => AfterwardsOf(document, known, added))]);
    }

    /// <summary>Removes a document: when this is answered, no hub runs it any more.</summary>
    public async Task<IResult> RemoveAsync(string actor, string clientId, string documentId)
    {
        var record = records.EventOf(actor, OnRecord + clientId, AccountAct.DocumentRemoved);
        if (await store.RemoveAsync(clientId, documentId, record, CancellationToken.None) is not { } removal)
        {
            return IdentityProblems.NotFound();
        }

        var isSettled = await SettleAsync(clientId);
        try
        {
            await records.WriteAsync(record);
        }
        catch (AuditUnavailableException)
        {
            return IdentityProblems.ClosedWithoutRecord();
        }

        // WHY not thrown: it is gone and on record; what is not struck off comes on record once more, no worse.
        var struck = owed.StrikeAsync(removal.Kind, removal.Subject, removal.Version, CancellationToken.None);
        await struck.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return isSettled ? Results.NoContent() : IdentityProblems.ChangeUnconfirmed();
    }

    private static IReadOnlyList<NewDocument>? Sent(NewDocuments wanted) => wanted switch
    {
        { Documents: { } several, Text: null, Id: null } => several.Any(document => document is null) ? null : several,
        { Documents: null, Text: not null } => [new NewDocument(wanted.Text, wanted.Id)],
        _ => null,
    };

    private static bool IsTooMuch(IReadOnlyCollection<RegisteredDocument> documents) =>
        documents.Count > DocumentRules.MaxDocuments || documents.Sum(document => (long)DocumentRules.Length(document.Text)) > DocumentRules.MaxBytes;

    private static DocumentView AfterwardsOf(
        NewDocument document, Dictionary<string, RegisteredDocument> known, IEnumerable<RegisteredDocument> added)
    {
        var id = DocumentRules.IdOf(document);
        return View(known.TryGetValue(id, out var there) ? there : added.Single(one => one.DocumentId == id));
    }

    private static DocumentView View(RegisteredDocument document) =>
        new(document.DocumentId, DocumentRules.Length(document.Text), document.RegisteredBy, document.RegisteredAt);

    private async Task<IResult> StoreAsync(
        string actor, string clientId, IReadOnlyList<RegisteredDocument> added, IReadOnlyList<DocumentView> registered)
    {
        if (added.Count == 0)
        {
            return Results.Ok(new DocumentList(registered));
        }

        await records.WriteAsync(actor, OnRecord + clientId, AccountAct.DocumentsRegistered);
        try
        {
            await store.AddAsync(clientId, added, CancellationToken.None);
        }
        catch (StorageConflictException)
        {
            // WHY: the record came first; where the store then takes another's word, the log must say that this was not done after all.
            await records.WriteAsync(actor, OnRecord + clientId, AccountAct.DocumentsRegistered, outcome: AccountOutcome.Refused);
            throw;
        }

        return await SettleAsync(clientId)
            ? Results.Json(new DocumentList(registered), statusCode: StatusCodes.Status201Created)
            : IdentityProblems.ChangeUnconfirmed();
    }

    private async Task<bool> SettleAsync(string clientId)
    {
        try
        {
            await directory.RefreshAsync(clientId, CancellationToken.None);
            await replicas.SettledAsync(CancellationToken.None);
            return true;
        }
        catch (ReplicasUnsettledException)
        {
            return false;
        }
    }
}
