namespace Exchange.GraphQL.Language;

/// <content>Operations, selections and fragments (section 2.3 to 2.8 and 2.10).</content>
internal ref partial struct DocumentParser
{
    private OperationDefinition ParseShorthandQuery()
    {
        var start = _token;
        var selections = ParseSelectionSet();
        return new OperationDefinition(OperationKind.Query, null, [], selections) { Location = Since(start) };
    }

    private OperationDefinition ParseOperation(OperationKind kind, in Token start, StringNode? description)
    {
        Advance();
        var nameLocation = _token.Kind == TokenKind.Name ? _token.Location : default;
        var name = _token.Kind == TokenKind.Name ? ExpectName() : null;
        var variables = ParseVariableDefinitions();
        var directives = ParseDirectives(isConst: false);
        var selections = ParseSelectionSet();
        return new OperationDefinition(kind, name, variables, selections)
        {
            NameLocation = nameLocation,
            Description = description?.Value,
            HasBlockDescription = description is { IsBlock: true },
            Directives = directives,
            Location = Since(start),
        };
    }

    private IReadOnlyList<VariableDefinition> ParseVariableDefinitions()
    {
        if (!Skip(TokenKind.LeftParen))
        {
            return [];
        }

        var variables = new List<VariableDefinition>();
        do
        {
            variables.Add(ParseVariableDefinition());
        }
        while (!Skip(TokenKind.RightParen));

        return variables.ToArray();
    }

    /// <summary>VariableDefinition: Description? Variable : Type DefaultValue? Directives[Const]?</summary>
    private VariableDefinition ParseVariableDefinition()
    {
        var start = _token;
        var description = ParseDescription();
        Expect(TokenKind.Dollar);
        var nameLocation = _token.Location;
        var name = ExpectName();
        Expect(TokenKind.Colon);
        var type = ParseType();
        var defaultValue = ParseDefaultValue();
        var directives = ParseDirectives(isConst: true);
        return new VariableDefinition(name, type, defaultValue, directives)
        {
            NameLocation = nameLocation,
            Description = description?.Value,
            HasBlockDescription = description is { IsBlock: true },
            Location = Since(start),
        };
    }

    private SelectionSet ParseSelectionSet()
    {
        var start = _token;
        Expect(TokenKind.LeftBrace);
        Enter();
        var first = _selections.Count;
        do
        {
            _selections.Push(ParseSelection());
        }
        while (!Skip(TokenKind.RightBrace));

        Leave();
        return new SelectionSet(_selections.TakeFrom(first)) { Location = Since(start) };
    }

    private Selection ParseSelection() => _token.Kind switch
    {
        TokenKind.Name => ParseField(),
        TokenKind.Spread => ParseSpread(),
        _ => throw SyntaxErrors.Unexpected(_token, "a field or \"...\""),
    };

    /// <summary>Field: Alias? Name Arguments? Directives? SelectionSet?</summary>
    private FieldNode ParseField()
    {
        var start = _token;
        var name = ExpectName();
        string? alias = null;
        if (Skip(TokenKind.Colon))
        {
            alias = name;
            name = ExpectName();
        }

        var arguments = ParseArguments(isConst: false);
        var directives = ParseDirectives(isConst: false);
        var selections = _token.Kind == TokenKind.LeftBrace ? ParseSelectionSet() : null;
        return new FieldNode(alias, name, arguments, selections) { Directives = directives, Location = Since(start) };
    }

    /// <summary>FragmentSpread or InlineFragment; "on" is no fragment's name.</summary>
    private Selection ParseSpread()
    {
        var start = _token;
        Expect(TokenKind.Spread);
        if (_token.Kind == TokenKind.Name && !IsAt("on"))
        {
            var nameLocation = _token.Location;
            var name = ExpectName();
            var ofSpread = ParseDirectives(isConst: false);
            return new FragmentSpread(name) { NameLocation = nameLocation, Directives = ofSpread, Location = Since(start) };
        }

        var isConditional = SkipKeyword("on");
        var conditionLocation = isConditional ? _token.Location : default;
        var typeCondition = isConditional ? ExpectName("a type name") : null;
        var directives = ParseDirectives(isConst: false);
        var selections = ParseSelectionSet();
        return new InlineFragment(typeCondition, selections)
        {
            TypeConditionLocation = conditionLocation,
            Directives = directives,
            Location = Since(start),
        };
    }

    /// <summary>FragmentDefinition: Description? fragment FragmentName TypeCondition Directives? SelectionSet</summary>
    private FragmentDefinition ParseFragment(in Token start, StringNode? description)
    {
        Advance();
        if (IsAt("on"))
        {
            throw SyntaxErrors.Invalid(_token.Location, "A fragment needs a name before \"on\", and the name must not be \"on\".");
        }

        var nameLocation = _token.Location;
        var name = ExpectName("a fragment name");
        ExpectKeyword("on");
        var conditionLocation = _token.Location;
        var typeCondition = ExpectName("a type name");
        var directives = ParseDirectives(isConst: false);
        var selections = ParseSelectionSet();
        return new FragmentDefinition(name, typeCondition, selections)
        {
            NameLocation = nameLocation,
            TypeConditionLocation = conditionLocation,
            Description = description?.Value,
            HasBlockDescription = description is { IsBlock: true },
            Directives = directives,
            Location = Since(start),
        };
    }
}
