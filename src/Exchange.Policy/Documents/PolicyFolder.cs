using Exchange.Policy.Documents.Reading;
using Exchange.Policy.Findings;
using Exchange.Policy.Standard;

namespace Exchange.Policy.Documents;

/// <summary>
/// Loads the documents of <c>policies/</c>: <c>vocabulary.yaml</c>, <c>clients.yaml</c>, <c>guards.yaml</c>, <c>departments/*.yaml</c> and
/// <c>documents/*/*.graphql</c>; the tests in <c>tests/*.yaml</c> travel with them. Every mistake is reported at once with its place; where there
/// is one, there are no policies.
/// </summary>
public static class PolicyFolder
{
    private static readonly EnumerationOptions Listing = new() { IgnoreInaccessible = false, AttributesToSkip = FileAttributes.Hidden };

    /// <summary>Loads a folder. A folder or file that cannot be read is a finding, not an exception.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="standard">The data standard whose fields the policies are about.</param>
    /// <param name="now">The time, to warn of what is over; null where that is of no interest.</param>
    public static PolicyFolderResult Load(string folder, DataStandard standard, DateTimeOffset? now = null)
    {
        try
        {
            return Parse(ReadAll(folder), standard, now);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            var message = $"The policies cannot be read ({fault.GetType().Name}): check that the folder exists and may be read.";
            return new PolicyFolderResult(null, [new Finding("unreadable", folder, 0, 0, "", message)]);
        }
    }

    /// <summary>Reads documents that are already in memory.</summary>
    /// <param name="documents">The text of each document by its path relative to the folder, with forward slashes.</param>
    /// <param name="standard">The data standard whose fields the policies are about.</param>
    /// <param name="now">The time, to warn of what is over; null where that is of no interest.</param>
    public static PolicyFolderResult Parse(
        IReadOnlyDictionary<string, string> documents, DataStandard standard, DateTimeOffset? now = null) =>
        new PolicyReader(documents, standard, now).Read();

    /// <summary>
    /// The text of every policy document in a folder by its path relative to the folder: what a published version consists of.
    /// </summary>
    public static IReadOnlyDictionary<string, string> ReadAll(string folder)
    {
        // WHY: *.yml is taken along to be refused; passed over in silence it could be a restriction that nobody misses.
        var files = new[] { folder, Path.Combine(folder, PolicyReader.DepartmentsFolder), Path.Combine(folder, PolicyReader.TestsFolder) }
            .Where(place => place == folder || Directory.Exists(place)).SelectMany(place => Directory.EnumerateFiles(place, "*.y*ml", Listing));
        return files.Concat(Trusted(Path.Combine(folder, TrustedDocumentReader.Folder)))
            .ToDictionary(file => Path.GetRelativePath(folder, file).Replace('\\', '/'), File.ReadAllText, StringComparer.Ordinal);
    }

    // WHY every file there is: one that is misspelt is refused, not passed over.
    private static IEnumerable<string> Trusted(string folder) => !Directory.Exists(folder)
        ? []
        : Directory.EnumerateFiles(
            folder,
            "*",
            new EnumerationOptions
            {
                IgnoreInaccessible = false, AttributesToSkip = FileAttributes.Hidden, RecurseSubdirectories = true, MaxRecursionDepth = 3,
            });
}
