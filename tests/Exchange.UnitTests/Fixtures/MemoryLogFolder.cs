using Exchange.Audit.Segments;

namespace Exchange.UnitTests.Fixtures;

/// <summary>
/// A log folder in memory whose disk obeys: it fails when told to, tells what is durable, and can be copied as a crash would leave it.
/// </summary>
internal sealed class MemoryLogFolder : ILogFolder
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, byte[]> _files = new(StringComparer.Ordinal);
    private bool _isLocked;

    public string Place => "memory";

    /// <summary>
    /// Called with the file's name and the bytes about to be written; returns how many reach the disk and may throw afterwards.
    /// </summary>
    public Func<string, int, DiskFault?>? OnWrite { get; set; }

    /// <summary>Called before a flush; throws to fail it.</summary>
    public Action? OnFlush { get; set; }

    /// <summary>Called before a file is published; throws to fail it.</summary>
    public Action<string>? OnPublish { get; set; }

    public byte[] this[string name]
    {
        get
        {
            lock (_gate)
            {
                return [.. _files[name]];
            }
        }

        set
        {
            lock (_gate)
            {
                _files[name] = [.. value];
            }
        }
    }

    public MemoryLogFolder Copy()
    {
        var copy = new MemoryLogFolder();
        lock (_gate)
        {
            foreach (var (name, bytes) in _files)
            {
                copy._files[name] = [.. bytes];
            }
        }

        return copy;
    }

    public void Remove(string name)
    {
        lock (_gate)
        {
            _files.Remove(name);
        }
    }

    public IReadOnlyList<string> Names()
    {
        lock (_gate)
        {
            return [.. _files.Keys];
        }
    }

    public ILogFile Open(string name, bool writable)
    {
        lock (_gate)
        {
            return _files.ContainsKey(name) ? new MemoryFile(this, name) : throw new FileNotFoundException($"No file '{name}'.");
        }
    }

    public void Publish(string name, ReadOnlySpan<byte> content)
    {
        OnPublish?.Invoke(name);
        this[name] = content.ToArray();
    }

    public IDisposable? TryLock()
    {
        lock (_gate)
        {
            if (_isLocked)
            {
                return null;
            }

            _isLocked = true;
            return new Release(this);
        }
    }

    public bool IsLocked()
    {
        lock (_gate)
        {
            return _isLocked;
        }
    }

    /// <summary>What a disk does to a write: it takes <paramref name="Bytes"/> of it and, unless silent, reports the failure.</summary>
    internal sealed record DiskFault(int Bytes, bool IsSilent = false);

    private sealed class Release(MemoryLogFolder folder) : IDisposable
    {
        public void Dispose()
        {
            lock (folder._gate)
            {
                folder._isLocked = false;
            }
        }
    }

    private sealed class MemoryFile(MemoryLogFolder folder, string name) : ILogFile
    {
        public long Length => folder[name].Length;

        public int Read(long offset, Span<byte> destination)
        {
            var bytes = folder[name];
            var count = (int)Math.Clamp(bytes.Length - offset, 0, destination.Length);
            bytes.AsSpan((int)Math.Min(offset, bytes.Length), count).CopyTo(destination);
            return count;
        }

        public ValueTask<int> ReadAsync(long offset, Memory<byte> destination, CancellationToken cancellationToken) =>
            ValueTask.FromResult(Read(offset, destination.Span));

        public void Write(long offset, ReadOnlySpan<byte> bytes)
        {
            var fault = folder.OnWrite?.Invoke(name, bytes.Length);
            var taken = bytes[..(fault?.Bytes ?? bytes.Length)];
            var file = folder[name];
            Array.Resize(ref file, (int)Math.Max(file.Length, offset + taken.Length));
            taken.CopyTo(file.AsSpan((int)offset));
            folder[name] = file;
            if (fault is { IsSilent: false })
            {
                throw new IOException("No space left on device.");
            }
        }

        public void Flush() => folder.OnFlush?.Invoke();

        public void Cut(long length)
        {
            var file = folder[name];
            Array.Resize(ref file, (int)length);
            folder[name] = file;
        }

        public void Dispose()
        {
        }
    }
}
