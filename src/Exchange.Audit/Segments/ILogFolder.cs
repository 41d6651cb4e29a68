namespace Exchange.Audit.Segments;

/// <summary>
/// The folder of a log, as far as the log needs one. On disk: <see cref="DiskFolder"/>; in memory, with faults on demand, in the tests.
/// Failures are <see cref="IOException"/> or <see cref="UnauthorizedAccessException"/>.
/// </summary>
internal interface ILogFolder
{
    /// <summary>What to call the folder in a message.</summary>
    string Place { get; }

    /// <summary>The names of the files, in ordinal order; null where there is no such folder.</summary>
    IReadOnlyList<string>? Names();

    /// <summary>Opens an existing file.</summary>
    ILogFile Open(string name, bool writable);

    /// <summary>Makes or replaces a file as a whole: afterwards it is durable, and at no time can anyone see half of it.</summary>
    void Publish(string name, ReadOnlySpan<byte> content);

    /// <summary>Takes the folder's writer lock, making the folder if needed; null where another writer holds it.</summary>
    IDisposable? TryLock();

    /// <summary>Whether a writer holds the lock.</summary>
    bool IsLocked();
}

/// <summary>One open file of a log.</summary>
internal interface ILogFile : IDisposable
{
    /// <summary>The length in bytes, as the file system says now.</summary>
    long Length { get; }

    /// <summary>Reads up to <paramref name="destination"/>'s size; 0 at the end of the file.</summary>
    int Read(long offset, Span<byte> destination);

    /// <inheritdoc cref="Read"/>
    ValueTask<int> ReadAsync(long offset, Memory<byte> destination, CancellationToken cancellationToken);

    /// <summary>Writes all of <paramref name="bytes"/>; durable only after <see cref="Flush"/>.</summary>
    void Write(long offset, ReadOnlySpan<byte> bytes);

    /// <summary>Returns once everything written is on the disk.</summary>
    void Flush();

    /// <summary>Cuts the file.</summary>
    void Cut(long length);
}
