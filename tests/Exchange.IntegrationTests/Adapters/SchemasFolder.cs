using Exchange.Adapters.Configuration;

namespace Exchange.IntegrationTests.Adapters;

/// <summary>The departments' files as they are in the repository.</summary>
internal static class SchemasFolder
{
    public static string Path { get; } = Find();

    public static SourceConfiguration Source(string department)
    {
        var file = $"departments/{department}.yaml";
        var result = SourceConfigurationReader.Read(file, File.ReadAllText(System.IO.Path.Combine(Path, file)));
        Assert.Empty(result.Findings);
        return Assert.IsAssignableFrom<SourceConfiguration>(result.Configuration);
    }

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Exchange.sln")))
            {
                return System.IO.Path.Combine(folder.FullName, "schemas");
            }
        }

        throw new DirectoryNotFoundException("The tests do not run below the repository.");
    }
}
