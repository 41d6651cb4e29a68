using System.Text;
using Exchange.Policy.Standard;

namespace Exchange.UnitTests.Fixtures;

/// <summary>The city's data standard with one text of its documents replaced.</summary>
internal static class ChangedStandard
{
    public static DataStandard With(string file, string text, string by)
    {
        var documents = Directory.EnumerateFiles(CityStandard.Folder, "*.*", SearchOption.AllDirectories)
            .Where(path => Path.GetExtension(path) is ".json" or ".yaml")
            .ToDictionary(path => Path.GetRelativePath(CityStandard.Folder, path).Replace('\\', '/'), File.ReadAllText);
        Assert.Contains(text, documents[file], StringComparison.Ordinal);
        documents[file] = documents[file].Replace(text, by, StringComparison.Ordinal);
        var result = DataStandardLoader.Load(documents.ToDictionary(document => document.Key, document => Encoding.UTF8.GetBytes(document.Value)));
        Assert.Empty(result.Findings);
        return result.Standard!;
    }
}
