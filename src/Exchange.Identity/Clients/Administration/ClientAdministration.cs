using Exchange.Audit.Records;
using Exchange.Audit.Writing;
using Exchange.Consent.Replicas;
using Exchange.Identity.Accounts.Administration;
using Exchange.Identity.Accounts.Records;
using Exchange.Identity.Schemes;
using Exchange.Storage;
using Exchange.Storage.Stores;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Exchange.Identity.Clients.Administration;

/// <summary>
/// What an account administrator does with clients. INVARIANT: what opens is on the access log before it counts; what closes waits for no log,
/// but its record is in the store with it until the log has it. Thread-safe.
/// </summary>
internal sealed class ClientAdministration(
    ClientStore store, ClientDirectory directory, OwedRecordStore owed, AccountRecords records, Func<AccountTerms> terms, TimeProvider time)
{
    private const string OnRecord = "client:";

    /// <summary>The client as its keepers see it.</summary>
    public static ClientView View(ClientRegistration client) => new(
        client.ClientId, client.Department, client.Roles, client.Purposes, client.Region, client.Officer, client.Enabled, client.CreatedAt,
        ClientModes.Word(client.Introspection), ClientModes.Word(client.TrustedDocuments), client.WithheldErrors);

    /// <summary>Registers a client with a secret of its own.</summary>
    public async Task<IResult> CreateAsync(string actor, NewClient wanted, CancellationToken cancellationToken)
    {
        var rights = new WantedRights(wanted.Roles ?? [], wanted.Department, wanted.Region, wanted.Purposes ?? []);
        var nameless = wanted.Department is null ? "\"department\": name the one that the client asks for; see /api/v1/vocabulary." : null;
        var wrongMode = ClientModes.Mistake(wanted.Introspection, wanted.TrustedDocuments);
        if ((ClientNames.MistakeOfId(wanted.ClientId) ?? ClientNames.MistakeOfOfficer(wanted.Officer) ?? nameless ?? wrongMode
            ?? rights.Mistake(terms())) is { } mistake)
        {
            return IdentityProblems.BadRequest(mistake);
        }

        if (await store.FindAsync(wanted.ClientId!, cancellationToken) is not null)
        {
            return IdentityProblems.Conflict("There is a client of this id already: take another id.");
        }

        var secret = ClientSecret.Create();
        var client = new ClientRegistration
        {
            ClientId = wanted.ClientId!,
            SecretHash = ClientSecret.Hash(secret),
            Department = wanted.Department!,
            Roles = [.. rights.Roles.Distinct(StringComparer.Ordinal)],
            Purposes = [.. rights.Purposes.Distinct(StringComparer.Ordinal)],
            Region = wanted.Region,
            Officer = wanted.Officer,
            Introspection = ClientModes.Introspection(wanted.Introspection),
            TrustedDocuments = ClientModes.TrustedDocuments(wanted.TrustedDocuments),
            WithheldErrors = wanted.WithheldErrors,
            CreatedAt = time.GetUtcNow(),
        };
        await RecordAsync(actor, client, AccountAct.Created);
        return await DoRecordedAsync(actor, client.ClientId, AccountAct.Created, async () =>
        {
            await store.AddAsync(client, CancellationToken.None);
            return Results.Json(new MadeClient(View(client), secret), statusCode: StatusCodes.Status201Created);
        });
    }

    /// <summary>Changes rights, suspends, or lets in again.</summary>
    public async Task<IResult> ChangeAsync(string actor, string clientId, ClientPatch patch, CancellationToken cancellationToken)
    {
        if (patch.IsUnclear)
        {
            return IdentityProblems.EnabledUnclear();
        }

        if (await store.FindAsync(clientId, cancellationToken) is not { } before)
        {
            return IdentityProblems.NotFound();
        }

        if (ClientModes.Mistake(patch.Introspection, patch.TrustedDocuments) is { } wrongMode)
        {
            return IdentityProblems.BadRequest(wrongMode);
        }

        var after = patch.ApplyTo(before);
        var rights = new WantedRights(after.Roles, after.Department, after.Region, after.Purposes);
        var onlyCloses = IsNoWider(after, before);

        // WHY: closing is never held up by a mistake that stood there before.
        if (!onlyCloses && (ClientNames.MistakeOfOfficer(after.Officer) ?? rights.Mistake(terms())) is { } mistake)
        {
            return IdentityProblems.BadRequest(mistake);
        }

        if (onlyCloses)
        {
            return await CloseAsync(actor, after);
        }

        await RecordAsync(actor, after, AccountAct.Changed);
        return await DoRecordedAsync(actor, clientId, AccountAct.Changed, () => StoreAsync(after));
    }

    /// <summary>Gives a new secret; the one before it no longer counts, on any hub, once this is answered.</summary>
    public async Task<IResult> RenewSecretAsync(string actor, string clientId, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(clientId, cancellationToken) is not { } client)
        {
            return IdentityProblems.NotFound();
        }

        var secret = ClientSecret.Create();
        await RecordAsync(actor, client, AccountAct.SecretRenewed);
        return await DoRecordedAsync(
            actor,
            clientId,
            AccountAct.SecretRenewed,
            () => StoreAsync(client with { SecretHash = ClientSecret.Hash(secret) }, Results.Ok(new GivenSecret(secret))));
    }

    // WHY: the record came first; where the store then takes another's word, the log must say that this was not done after all.
    private async Task<IResult> DoRecordedAsync(string actor, string clientId, AccountAct act, Func<Task<IResult>> change)
    {
        try
        {
            return await change();
        }
        catch (StorageConflictException)
        {
            await records.WriteAsync(actor, OnRecord + clientId, act, outcome: AccountOutcome.Refused);
            throw;
        }
    }

    private async Task<IResult> CloseAsync(string actor, ClientRegistration after)
    {
        var record = records.EventOf(actor, OnRecord + after.ClientId, AccountAct.Changed, RightsOf(after));
        var answer = await StoreAsync(after, owed: record);
        try
        {
            await records.WriteAsync(record);
        }
        catch (AuditUnavailableException)
        {
            return answer is ProblemHttpResult ? answer : IdentityProblems.ClosedWithoutRecord();
        }

        // WHY not thrown: it is closed and on record; what is not struck off comes on record once more, no worse.
        var struck = owed.StrikeAsync(OwedKind.Client, after.ClientId, after.Version + 1, CancellationToken.None);
        await struck.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return answer;
    }

    private async Task<IResult> StoreAsync(ClientRegistration after, IResult? answer = null, AuditEntry? owed = null)
    {
        try
        {
            var stored = await directory.ReplaceAsync(after, owed, CancellationToken.None);
            return answer ?? Results.Ok(View(stored));
        }
        catch (ReplicasUnsettledException)
        {
            return IdentityProblems.ChangeUnconfirmed();
        }
    }

    private Task RecordAsync(string actor, ClientRegistration client, AccountAct act) =>
        records.WriteAsync(actor, OnRecord + client.ClientId, act, RightsOf(client));

    private static AccountRights RightsOf(ClientRegistration client) =>
        new(client.Enabled, client.Roles, client.Department, client.Region, client.Purposes);

    private static bool IsNoWider(ClientRegistration after, ClientRegistration before) =>
        (before.Enabled || !after.Enabled)
        && after.Region == before.Region
        && after.Officer == before.Officer
        && ClientModes.AreNoWider(after, before)
        && !after.Roles.Except(before.Roles, StringComparer.Ordinal).Any()
        && !after.Purposes.Except(before.Purposes, StringComparer.Ordinal).Any();
}
