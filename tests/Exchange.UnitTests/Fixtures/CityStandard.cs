using Exchange.Policy.Standard;

namespace Exchange.UnitTests.Fixtures;

/// <summary>The repository's own data standard, read once.</summary>
internal static class CityStandard
{
    /// <summary>The folder <c>schemas</c> of the repository that the tests run from.</summary>
    public static string Folder { get; } = Path.Combine(Root(), "schemas");

    private static readonly Lazy<DataStandard> Loaded = new(() =>
    {
        var result = DataStandardLoader.Load(Folder);
        return result.Standard ?? throw new InvalidOperationException(string.Join('\n', result.Findings));
    });

    /// <summary>The standard; throws with every finding where it has mistakes.</summary>
    public static DataStandard Standard => Loaded.Value;

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Exchange.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests have to run inside the repository.");
    }
}
