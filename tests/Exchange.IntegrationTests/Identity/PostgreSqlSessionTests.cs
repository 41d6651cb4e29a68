using Exchange.IntegrationTests.Storage;
using Exchange.Storage;

namespace Exchange.IntegrationTests.Identity;

public sealed class PostgreSqlSessionTests(PostgreSqlTemplate template) : SessionTests, IClassFixture<PostgreSqlTemplate>
{
    protected override async Task<StorageOptions?> StoreAsync() => new(StorageProvider.PostgreSql, await template.CopyAsync());
}
