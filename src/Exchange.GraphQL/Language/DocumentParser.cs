using System.Text;

namespace Exchange.GraphQL.Language;

/// <summary>
/// Recursive descent over the tokens, one token ahead; one file per chapter of the grammar (GraphQL September 2025, appendix B).
/// INVARIANT: everything that recurses goes through <see cref="Enter"/>, so nesting is bounded before the stack is.
/// </summary>
internal ref partial struct DocumentParser
{
    private readonly ParserLimits _limits;
    private readonly KnownNames? _knownNames;
    private readonly NameTable _names;
    private readonly ReadOnlySpan<byte> _source;
    private Lexer _lexer;
    private Token _token;
    private int _end;
    private int _depth;
    private NodeStack<Selection> _selections;
    private NodeStack<ArgumentNode> _arguments;
    private NodeStack<DirectiveNode> _directives;
    private NodeStack<ValueNode> _values;

    public DocumentParser(ReadOnlySpan<byte> source, ParserLimits limits, KnownNames? knownNames)
    {
        _limits = limits;
        _knownNames = knownNames;
        _names = new NameTable();
        _source = source;
        _lexer = new Lexer(source, limits);
        _lexer.Read(out _token);
    }

    /// <summary>Document: Definition+.</summary>
    public Document ParseDocument()
    {
        var start = _token;
        var definitions = new List<Definition>();
        do
        {
            definitions.Add(ParseDefinition());
        }
        while (_token.Kind != TokenKind.End);

        return new Document(definitions.ToArray()) { Location = Since(start) };
    }

    private Definition ParseDefinition()
    {
        var start = _token;
        if (start.Kind == TokenKind.LeftBrace)
        {
            return ParseShorthandQuery();
        }

        var description = ParseDescription();
        if (description is not null && _token.Kind == TokenKind.LeftBrace)
        {
            throw SyntaxErrors.Invalid(start.Location, "A query in short form has no description; begin it with \"query\".");
        }

        switch (PeekName())
        {
            case "query":
                return ParseOperation(OperationKind.Query, start, description);
            case "mutation":
                return ParseOperation(OperationKind.Mutation, start, description);
            case "subscription":
                return ParseOperation(OperationKind.Subscription, start, description);
            case "fragment":
                return ParseFragment(start, description);
            case "extend" when description is not null:
                throw SyntaxErrors.Invalid(start.Location, "An extension has no description; describe the definition that it extends.");
            case "extend":
                return ParseExtension();
            case { } keyword when description is not null && !IsTypeSystemKeyword(keyword):
                throw SyntaxErrors.Invalid(start.Location, "A description must be followed by what it describes: a definition.");
            case var keyword:
                return ParseTypeSystemDefinition(keyword, start, description);
        }
    }

    private static bool IsTypeSystemKeyword(string keyword) =>
        keyword is "schema" or "scalar" or "type" or "interface" or "union" or "enum" or "input" or "directive";

    /// <summary>Description: StringValue; null when there is none.</summary>
    private StringNode? ParseDescription() => _token.IsString ? ParseString() : null;

    private void Advance()
    {
        _end = _token.Location.End;
        _lexer.Read(out _token);
    }

    private bool Skip(TokenKind kind)
    {
        if (_token.Kind != kind)
        {
            return false;
        }

        Advance();
        return true;
    }

    private void Expect(TokenKind kind)
    {
        if (!Skip(kind))
        {
            throw SyntaxErrors.Unexpected(_token, SyntaxErrors.Describe(kind));
        }
    }

    private string ExpectName(string expected = "a name")
    {
        if (_token.Kind != TokenKind.Name)
        {
            throw SyntaxErrors.Unexpected(_token, expected);
        }

        var name = TokenText();
        Advance();
        return name;
    }

    private void ExpectKeyword(string keyword)
    {
        if (!SkipKeyword(keyword))
        {
            throw SyntaxErrors.Unexpected(_token, $"\"{keyword}\"");
        }
    }

    private bool SkipKeyword(string keyword)
    {
        if (!IsAt(keyword))
        {
            return false;
        }

        Advance();
        return true;
    }

    private readonly bool IsAt(string keyword) => _token.Kind == TokenKind.Name && Ascii.Equals(_lexer.Slice(_token), keyword);

    /// <summary>The name that comes next, or null when something else does.</summary>
    private readonly string? PeekName() => _token.Kind == TokenKind.Name ? TokenText() : null;

    /// <summary>The token, a name or number, as the one string that stands for it.</summary>
    private readonly string TokenText()
    {
        var text = _lexer.Slice(_token);
        return _knownNames?.Find(text) ?? _names.Get(text);
    }

    private readonly SourceLocation Since(in Token start) => start.Location with { End = _end };

    /// <summary>Opens one level of nesting; <see cref="Leave"/> closes it. An error ends the whole parse, so nothing unwinds.</summary>
    private void Enter()
    {
        if (++_depth > _limits.MaxNesting)
        {
            throw SyntaxErrors.LimitExceeded(_token.Location, "nesting", $"The document nests deeper than {_limits.MaxNesting} levels.");
        }
    }

    private void Leave() => _depth--;
}
