using Exchange.Audit.Records;
using Microsoft.AspNetCore.Http;

namespace Exchange.Identity.Accounts.Records;

/// <summary>Puts what is done with accounts on the access log; strangers' failures are only counted. Thread-safe.</summary>
internal sealed class AccountRecords(IdentityPorts ports, TimeProvider time)
{
    /// <summary>The actor of what the hub does by itself.</summary>
    public const string Hub = "hub";

    /// <summary>Whether the log takes entries now; nothing that cannot be undone should be begun where it does not.</summary>
    public bool CanRecord => ports.Log.CanTakeEntries;

    /// <summary>Completes once the act is durably on record.</summary>
    /// <exception cref="Audit.Writing.AuditUnavailableException">It is not, so it must not count.</exception>
    public async Task WriteAsync(
        string actor, string accountId, AccountAct act, AccountRights? rights = null, AccountOutcome outcome = AccountOutcome.Done)
    {
        await WriteAsync(EventOf(actor, accountId, act, rights, outcome));
    }

    /// <summary>Completes once the event is durably on record.</summary>
    /// <exception cref="Audit.Writing.AuditUnavailableException">It is not.</exception>
    public async Task WriteAsync(AccountEvent happened)
    {
        // WHY no token: whoever leaves must not leave an act without its record.
        await ports.Log.AppendAsync(happened, CancellationToken.None);
    }

    /// <summary>The record of an act that happens now.</summary>
    public AccountEvent EventOf(
        string actor, string accountId, AccountAct act, AccountRights? rights = null, AccountOutcome outcome = AccountOutcome.Done) =>
        new() { Time = time.GetUtcNow(), Actor = actor, Account = accountId, Act = act, Outcome = outcome, Rights = rights };

    /// <summary>Counts a refusal of somebody who did not say who they are; the name they tried is kept nowhere.</summary>
    public void Count(HttpContext http, string code) => ports.Refusals.Count(http.Connection.RemoteIpAddress?.ToString() ?? "", code);
}
