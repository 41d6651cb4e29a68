namespace Exchange.FederationTests.Planning;

/// <summary>
/// Plans as text, to be read as prose. With <c>EXCHANGE_RECORD_SNAPSHOTS</c> set to the folder of the snapshots in the source tree they are
/// written anew.
/// </summary>
public sealed class PlanSnapshotTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Planning", "Snapshots");

    public static TheoryData<string> Names =>
        [.. Directory.GetFiles(Folder, "*.graphql").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_plan_reads_as_its_snapshot(string name)
    {
        var printed = new PlanCase(File.ReadAllText(Path.Combine(Folder, $"{name}.graphql"))).Print();
        if (Environment.GetEnvironmentVariable("EXCHANGE_RECORD_SNAPSHOTS") is { Length: > 0 } source)
        {
            File.WriteAllText(Path.Combine(source, $"{name}.txt"), printed);
            return;
        }

        var file = Path.Combine(Folder, $"{name}.txt");
        Assert.Equal(File.Exists(file) ? File.ReadAllText(file) : "", printed);
    }
}
