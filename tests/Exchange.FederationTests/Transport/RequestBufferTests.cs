using System.Buffers;
using Exchange.Adapters.Http;

namespace Exchange.FederationTests.Transport;

public sealed class RequestBufferTests
{
    [Fact]
    public void What_is_written_stands_there_however_it_grows()
    {
        var random = new Random(7);
        var expected = new ArrayBufferWriter<byte>();
        using var buffer = new RequestBuffer();

        for (var i = 0; i < 100; i++)
        {
            var piece = new byte[random.Next(5_000)];
            random.NextBytes(piece);
            expected.Write(piece);
            buffer.Write(piece);
        }

        Assert.True(buffer.Written.Span.SequenceEqual(expected.WrittenSpan));
    }

    [Fact]
    public void More_than_was_given_cannot_be_written_and_nothing_is_left_after_the_end()
    {
        var buffer = new RequestBuffer();
        var room = buffer.GetMemory(10).Length;

        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.Advance(room + 1));
        buffer.Advance(10);
        buffer.Dispose();
        buffer.Dispose();

        Assert.Equal(0, buffer.Written.Length);
    }
}
