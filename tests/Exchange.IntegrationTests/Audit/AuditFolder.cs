using System.Globalization;
using Exchange.Audit.Records;
using Exchange.Audit.Writing;

namespace Exchange.IntegrationTests.Audit;

/// <summary>A log folder on the real disk, gone after the test.</summary>
internal sealed class AuditFolder : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("exchange-audit-");

    public AuditFolder() => Path = System.IO.Path.Combine(_root.FullName, "data", "audit");

    public string Path { get; }

    public static AccessRecord Record(int number) => new()
    {
        Time = new DateTimeOffset(2026, 11, 21, 8, 0, 0, TimeSpan.Zero).AddMilliseconds(number),
        AccessId = "01939a3c-0000-7000-8000-" + number.ToString("D12", CultureInfo.InvariantCulture),
        Caller = new RecordedCaller { ClientId = "clinic", Department = "health", Roles = ["community-doctor"], Purpose = "care.heat" },
        PolicyVersion = "1",
        Outcome = AccessOutcome.Answered,
        Disclosures =
        [
            new DisclosureGroup
            {
                Subjects = ["AQIDBAUGBwgJCgsMDQ4PEBESEw"],
                SubjectCount = 1,
                Cells =
                [
                    new DisclosedCell { Coordinate = "Person.riskGroup", Level = "full", Outcome = CellOutcome.Disclosed, Records = 1 },
                ],
            },
        ],
        Sources = [new SourceAccess("health", "ok", 1, 1)],
    };

    public ValueTask<AccessLog> OpenAsync(long segmentBytes = 16 << 10) => AccessLog.OpenAsync(
        new AccessLogOptions
        {
            Folder = Path,
            StoreId = new Guid("01939a3c-0000-7000-8000-00000000aaaa"),
            TimeProvider = TimeProvider.System,
            SegmentBytes = segmentBytes,
        },
        TestContext.Current.CancellationToken);

    /// <summary>What a crash leaves: the files as they are now, without the lock.</summary>
    public AuditFolder CopyAsCrashed()
    {
        var copy = new AuditFolder();
        Directory.CreateDirectory(copy.Path);
        foreach (var file in Directory.EnumerateFiles(Path).Where(file => System.IO.Path.GetFileName(file) != "lock"))
        {
            File.Copy(file, System.IO.Path.Combine(copy.Path, System.IO.Path.GetFileName(file)));
        }

        return copy;
    }

    public string LastSegment() => Directory.EnumerateFiles(Path, "*.seg").Order(StringComparer.Ordinal).Last();

    public void Dispose() => _root.Delete(recursive: true);
}
