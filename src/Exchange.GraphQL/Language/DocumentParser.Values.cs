namespace Exchange.GraphQL.Language;

/// <content>Arguments, directives and values (section 2.6, 2.9 and 2.12).</content>
internal ref partial struct DocumentParser
{
    private IReadOnlyList<ArgumentNode> ParseArguments(bool isConst)
    {
        if (!Skip(TokenKind.LeftParen))
        {
            return [];
        }

        var first = _arguments.Count;
        do
        {
            _arguments.Push(ParseArgument(isConst));
        }
        while (!Skip(TokenKind.RightParen));

        return _arguments.TakeFrom(first);
    }

    private ArgumentNode ParseArgument(bool isConst)
    {
        var start = _token;
        var name = ExpectName();
        Expect(TokenKind.Colon);
        var value = ParseValue(isConst);
        return new ArgumentNode(name, value) { Location = Since(start) };
    }

    private IReadOnlyList<DirectiveNode> ParseDirectives(bool isConst)
    {
        if (_token.Kind != TokenKind.At)
        {
            return [];
        }

        var first = _directives.Count;
        while (_token.Kind == TokenKind.At)
        {
            var start = _token;
            Advance();
            var name = ExpectName();
            var arguments = ParseArguments(isConst);
            _directives.Push(new DirectiveNode(name, arguments) { Location = Since(start) });
        }

        return _directives.TakeFrom(first);
    }

    private ValueNode? ParseDefaultValue() => Skip(TokenKind.Equals) ? ParseValue(isConst: true) : null;

    private ValueNode ParseValue(bool isConst)
    {
        var start = _token;
        switch (start.Kind)
        {
            case TokenKind.Dollar when isConst:
                throw SyntaxErrors.Invalid(start.Location, "A variable cannot stand here: this value must be constant.");
            case TokenKind.Dollar:
                Advance();
                var name = ExpectName();
                return new VariableNode(name) { Location = Since(start) };
            case TokenKind.Int:
                return new IntNode(ParseNumber()) { Location = start.Location };
            case TokenKind.Float:
                return new FloatNode(ParseNumber()) { Location = start.Location };
            case TokenKind.String or TokenKind.BlockString:
                return ParseString();
            case TokenKind.Name:
                return ParseNamedValue();
            case TokenKind.LeftBracket:
                return ParseList(isConst);
            case TokenKind.LeftBrace:
                return ParseObject(isConst);
            default:
                throw SyntaxErrors.Unexpected(start, "a value");
        }
    }

    private string ParseNumber()
    {
        var text = TokenText();
        Advance();
        return text;
    }

    private StringNode ParseString()
    {
        var token = _token;
        Advance();
        var (start, end) = (token.Location.Start, token.Location.End);
        return token.Kind == TokenKind.BlockString
            ? new StringNode(BlockString.Decode(_source[(start + 3)..(end - 3)]), isBlock: true) { Location = token.Location }
            : new StringNode(StringDecoder.Decode(_source[(start + 1)..(end - 1)]), isBlock: false) { Location = token.Location };
    }

    private ValueNode ParseNamedValue()
    {
        var location = _token.Location;
        return ExpectName() switch
        {
            "true" => new BooleanNode(true) { Location = location },
            "false" => new BooleanNode(false) { Location = location },
            "null" => new NullNode { Location = location },
            var name => new EnumNode(name) { Location = location },
        };
    }

    private ListNode ParseList(bool isConst)
    {
        var start = _token;
        Advance();
        Enter();
        var first = _values.Count;
        while (!Skip(TokenKind.RightBracket))
        {
            _values.Push(ParseValue(isConst));
        }

        Leave();
        return new ListNode(_values.TakeFrom(first)) { Location = Since(start) };
    }

    private ObjectNode ParseObject(bool isConst)
    {
        var start = _token;
        Advance();
        Enter();
        var first = _arguments.Count;
        while (!Skip(TokenKind.RightBrace))
        {
            _arguments.Push(ParseArgument(isConst));
        }

        Leave();
        return new ObjectNode(_arguments.TakeFrom(first)) { Location = Since(start) };
    }

    /// <summary>Type: NamedType, ListType or NonNullType (section 2.11).</summary>
    private TypeNode ParseType()
    {
        var start = _token;
        TypeNode type;
        if (Skip(TokenKind.LeftBracket))
        {
            Enter();
            var item = ParseType();
            Expect(TokenKind.RightBracket);
            Leave();
            type = new ListTypeNode(item) { Location = Since(start) };
        }
        else
        {
            type = ParseNamedType();
        }

        return Skip(TokenKind.Bang) ? new NonNullTypeNode(type) { Location = Since(start) } : type;
    }

    private NamedTypeNode ParseNamedType()
    {
        var location = _token.Location;
        return new NamedTypeNode(ExpectName("a type")) { Location = location };
    }
}
