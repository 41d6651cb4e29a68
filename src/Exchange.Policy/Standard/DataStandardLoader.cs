namespace Exchange.Policy.Standard;

/// <summary>Reads a folder of data standard documents.</summary>
public static class DataStandardLoader
{
    /// <summary>
    /// Reads <c>*.schema.json</c>, <c>ladders.json</c> and <c>departments/*.yaml</c> and reports every mistake at once.
    /// A file that cannot be read is a finding too.
    /// </summary>
    /// <param name="folder">The folder, usually <c>schemas</c>.</param>
    public static StandardResult Load(string folder) => new Reading.StandardReader(folder).Read();
}
