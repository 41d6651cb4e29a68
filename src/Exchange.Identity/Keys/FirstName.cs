using System.Runtime.InteropServices;

namespace Exchange.Identity.Keys;

/// <summary>
/// Gives a finished file its name unless the name is taken, in one step that no other process can come between.
/// WHY not File.Move: on Unix it looks first and renames then; of two that move at once both succeed, and the second replaces the first.
/// </summary>
public static class FirstName
{
    private const int Exists = 17;

    /// <summary>True where the draft now has that name; false where somebody was first. The draft is gone either way.</summary>
    /// <param name="draft">The finished file, in the folder of its name to be. Each caller has one of its own.</param>
    /// <param name="path">The name. Many threads and processes may ask for the same one.</param>
    /// <exception cref="IOException">The folder cannot be written, or its file system knows no links.</exception>
    public static bool TryTake(string draft, string path)
    {
        if (OperatingSystem.IsWindows())
        {
            try
            {
                File.Move(draft, path, overwrite: false);
                return true;
            }
            catch (IOException) when (File.Exists(path))
            {
                File.Delete(draft);
                return false;
            }
        }

        var isTaken = Link(draft, path) != 0;
        var error = Marshal.GetLastPInvokeError();
        File.Delete(draft);
        return !isTaken || (error == Exists ? false : throw new IOException($"Cannot name the file '{path}': {Marshal.GetPInvokeErrorMessage(error)}."));
    }

    [DllImport("libc", EntryPoint = "link", SetLastError = true)]
    private static extern int Link(
        [MarshalAs(UnmanagedType.LPUTF8Str)] string existing, [MarshalAs(UnmanagedType.LPUTF8Str)] string created);
}
