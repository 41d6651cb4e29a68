using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Exchange.GraphQL.Language;

/// <summary>What must hold of a document's bytes before any token is read, and where in it a byte stands.</summary>
internal static class SourceText
{
    /// <summary>Refuses documents over <see cref="ParserLimits.MaxBytes"/>.</summary>
    public static void RequireLength(int bytes, ParserLimits limits)
    {
        if (bytes > limits.MaxBytes)
        {
            var start = new SourceLocation(1, 1, 0, 0);
            throw SyntaxErrors.LimitExceeded(start, "documentBytes", $"The document is longer than {limits.MaxBytes} bytes.");
        }
    }

    /// <summary>Refuses text that is not UTF-8, at the first byte that breaks it.</summary>
    public static void RequireValidUtf8(ReadOnlySpan<byte> utf8)
    {
        if (Utf8.IsValid(utf8))
        {
            return;
        }

        var position = 0;
        while (Rune.DecodeFromUtf8(utf8[position..], out _, out var length) == OperationStatus.Done)
        {
            position += length;
        }

        throw SyntaxErrors.Invalid(Locate(utf8, position, position + 1), "The document is not valid UTF-8 here.");
    }

    /// <summary>Transcodes text; a lone surrogate is a located error.</summary>
    public static byte[] ToUtf8(string text)
    {
        var buffer = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        var status = Utf8.FromUtf16(text, buffer, out _, out var written, replaceInvalidSequences: false);
        if (status != OperationStatus.Done)
        {
            throw SyntaxErrors.Invalid(Locate(buffer, written, written), "The document holds half of a surrogate pair here.");
        }

        return buffer.AsSpan(0, written).ToArray();
    }

    /// <summary>Finds line and column of a byte by reading from the start; for error paths only.</summary>
    public static SourceLocation Locate(ReadOnlySpan<byte> utf8, int start, int end)
    {
        int line = 1, column = 1;
        for (var i = 0; i < start; i++)
        {
            if (utf8[i] == '\n' || (utf8[i] == '\r' && (i + 1 >= utf8.Length || utf8[i + 1] != '\n')))
            {
                line++;
                column = 1;
            }
            else
            {
                column += ColumnsOf(utf8[i]);
            }
        }

        return new SourceLocation(line, column, start, end);
    }

    /// <summary>How many columns these whole characters take.</summary>
    public static int ColumnsOf(ReadOnlySpan<byte> utf8)
    {
        var columns = 0;
        foreach (var value in utf8)
        {
            columns += ColumnsOf(value);
        }

        return columns;
    }

    /// <summary>How many columns start at this byte of valid UTF-8: two for characters that UTF-16 writes as a pair.</summary>
    public static int ColumnsOf(byte value) => value switch
    {
        < 0x80 => 1,
        < 0xC0 => 0,
        < 0xF0 => 1,
        _ => 2,
    };
}
