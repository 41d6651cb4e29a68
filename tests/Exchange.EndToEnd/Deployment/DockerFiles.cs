namespace Exchange.EndToEnd.Deployment;

/// <summary>The checked-out files of <c>docker/</c>.</summary>
internal static class DockerFiles
{
    /// <summary>The root of the repository.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The full path of a file in <c>docker/</c>.</summary>
    public static string Of(string name) => Path.Combine(Root, "docker", name);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Exchange.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside the repository.");
        }

        return folder.FullName;
    }
}
