namespace Exchange.Host.Composition;

/// <summary>The folder of the access log, and of keys and store where nothing else is set.</summary>
internal static class DataFolder
{
    /// <summary>Makes the folder and proves that it can be written, or throws one clear line.</summary>
    public static void Prepare(string folder)
    {
        try
        {
            Make(folder);
            var probe = Path.Combine(folder, $".write-test-{Environment.ProcessId}");
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new HubException($"{folder}: this folder cannot be written; give --data a folder that can.", exception);
        }
    }

    // WHY for its owner alone: the embedded store lies in it with the hashes of passwords and everybody's consents. A folder that an operator
    // made keeps the mode that the operator gave it.
    private static void Make(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
            return;
        }

        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
