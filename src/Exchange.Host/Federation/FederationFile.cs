using Exchange.Host.Composition;

namespace Exchange.Host.Federation;

/// <summary>Reads the files that a command of the federation is given.</summary>
internal static class FederationFile
{
    /// <summary>The whole file; throws <see cref="HubException"/> that names it where it cannot be read.</summary>
    public static byte[] Read(FileInfo file)
    {
        try
        {
            return File.ReadAllBytes(file.FullName);
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new HubException($"{file.Name}: there is no such file.", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new HubException($"{file.Name}: this file cannot be read.", fault);
        }
    }
}
