using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace Exchange.Gateway.Http;

/// <summary>Reads a request body of bounded size.</summary>
internal static class BodyReader
{
    /// <summary>
    /// The whole body. Throws <see cref="EnvelopeException"/>: 413 as soon as it is seen to be larger than <paramref name="maxBytes"/>,
    /// 400 or 408 where it breaks off, is not framed as HTTP has it, or comes too slowly.
    /// </summary>
    public static async ValueTask<ReadOnlyMemory<byte>> ReadAsync(HttpRequest request, int maxBytes, CancellationToken cancellation)
    {
        if (request.ContentLength > maxBytes)
        {
            throw TooLarge(maxBytes);
        }

        var buffer = new ArrayBufferWriter<byte>((int)Math.Max(256, request.ContentLength ?? 4096));
        while (true)
        {
            var read = await ReadSomeAsync(request, buffer.GetMemory(4096), maxBytes, cancellation);
            if (read == 0)
            {
                return buffer.WrittenMemory;
            }

            buffer.Advance(read);
            if (buffer.WrittenCount > maxBytes)
            {
                throw TooLarge(maxBytes);
            }
        }
    }

    // WHY: the server has a limit of its own, and refuses bodies that are not HTTP; a known caller's request is on record then too.
    private static async ValueTask<int> ReadSomeAsync(HttpRequest request, Memory<byte> buffer, int maxBytes, CancellationToken cancellation)
    {
        try
        {
            return await request.Body.ReadAsync(buffer, cancellation);
        }
        catch (BadHttpRequestException refused)
        {
            throw refused.StatusCode == StatusCodes.Status413PayloadTooLarge
                ? TooLarge(maxBytes)
                : new EnvelopeException("The request body did not arrive whole: send it again, framed as HTTP has it.", refused.StatusCode);
        }
    }

    private static EnvelopeException TooLarge(int maxBytes) => new(
        $"The request body is larger than {maxBytes} bytes: send less at a time, and values as variables.",
        StatusCodes.Status413PayloadTooLarge,
        "body");
}
