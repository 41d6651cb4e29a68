using Exchange.Storage;
using Exchange.Storage.Accounts;

namespace Exchange.UnitTests.Storage;

public sealed class AccountSecretsTests
{
    private const string Secret = "JBSWY3DPEHPK3PXP";

    private readonly AccountSecrets _secrets = new(new byte[AccountSecrets.KeyBytes]);

    [Fact]
    public void A_sealed_secret_opens_for_its_account_and_no_other()
    {
        var stored = _secrets.Seal(Secret, "a-1");
        Assert.DoesNotContain(Secret, stored, StringComparison.Ordinal);
        Assert.Equal(Secret, _secrets.Open(stored, "a-1"));
        Assert.Throws<StorageException>(() => _secrets.Open(stored, "a-2"));
    }

    [Fact]
    public void A_secret_in_clear_or_under_another_key_does_not_open()
    {
        var other = new AccountSecrets([.. Enumerable.Repeat((byte)1, AccountSecrets.KeyBytes)]);
        Assert.Throws<StorageException>(() => _secrets.Open(other.Seal(Secret, "a-1"), "a-1"));
        Assert.Throws<StorageException>(() => _secrets.Open(Secret, "a-1"));
        Assert.Throws<StorageException>(() => _secrets.Open("not base64!", "a-1"));
    }

    [Fact]
    public void The_hash_of_a_recovery_code_depends_on_key_and_account()
    {
        var other = new AccountSecrets([.. Enumerable.Repeat((byte)1, AccountSecrets.KeyBytes)]);
        Assert.Equal(_secrets.Hash("ABCDE-FGHJK", "a-1"), _secrets.Hash("ABCDE-FGHJK", "a-1"));
        Assert.Equal(
            3, new[] { _secrets.Hash("ABCDE-FGHJK", "a-1"), _secrets.Hash("ABCDE-FGHJK", "a-2"), other.Hash("ABCDE-FGHJK", "a-1") }.Distinct().Count());
    }
}
