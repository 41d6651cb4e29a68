using System.Buffers;

namespace Exchange.Federation.Execution;

/// <summary>An answer that is no GraphQL response. Never leaves the executor; says nothing of what was in it.</summary>
internal sealed class MalformedAnswerException(string message) : Exception(message);

/// <summary>
/// Reads JSON (RFC 8259) where it lies, strictly, giving positions instead of values. The bytes must be valid UTF-8 as a whole. Throws
/// <see cref="MalformedAnswerException"/>.
/// </summary>
internal ref struct JsonScanner(ReadOnlySpan<byte> json, int position)
{
    /// <summary>Arrays and objects inside each other, in a value that is passed over.</summary>
    public const int MaxDepth = 128;

    private static readonly SearchValues<byte> EndsRun = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(control => (byte)control), (byte)'"', (byte)'\\']);

    private readonly ReadOnlySpan<byte> _json = json;
    private int _position = position;

    /// <summary>Where the next byte is read.</summary>
    public readonly int Position => _position;

    /// <summary>The next byte that is no white space, not yet passed; 0 at the end.</summary>
    public byte Peek()
    {
        while ((uint)_position < (uint)_json.Length)
        {
            var next = _json[_position];
            if (next > ' ')
            {
                return next;
            }

            if (next is not ((byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t'))
            {
                break;
            }

            _position++;
        }

        return _position >= _json.Length ? (byte)0 : throw Malformed();
    }

    /// <summary>Passes <paramref name="expected"/>, after white space.</summary>
    public void Pass(byte expected)
    {
        if (Peek() != expected)
        {
            throw Malformed();
        }

        _position++;
    }

    /// <summary>Passes <paramref name="expected"/> if it comes next; it must not be white space.</summary>
    public bool TryPass(byte expected)
    {
        if (Peek() != expected)
        {
            return false;
        }

        _position++;
        return true;
    }

    /// <summary>Passes these very bytes if they come next.</summary>
    public bool TryPass(ReadOnlySpan<byte> expected)
    {
        if (!_json[_position..].StartsWith(expected))
        {
            return false;
        }

        _position += expected.Length;
        return true;
    }

    /// <summary>After an item or member: true when another one follows, false when <paramref name="end"/> was passed.</summary>
    public bool PassSeparator(byte end)
    {
        var next = Peek();
        _position++;
        return next == ',' || (next == end ? false : throw Malformed());
    }

    /// <summary>Passes a string and gives it with its quotes.</summary>
    public ReadOnlySpan<byte> PassText()
    {
        var start = _position;
        Pass((byte)'"');
        while (true)
        {
            var run = _json[_position..].IndexOfAny(EndsRun);
            if (run < 0)
            {
                throw Malformed();
            }

            _position += run + 1;
            switch (_json[_position - 1])
            {
                case (byte)'"':
                    return _json[start.._position];
                case (byte)'\\':
                    PassEscape();
                    break;
                default:
                    throw Malformed();
            }
        }
    }

    /// <summary>Passes a number, <c>true</c>, <c>false</c> or <c>null</c> and tells which.</summary>
    public CellKind PassLiteral()
    {
        switch (Peek())
        {
            case (byte)'t' when TryPass("true"u8):
            case (byte)'f' when TryPass("false"u8):
                return CellKind.Boolean;
            case (byte)'n' when TryPass("null"u8):
                return CellKind.Null;
            default:
                PassNumber();
                return CellKind.Number;
        }
    }

    /// <summary>Passes whatever value comes next.</summary>
    public void PassValue(int depth = 0)
    {
        switch (Peek())
        {
            case (byte)'"':
                PassText();
                break;
            case (byte)'{':
                PassObject(depth + 1);
                break;
            case (byte)'[':
                PassArray(depth + 1);
                break;
            default:
                PassLiteral();
                break;
        }
    }

    /// <summary>What was passed since a position.</summary>
    public readonly ReadOnlySpan<byte> Since(int start) => _json[start.._position];

    /// <summary>An answer that is not understood.</summary>
    public static MalformedAnswerException Malformed() => new("The answer is not a JSON response.");

    private void PassObject(int depth)
    {
        Demand(depth);
        _position++;
        if (TryPass((byte)'}'))
        {
            return;
        }

        do
        {
            if (Peek() != '"')
            {
                throw Malformed();
            }

            PassText();
            Pass((byte)':');
            PassValue(depth);
        }
        while (PassSeparator((byte)'}'));
    }

    private void PassArray(int depth)
    {
        Demand(depth);
        _position++;
        if (TryPass((byte)']'))
        {
            return;
        }

        do
        {
            PassValue(depth);
        }
        while (PassSeparator((byte)']'));
    }

    private static void Demand(int depth)
    {
        if (depth > MaxDepth)
        {
            throw new MalformedAnswerException("The answer is nested too deeply.");
        }
    }

    private void PassEscape()
    {
        var escape = Next();
        if (escape != 'u')
        {
            _position = "\"\\/bfnrt"u8.Contains(escape) ? _position : throw Malformed();
            return;
        }

        var unit = PassHex();
        if (unit is >= 0xDC00 and <= 0xDFFF)
        {
            throw Malformed();
        }

        // WHY: half of a surrogate pair is no character; passed on it would make the caller's own reader fail.
        if (unit is >= 0xD800 and <= 0xDBFF && !(TryPass("\\u"u8) && PassHex() is >= 0xDC00 and <= 0xDFFF))
        {
            throw Malformed();
        }
    }

    private int PassHex()
    {
        var value = 0;
        for (var i = 0; i < 4; i++)
        {
            var digit = (char)Next();
            if (!char.IsAsciiHexDigit(digit))
            {
                throw Malformed();
            }

            value = (value << 4) | (char.IsAsciiDigit(digit) ? digit - '0' : (digit | 0x20) - 'a' + 10);
        }

        return value;
    }

    private void PassNumber()
    {
        _ = TryPass("-"u8);
        if (!TryPass("0"u8))
        {
            PassDigits();
        }

        if (TryPass("."u8))
        {
            PassDigits();
        }

        if (TryPass("e"u8) || TryPass("E"u8))
        {
            _ = TryPass("-"u8) || TryPass("+"u8);
            PassDigits();
        }
    }

    private void PassDigits()
    {
        var start = _position;
        while ((uint)_position < (uint)_json.Length && char.IsAsciiDigit((char)_json[_position]))
        {
            _position++;
        }

        if (_position == start)
        {
            throw Malformed();
        }
    }

    private byte Next() => (uint)_position < (uint)_json.Length ? _json[_position++] : throw Malformed();
}
