namespace Exchange.Audit.Segments;

/// <summary>Reading of whole stretches of a log file.</summary>
internal static class LogFileReading
{
    /// <summary>Fills <paramref name="destination"/> as far as the file reaches and returns how far that was.</summary>
    public static async ValueTask<int> ReadFullyAsync(
        this ILogFile file, long offset, Memory<byte> destination, CancellationToken cancellationToken)
    {
        var read = 0;
        while (read < destination.Length)
        {
            var count = await file.ReadAsync(offset + read, destination[read..], cancellationToken).ConfigureAwait(false);
            if (count == 0)
            {
                break;
            }

            read += count;
        }

        return read;
    }

    /// <summary>A file's bytes, up to <paramref name="limit"/>.</summary>
    public static byte[] ReadAll(this ILogFolder folder, string name, long limit)
    {
        using var file = folder.Open(name, writable: false);
        return file.ReadFrom(0, limit);
    }

    /// <summary>The bytes from <paramref name="offset"/> to the end of the file, up to <paramref name="limit"/>.</summary>
    public static byte[] ReadFrom(this ILogFile file, long offset, long limit)
    {
        var bytes = new byte[Math.Clamp(file.Length - offset, 0, limit)];
        var read = 0;
        for (var count = -1; read < bytes.Length && count != 0; read += count)
        {
            count = file.Read(offset + read, bytes.AsSpan(read));
        }

        return read == bytes.Length ? bytes : bytes[..read];
    }
}
