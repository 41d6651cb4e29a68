using System.Buffers;

namespace Exchange.GraphQL.Language;

/// <content>Numbers and strings (section 2.9.1, 2.9.2 and 2.9.4).</content>
internal ref partial struct Lexer
{
    /// <summary>The bytes that mean something inside a string.</summary>
    private static readonly SearchValues<byte> EndsOfText = SearchValues.Create("\"\\\n\r"u8);

    private TokenKind ReadNumber()
    {
        var start = _position;
        ReadIntegerPart();
        var isFloat = false;
        if (Peek() == '.')
        {
            isFloat = true;
            _position++;
            ReadDigits();
        }

        if (Peek() is 'e' or 'E')
        {
            isFloat = true;
            _position++;
            _position += Peek() is '+' or '-' ? 1 : 0;
            ReadDigits();
        }

        // WHY: the specification forbids "0xF1" and "1.2.3" to fall apart into two tokens (lookahead restrictions of section 2.9.1).
        if (Peek() is var next && (next == '.' || (next >= 0 && IsNameContinue((byte)next))))
        {
            throw Invalid(_position, "A number must be followed by something other than a letter, a digit, \"_\" or \".\".");
        }

        if (_position - start > _limits.MaxDigits)
        {
            throw SyntaxErrors.LimitExceeded(
                SourceText.Locate(_source, start, _position), "digits", $"A number has more than {_limits.MaxDigits} characters.");
        }

        return isFloat ? TokenKind.Float : TokenKind.Int;
    }

    private void ReadIntegerPart()
    {
        _position += Peek() == '-' ? 1 : 0;
        if (Peek() != '0')
        {
            ReadDigits();
            return;
        }

        _position++;
        if (Peek() is >= '0' and <= '9')
        {
            throw Invalid(_position, "A number must not start with a zero that other digits follow.");
        }
    }

    private void ReadDigits()
    {
        if (Peek() is < '0' or > '9')
        {
            throw Invalid(_position, "A number is cut off here: a digit is missing.");
        }

        while (Peek() is >= '0' and <= '9')
        {
            _position++;
        }
    }

    private TokenKind ReadString()
    {
        if (_source[_position..].StartsWith("\"\"\""u8))
        {
            ReadBlockString();
            return TokenKind.BlockString;
        }

        _position++;
        while (true)
        {
            PassText();
            switch (Peek())
            {
                case '"':
                    _position++;
                    return TokenKind.String;
                case '\\':
                    ReadEscape();
                    break;
                default:
                    throw Invalid(_position, "The string is not ended on its line; end it with a double quote.");
            }
        }
    }

    private void ReadEscape()
    {
        var length = StringDecoder.ReadEscape(_source[_position..], out _);
        if (length == 0)
        {
            throw Invalid(
                _position,
                "This escape is not known; GraphQL has \\\" \\\\ \\/ \\b \\f \\n \\r \\t, \\u with four hexadecimal digits and \\u{…}, "
                + "and none of them may be half of a surrogate pair.");
        }

        _position += length;
    }

    private void ReadBlockString()
    {
        _position += 3;
        while (true)
        {
            PassText();
            switch (Peek())
            {
                case < 0:
                    throw Invalid(_position, "The block string is never ended; end it with three double quotes.");
                case '"' when _source[_position..].StartsWith("\"\"\""u8):
                    _position += 3;
                    return;
                case '\\' when _source[_position..].StartsWith("\\\"\"\""u8):
                    _position += 4;
                    break;
                case '\n' or '\r':
                    ReadLineEnd();
                    break;
                default:
                    _position++;
                    break;
            }
        }
    }

    private void PassText()
    {
        var rest = _source[_position..];
        var length = rest.IndexOfAny(EndsOfText);
        Pass(length < 0 ? rest.Length : length);
    }

    private readonly int Peek() => _position < _source.Length ? _source[_position] : -1;
}
