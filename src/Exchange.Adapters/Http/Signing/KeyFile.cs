namespace Exchange.Adapters.Http.Signing;

/// <summary>
/// Reads files that hold keys and certificates: small ones, and with a reason that names the file and nothing of what is in it.
/// </summary>
internal static class KeyFile
{
    private const int MaxBytes = 256 * 1024;

    /// <summary>The text; throws <see cref="InvalidDataException"/> where there is none to be had.</summary>
    public static string Read(string path)
    {
        try
        {
            return new FileInfo(path).Length <= MaxBytes
                ? File.ReadAllText(path)
                : throw new InvalidDataException($"The file {path} is larger than a key or certificate.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new InvalidDataException(
                $"The file {path} cannot be read: it must exist, and the hub's user must be allowed to read it.", failure);
        }
    }
}
