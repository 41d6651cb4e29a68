using System.Security.Cryptography;
using Exchange.Storage;
using Exchange.Storage.Accounts;

namespace Exchange.Identity.Keys;

/// <summary>What accounts are kept under, all of one key; opened once at the start. Thread-safe from then on.</summary>
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
        var key = await ledger.GetOrCreateAsync("accounts", AccountSecrets.KeyBytes, cancellationToken);
        _secrets = new AccountSecrets(key);
        _ceremonies = new TextSeal(HKDF.DeriveKey(
            HashAlgorithmName.SHA256, key, TextSeal.KeyBytes, info: "exchange accounts: passkey ceremonies"u8.ToArray()));
    }
}
