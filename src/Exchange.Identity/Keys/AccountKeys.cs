using Exchange.Storage;
using Exchange.Storage.Accounts;

namespace Exchange.Identity.Keys;

/// <summary>The keys that accounts are kept under; opened once at the start. Thread-safe from then on.</summary>
internal sealed class AccountKeys(KeyLedger ledger)
{
    private AccountSecrets? _secrets;
    private TextSeal? _ceremonies;

    /// <summary>For authenticator secrets and recovery codes.</summary>
    public AccountSecrets Secrets => _secrets ?? throw new InvalidOperationException("The keys of accounts are not open yet.");

    /// <summary>For the state of a passkey ceremony while it is with the browser.</summary>
    public TextSeal Ceremonies => _ceremonies ?? throw new InvalidOperationException("The keys of accounts are not open yet.");

    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        _secrets = new AccountSecrets(await ledger.GetOrCreateAsync("accounts", AccountSecrets.KeyBytes, cancellationToken));
        _ceremonies = new TextSeal(await ledger.GetOrCreateAsync("passkey-ceremonies", TextSeal.KeyBytes, cancellationToken));
    }
}
