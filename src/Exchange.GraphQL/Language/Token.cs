namespace Exchange.GraphQL.Language;

/// <summary>The lexical tokens (GraphQL September 2025, section 2.1.5 to 2.1.9).</summary>
internal enum TokenKind : byte
{
    /// <summary>The end of the document.</summary>
    End,
    Bang,
    Dollar,
    Ampersand,
    LeftParen,
    RightParen,
    Spread,
    Colon,
    Equals,
    At,
    LeftBracket,
    RightBracket,
    LeftBrace,
    Pipe,
    RightBrace,
    Name,
    Int,
    Float,
    String,
    BlockString,
}

/// <summary>One token: its kind and the bytes it covers.</summary>
internal readonly record struct Token(TokenKind Kind, SourceLocation Location)
{
    public bool IsString => Kind is TokenKind.String or TokenKind.BlockString;
}
