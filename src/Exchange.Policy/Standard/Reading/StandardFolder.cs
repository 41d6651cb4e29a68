namespace Exchange.Policy.Standard.Reading;

/// <summary>Fetches the documents of a data standard from a folder.</summary>
internal static class StandardFolder
{
    private const int LargestFile = 4 * 1024 * 1024;
    private const string Departments = "departments";

    /// <summary>The content of every document by its path in the folder, with forward slashes; what cannot be read is a finding.</summary>
    public static IReadOnlyDictionary<string, byte[]> Read(string folder, FindingLog log)
    {
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        try
        {
            foreach (var path in Paths(folder))
            {
                Add(path, Path.GetRelativePath(folder, path).Replace('\\', '/'), files, log);
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            log.Add(
                "unreadable", SourcePlace.Of(folder),
                "There is no such folder, or it cannot be read: name the one with the data standard.");
        }

        return files;
    }

    private static IEnumerable<string> Paths(string folder)
    {
        var departments = Path.Combine(folder, Departments);
        var documents = Directory.EnumerateFiles(folder, "*.json");
        return Directory.Exists(departments) ? documents.Concat(Directory.EnumerateFiles(departments, "*.yaml")) : documents;
    }

    private static void Add(string path, string name, Dictionary<string, byte[]> files, FindingLog log)
    {
        try
        {
            if (new FileInfo(path).Length > LargestFile)
            {
                log.Add("unreadable", SourcePlace.Of(name), $"The file is larger than {LargestFile} bytes.");
                return;
            }

            files.Add(name, File.ReadAllBytes(path));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            log.Add("unreadable", SourcePlace.Of(name), "The file cannot be read.");
        }
    }
}
