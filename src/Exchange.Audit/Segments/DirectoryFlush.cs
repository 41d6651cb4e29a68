using System.Runtime.InteropServices;

namespace Exchange.Audit.Segments;

/// <summary>
/// Makes a file's name durable. POSIX promises a new or renamed file after a power cut only once its folder was flushed too; .NET opens no
/// folders, so this asks the C library. Windows journals names itself.
/// </summary>
internal static class DirectoryFlush
{
    private const int ReadOnly = 0;
    private const int InvalidArgument = 22;

    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var descriptor = Open(folder, ReadOnly);
        if (descriptor < 0)
        {
            throw Failure("open");
        }

        try
        {
            // WHY: EINVAL is the answer of file systems that keep no folders to flush.
            if (Synchronize(descriptor) != 0 && Marshal.GetLastPInvokeError() != InvalidArgument)
            {
                throw Failure("flush");
            }
        }
        finally
        {
            _ = Close(descriptor);
        }

        IOException Failure(string what) => new($"Cannot {what} the folder '{folder}': {Marshal.GetLastPInvokeErrorMessage()}.");
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static extern int Synchronize(int descriptor);

    [DllImport("libc", EntryPoint = "close")]
    private static extern int Close(int descriptor);
}
