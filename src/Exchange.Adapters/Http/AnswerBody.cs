using System.Buffers;

namespace Exchange.Adapters.Http;

/// <summary>Reads the body of an answer into rented memory, never more than its bound whatever the department announced.</summary>
internal static class AnswerBody
{
    // WHY: an announced length is a claim; memory is taken as bytes arrive.
    private const int MaxFirstBuffer = 256 * 1024;
    private const int UnknownLength = 4 * 1024;

    /// <summary>
    /// The body; null where it is larger than <paramref name="bound"/>. Throws <see cref="IOException"/> where it ends early.
    /// </summary>
    public static async ValueTask<PooledAnswer?> ReadAsync(Stream body, long? announced, int bound, CancellationToken cancellation)
    {
        if (announced > bound)
        {
            return null;
        }

        // WHY one more: the read that finds the end needs room.
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(announced ?? UnknownLength, MaxFirstBuffer) + 1);
        var filled = 0;
        try
        {
            int read;
            while ((read = await body.ReadAsync(buffer.AsMemory(filled), cancellation)) > 0)
            {
                filled += read;
                if (filled > bound)
                {
                    return null;
                }

                if (filled == buffer.Length)
                {
                    buffer = Grown(buffer, filled);
                }
            }

            if (announced is { } length && filled != length)
            {
                throw new IOException("The body has another length than announced.");
            }

            var answer = new PooledAnswer(buffer, filled);
            buffer = null;
            return answer;
        }
        finally
        {
            if (buffer is not null)
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }
    }

    private static byte[] Grown(byte[] full, int filled)
    {
        var larger = ArrayPool<byte>.Shared.Rent(checked(2 * full.Length));
        full.AsSpan(0, filled).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(full);
        return larger;
    }
}
