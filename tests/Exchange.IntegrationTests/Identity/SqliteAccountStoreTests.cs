using Exchange.Storage;

namespace Exchange.IntegrationTests.Identity;

public sealed class SqliteAccountStoreTests : AccountStoreCompliance
{
    protected override Task<StorageOptions?> EmptyAsync() => Task.FromResult<StorageOptions?>(null);
}
