using Exchange.IntegrationTests.Storage;
using Exchange.Storage;

namespace Exchange.IntegrationTests.Identity;

public sealed class PostgreSqlAccountStoreTests(PostgreSqlTemplate template) : AccountStoreCompliance, IClassFixture<PostgreSqlTemplate>
{
    protected override async Task<StorageOptions?> EmptyAsync() => new(StorageProvider.PostgreSql, await template.CopyAsync());
}
