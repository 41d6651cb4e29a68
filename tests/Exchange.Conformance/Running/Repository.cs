namespace Exchange.Conformance.Running;

/// <summary>The checked-out sources: suites and their packages are used where they lie.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string Suites { get; } = Path.Combine(Root, "tests", "Exchange.Conformance", "suites");

    /// <summary>The published graph of the city.</summary>
    public static string CityGraph { get; } = Path.Combine(Root, "tests", "Exchange.UnitTests", "Fixtures", "city.graphql");

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Exchange.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The tests run outside the repository: Exchange.sln is in no folder above them.");
    }
}
