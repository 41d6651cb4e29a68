namespace Exchange.GraphQL.Language;

/// <summary>
/// The errors of lexer and parser. INVARIANT: a message names kinds of tokens, never their text: an unquoted value may be personal.
/// </summary>
internal static class SyntaxErrors
{
    /// <summary>The document is not GraphQL.</summary>
    public static GraphQLException Invalid(SourceLocation location, string message) =>
        new(new GraphQLError(ErrorCodes.ParseFailed, message) { Locations = [location] });

    /// <summary>A named limit stopped the document.</summary>
    public static GraphQLException LimitExceeded(SourceLocation location, string limit, string message) =>
        new(new GraphQLError(ErrorCodes.LimitExceeded, message) { Locations = [location], Limit = limit });

    /// <summary>Another token was needed here.</summary>
    public static GraphQLException Unexpected(in Token found, string expected) =>
        Invalid(found.Location, $"Expected {expected}, found {Describe(found.Kind)}.");

    /// <summary>A kind of token, for a message.</summary>
    public static string Describe(TokenKind kind) => kind switch
    {
        TokenKind.End => "the end of the document",
        TokenKind.Bang => "\"!\"",
        TokenKind.Dollar => "\"$\"",
        TokenKind.Ampersand => "\"&\"",
        TokenKind.LeftParen => "\"(\"",
        TokenKind.RightParen => "\")\"",
        TokenKind.Spread => "\"...\"",
        TokenKind.Colon => "\":\"",
        TokenKind.Equals => "\"=\"",
        TokenKind.At => "\"@\"",
        TokenKind.LeftBracket => "\"[\"",
        TokenKind.RightBracket => "\"]\"",
        TokenKind.LeftBrace => "\"{\"",
        TokenKind.Pipe => "\"|\"",
        TokenKind.RightBrace => "\"}\"",
        TokenKind.Name => "a name",
        TokenKind.Int => "an integer",
        TokenKind.Float => "a float",
        _ => "a string",
    };
}
