using System.Text;

namespace Exchange.GraphQL.Language;

/// <summary>
/// Cuts valid UTF-8 into tokens (GraphQL September 2025, section 2.1), one at a time, each byte read once. Counts tokens and digits
/// against the limits.
/// </summary>
internal ref partial struct Lexer
{
    private readonly ReadOnlySpan<byte> _source;
    private readonly ParserLimits _limits;
    private int _position;
    private int _tokens;
    private int _line;

    // INVARIANT: the byte at _position stands in column _position - _lineStart + 1. Where a character on the line has fewer columns than
    // bytes, _lineStart is moved on by the difference.
    private int _lineStart;

    public Lexer(ReadOnlySpan<byte> source, ParserLimits limits)
    {
        _source = source;
        _limits = limits;
        _line = 1;
    }

    /// <summary>The bytes of a token.</summary>
    public readonly ReadOnlySpan<byte> Slice(in Token token) => _source[token.Location.Start..token.Location.End];

    /// <summary>Reads the next token; <see cref="TokenKind.End"/> from the end on.</summary>
    public void Read(out Token token)
    {
        SkipIgnored();
        int start = _position, line = _line, column = start - _lineStart + 1;
        if (start == _source.Length)
        {
            token = new Token(TokenKind.End, new SourceLocation(line, column, start, start));
            return;
        }

        _limits.Work?.Token();
        if (++_tokens > _limits.MaxTokens)
        {
            throw SyntaxErrors.LimitExceeded(
                new SourceLocation(line, column, start, start + 1), "tokens", $"The document has more than {_limits.MaxTokens} tokens.");
        }

        var kind = ReadToken();
        token = new Token(kind, new SourceLocation(line, column, start, _position));
    }

    private TokenKind ReadToken()
    {
        var first = _source[_position];
        if (IsNameStart(first))
        {
            return ReadName();
        }

        if (first == '-' || IsDigit(first))
        {
            return ReadNumber();
        }

        if (first == '"')
        {
            return ReadString();
        }

        return ReadPunctuator(first);
    }

    private TokenKind ReadName()
    {
        var source = _source;
        var position = _position + 1;
        while (position < source.Length && IsNameContinue(source[position]))
        {
            position++;
        }

        _position = position;
        return TokenKind.Name;
    }

    private TokenKind ReadPunctuator(byte first)
    {
        var kind = first switch
        {
            (byte)'!' => TokenKind.Bang,
            (byte)'$' => TokenKind.Dollar,
            (byte)'&' => TokenKind.Ampersand,
            (byte)'(' => TokenKind.LeftParen,
            (byte)')' => TokenKind.RightParen,
            (byte)':' => TokenKind.Colon,
            (byte)'=' => TokenKind.Equals,
            (byte)'@' => TokenKind.At,
            (byte)'[' => TokenKind.LeftBracket,
            (byte)']' => TokenKind.RightBracket,
            (byte)'{' => TokenKind.LeftBrace,
            (byte)'|' => TokenKind.Pipe,
            (byte)'}' => TokenKind.RightBrace,
            _ => TokenKind.End,
        };
        if (kind != TokenKind.End)
        {
            _position++;
            return kind;
        }

        if (_source[_position..].StartsWith("..."u8))
        {
            _position += 3;
            return TokenKind.Spread;
        }

        throw Invalid(_position, DescribeStray(first));
    }

    private static string DescribeStray(byte first) => first switch
    {
        (byte)'.' => "A single \".\" has no meaning in GraphQL; a spread is \"...\".",
        (byte)'\'' => "Strings are written in double quotes, not in single quotes.",
        < 0x20 or 0x7F => $"The control character U+{first:X4} may stand only inside strings and comments.",
        < 0x7F => $"The character \"{(char)first}\" has no meaning in GraphQL outside strings and comments.",
        _ => "Characters outside ASCII may stand only inside strings and comments; put text in double quotes.",
    };

    /// <summary>Skips what section 2.1.7 calls ignored: byte order marks, white space, line ends, comments and commas.</summary>
    private void SkipIgnored()
    {
        while (_position < _source.Length)
        {
            switch (_source[_position])
            {
                case (byte)' ' or (byte)'\t' or (byte)',':
                    _position++;
                    break;
                case (byte)'\n' or (byte)'\r':
                    ReadLineEnd();
                    break;
                case (byte)'#':
                    SkipComment();
                    break;
                case 0xEF when _source[_position..].StartsWith("\uFEFF"u8):
                    Pass(3);
                    break;
                default:
                    return;
            }
        }
    }

    private void SkipComment()
    {
        var rest = _source[_position..];
        var length = rest.IndexOfAny((byte)'\n', (byte)'\r');
        Pass(length < 0 ? rest.Length : length);
    }

    /// <summary>Passes "\n", "\r\n" or "\r" (section 2.1.3): one line end each.</summary>
    private void ReadLineEnd()
    {
        _position += _source[_position..].StartsWith("\r\n"u8) ? 2 : 1;
        _line++;
        _lineStart = _position;
    }

    /// <summary>Passes whole characters that end no line.</summary>
    private void Pass(int length)
    {
        var passed = _source.Slice(_position, length);
        if (!Ascii.IsValid(passed))
        {
            _lineStart += length - SourceText.ColumnsOf(passed);
        }

        _position += length;
    }

    private readonly GraphQLException Invalid(int position, string message) =>
        SyntaxErrors.Invalid(SourceText.Locate(_source, position, Math.Min(position + 1, _source.Length)), message);

    private static bool IsDigit(byte value) => value is >= (byte)'0' and <= (byte)'9';

    private static bool IsNameStart(byte value) => (uint)((value | 0x20) - 'a') <= 'z' - 'a' || value == '_';

    private static bool IsNameContinue(byte value) => IsNameStart(value) || IsDigit(value);
}
