using Exchange.Audit.Verification;
using Exchange.Audit.Writing;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.Audit.Writing;

public sealed class AppendVerifyPropertyTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public async Task Whatever_happens_every_acknowledged_entry_is_on_record_in_order_and_the_chain_is_whole(int seed)
    {
        var chance = new Random(seed);
        var folder = new MemoryLogFolder();
        var acknowledged = new List<string>();
        var number = 0;
        for (var life = 0; life < 12; life++)
        {
            var clock = new AuditClock();
            var log = await MemoryLogs.OpenAsync(folder, clock);
            for (var step = chance.Next(8); step > 0; step--)
            {
                folder.OnWrite = chance.Next(6) == 0 ? (_, size) => new MemoryLogFolder.DiskFault(size * 2 / 3) : null;
                folder.OnFlush = chance.Next(6) == 0 ? () => throw new IOException("Input/output error.") : null;
                clock.Advance(TimeSpan.FromMilliseconds(chance.Next(2000)));
                var batch = Enumerable.Range(0, chance.Next(1, 9)).Select(_ => AppendAsync(log, ++number)).ToList();
                var receipts = (await Task.WhenAll(batch)).OfType<(long Sequence, string Id)>();
                acknowledged.AddRange(receipts.OrderBy(receipt => receipt.Sequence).Select(receipt => receipt.Id));
            }

            folder.OnWrite = null;
            folder.OnFlush = null;
            folder = await EndLifeAsync(log, folder, isKilled: chance.Next(2) == 0);
            var findings = AccessLogVerifier.Verify(folder).Findings.Where(finding => finding.Severity == FindingSeverity.Damage);
            Assert.True(!findings.Any(), $"seed {seed}, life {life}: {string.Join("; ", findings)}");
            var recorded = await folder.AccessIdsAsync();
            Assert.True(acknowledged.SequenceEqual(recorded.Where(acknowledged.Contains)), $"seed {seed}, life {life}: an entry is gone");
        }

        Assert.NotEmpty(acknowledged);
    }

    private static async Task<MemoryLogFolder> EndLifeAsync(AccessLog log, MemoryLogFolder folder, bool isKilled)
    {
        var atKill = folder.Copy();
        await log.DisposeAsync();
        return isKilled ? atKill : folder;
    }

    private static async Task<(long Sequence, string Id)?> AppendAsync(AccessLog log, int number)
    {
        var entry = AuditSamples.Small(number);
        try
        {
            return ((await log.AppendAsync(entry)).Sequence, entry.AccessId);
        }
        catch (AuditUnavailableException)
        {
            return null;
        }
    }
}
