namespace Exchange.EndToEnd.Running;

/// <summary>A folder of its own below the system's temporary folder; it goes when it is disposed.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public string Location { get; } = Directory.CreateTempSubdirectory("exchange-end-to-end-").FullName;

    public string Of(params string[] names) => Path.Combine([Location, .. names]);

    /// <summary>Copies a folder of a hub that does not run, with the modes of its files.</summary>
    public string Take(string source, string name)
    {
        var target = Of(name);
        Copy(source, target);
        return target;
    }

    public void Dispose() => Directory.Delete(Location, recursive: true);

    private static void Copy(string source, string target)
    {
        Directory.CreateDirectory(target, Private);
        foreach (var file in Directory.EnumerateFiles(source))
        {
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
        }

        foreach (var folder in Directory.EnumerateDirectories(source))
        {
            Copy(folder, Path.Combine(target, Path.GetFileName(folder)));
        }
    }
}
