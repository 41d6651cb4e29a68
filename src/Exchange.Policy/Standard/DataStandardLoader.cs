using Exchange.Policy.Standard.Reading;

namespace Exchange.Policy.Standard;

/// <summary>Reads the documents of a data standard.</summary>
public static class DataStandardLoader
{
    /// <summary>
    /// Reads <c>*.schema.json</c>, <c>ladders.json</c> and <c>departments/*.yaml</c> and reports every mistake at once.
    /// A folder or file that cannot be read is a finding too.
    /// </summary>
    /// <param name="folder">The folder, usually <c>schemas</c>.</param>
    public static StandardResult Load(string folder)
    {
        var log = new FindingLog();
        var files = StandardFolder.Read(folder, log);
        return log.IsEmpty ? new StandardReader(files, log).Read() : new StandardResult(null, log.Findings);
    }

    /// <summary>Reads documents that are in memory.</summary>
    /// <param name="documents">UTF-8 text by path in the folder, for example <c>departments/health.yaml</c>.</param>
    public static StandardResult Load(IReadOnlyDictionary<string, byte[]> documents) =>
        new StandardReader(documents, new FindingLog()).Read();
}
