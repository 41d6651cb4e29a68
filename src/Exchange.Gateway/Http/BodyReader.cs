using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace Exchange.Gateway.Http;

/// <summary>Reads a request body of bounded size.</summary>
internal static class BodyReader
{
    /// <summary>
    /// The whole body. Throws <see cref="EnvelopeException"/> (413) as soon as it is seen to be larger than <paramref name="maxBytes"/>.
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
            var read = await request.Body.ReadAsync(buffer.GetMemory(4096), cancellation);
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

    private static EnvelopeException TooLarge(int maxBytes) => new(
        $"The request body is larger than {maxBytes} bytes: send less at a time, and values as variables.",
        StatusCodes.Status413PayloadTooLarge,
        "body");
}
