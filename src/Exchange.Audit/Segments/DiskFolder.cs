using Microsoft.Win32.SafeHandles;

namespace Exchange.Audit.Segments;

/// <summary>A folder of the file system, local or at least with working locks and flushes.</summary>
internal sealed class DiskFolder(string path) : ILogFolder
{
    private const int LockAttempts = 20;
    private const int SharingViolation = unchecked((int)0x80070020);
    private const int WouldBlockOnLinux = 11;
    private const int WouldBlockOnMac = 35;

    public string Place => path;

    public IReadOnlyList<string>? Names() => Directory.Exists(path)
        ? [.. Directory.EnumerateFiles(path).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)]
        : null;

    public ILogFile Open(string name, bool writable) => new DiskFile(File.OpenHandle(
        Path.Combine(path, name),
        FileMode.Open,
        writable ? FileAccess.ReadWrite : FileAccess.Read,
        writable ? FileShare.Read : FileShare.ReadWrite | FileShare.Delete));

    public void Publish(string name, ReadOnlySpan<byte> content)
    {
        var target = Path.Combine(path, name);
        var draft = target + LogFileNames.DraftSuffix;
        using (var handle = File.OpenHandle(draft, FileMode.Create, FileAccess.Write))
        {
            RandomAccess.Write(handle, content, 0);
            RandomAccess.FlushToDisk(handle);
        }

        File.Move(draft, target, overwrite: true);
        DirectoryFlush.Flush(path);
    }

    public IDisposable? TryLock()
    {
        MakeFolder();
        var file = Path.Combine(path, LogFileNames.Lock);

        // WHY: a verifier that asks whether the folder is in use holds a shared lock for a moment; that must not keep a hub from starting.
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException refusal) when (IsHeldByAnother(refusal))
            {
                if (attempt == LockAttempts)
                {
                    return null;
                }

                Thread.Sleep(millisecondsTimeout: 5);
            }
        }
    }

    public bool IsLocked()
    {
        var file = Path.Combine(path, LogFileNames.Lock);
        if (!File.Exists(file))
        {
            return false;
        }

        try
        {
            using var probe = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read);
            return false;
        }
        catch (IOException refusal) when (IsHeldByAnother(refusal))
        {
            return true;
        }
    }

    private static bool IsHeldByAnother(IOException refusal) =>
        refusal.HResult is SharingViolation or WouldBlockOnLinux or WouldBlockOnMac;

    private void MakeFolder()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private sealed class DiskFile(SafeFileHandle handle) : ILogFile
    {
        public long Length => RandomAccess.GetLength(handle);

        public int Read(long offset, Span<byte> destination) => RandomAccess.Read(handle, destination, offset);

        public ValueTask<int> ReadAsync(long offset, Memory<byte> destination, CancellationToken cancellationToken) =>
            RandomAccess.ReadAsync(handle, destination, offset, cancellationToken);

        public void Write(long offset, ReadOnlySpan<byte> bytes) => RandomAccess.Write(handle, bytes, offset);

        public void Flush() => RandomAccess.FlushToDisk(handle);

        public void Cut(long length) => RandomAccess.SetLength(handle, length);

        public void Dispose() => handle.Dispose();
    }
}
