namespace Exchange.GraphQL.Language;

/// <content>Type system definitions (section 3).</content>
internal ref partial struct DocumentParser
{
    private Definition ParseTypeSystemDefinition(string? keyword, in Token start, StringNode? description) => keyword switch
    {
        "schema" => ParseSchema(start, description, isExtension: false),
        "scalar" => ParseScalar(start, description, isExtension: false),
        "type" => ParseObjectType(start, description, isExtension: false),
        "interface" => ParseInterface(start, description, isExtension: false),
        "union" => ParseUnion(start, description, isExtension: false),
        "enum" => ParseEnum(start, description, isExtension: false),
        "input" => ParseInputObject(start, description, isExtension: false),
        "directive" => ParseDirectiveDefinition(start, description),
        _ => throw SyntaxErrors.Unexpected(
            _token,
            "a definition: query, mutation, subscription, fragment, schema, scalar, type, interface, union, enum, input, directive or extend"),
    };

    /// <summary>An extension; it must add something (section 3.3.2 and the "Extensions" part of each type's section).</summary>
    private Definition ParseExtension()
    {
        var start = _token;
        Advance();
        Definition extension = PeekName() switch
        {
            "schema" => ParseSchema(start, null, isExtension: true),
            "scalar" => ParseScalar(start, null, isExtension: true),
            "type" => ParseObjectType(start, null, isExtension: true),
            "interface" => ParseInterface(start, null, isExtension: true),
            "union" => ParseUnion(start, null, isExtension: true),
            "enum" => ParseEnum(start, null, isExtension: true),
            "input" => ParseInputObject(start, null, isExtension: true),
            _ => throw SyntaxErrors.Unexpected(_token, "what to extend: schema, scalar, type, interface, union, enum or input"),
        };
        if (!AddsSomething(extension))
        {
            throw SyntaxErrors.Unexpected(_token, "something that the extension adds");
        }

        return extension;
    }

    private static bool AddsSomething(Definition extension) => extension.Directives.Count > 0 || extension switch
    {
        SchemaDefinitionNode schema => schema.RootTypes.Count > 0,
        ObjectDefinitionNode type => type.Fields.Count > 0 || type.Interfaces.Count > 0,
        InterfaceDefinitionNode type => type.Fields.Count > 0 || type.Interfaces.Count > 0,
        UnionDefinitionNode type => type.Members.Count > 0,
        EnumDefinitionNode type => type.Values.Count > 0,
        InputObjectDefinitionNode type => type.Fields.Count > 0,
        _ => false,
    };

    private SchemaDefinitionNode ParseSchema(in Token start, StringNode? description, bool isExtension)
    {
        Advance();
        var directives = ParseDirectives(isConst: true);
        var roots = new List<(OperationKind, NamedTypeNode)>();
        if (!isExtension || _token.Kind == TokenKind.LeftBrace)
        {
            Expect(TokenKind.LeftBrace);
            do
            {
                roots.Add(ParseRootType());
            }
            while (!Skip(TokenKind.RightBrace));
        }

        return new SchemaDefinitionNode(roots.ToArray(), isExtension)
        {
            Description = description?.Value,
            HasBlockDescription = description is { IsBlock: true },
            Directives = directives,
            Location = Since(start),
        };
    }

    private (OperationKind Kind, NamedTypeNode Type) ParseRootType()
    {
        OperationKind kind = PeekName() switch
        {
            "query" => OperationKind.Query,
            "mutation" => OperationKind.Mutation,
            "subscription" => OperationKind.Subscription,
            _ => throw SyntaxErrors.Unexpected(_token, "query, mutation or subscription"),
        };
        Advance();
        Expect(TokenKind.Colon);
        return (kind, ParseNamedType());
    }

    private ScalarDefinitionNode ParseScalar(in Token start, StringNode? description, bool isExtension)
    {
        Advance();
        var name = ExpectName();
        var directives = ParseDirectives(isConst: true);
        return new ScalarDefinitionNode(name, isExtension)
        {
            Description = description?.Value,
            HasBlockDescription = description is { IsBlock: true },
            Directives = directives,
            Location = Since(start),
        };
    }

    private ObjectDefinitionNode ParseObjectType(in Token start, StringNode? description, bool isExtension)
    {
        Advance();
        var name = ExpectName();
        var interfaces = ParseImplements();
        var directives = ParseDirectives(isConst: true);
        var fields = ParseFieldDefinitions();
        return new ObjectDefinitionNode(name, interfaces, fields, isExtension)
        {
            Description = description?.Value,
            HasBlockDescription = description is { IsBlock: true },
            Directives = directives,
            Location = Since(start),
        };
    }

    private InterfaceDefinitionNode ParseInterface(in Token start, StringNode? description, bool isExtension)
    {
        Advance();
        var name = ExpectName();
        var interfaces = ParseImplements();
        var directives = ParseDirectives(isConst: true);
        var fields = ParseFieldDefinitions();
        return new InterfaceDefinitionNode(name, interfaces, fields, isExtension)
        {
            Description = description?.Value,
            HasBlockDescription = description is { IsBlock: true },
            Directives = directives,
            Location = Since(start),
        };
    }

    /// <summary>ImplementsInterfaces: implements "&amp;"? NamedType, more after "&amp;".</summary>
    private IReadOnlyList<NamedTypeNode> ParseImplements() => SkipKeyword("implements") ? ParseTypesBetween(TokenKind.Ampersand) : [];

    private IReadOnlyList<NamedTypeNode> ParseTypesBetween(TokenKind delimiter)
    {
        Skip(delimiter);
        var types = new List<NamedTypeNode>();
        do
        {
            types.Add(ParseNamedType());
        }
        while (Skip(delimiter));

        return types.ToArray();
    }

    private IReadOnlyList<FieldDefinitionNode> ParseFieldDefinitions()
    {
        if (!Skip(TokenKind.LeftBrace))
        {
            return [];
        }

        var fields = new List<FieldDefinitionNode>();
        do
        {
            fields.Add(ParseFieldDefinition());
        }
        while (!Skip(TokenKind.RightBrace));

        return fields.ToArray();
    }

    private FieldDefinitionNode ParseFieldDefinition()
    {
        var start = _token;
        var description = ParseDescription();
        var name = ExpectName("a field");
        var arguments = ParseInputValues(TokenKind.LeftParen, TokenKind.RightParen);
        Expect(TokenKind.Colon);
        var type = ParseType();
        var directives = ParseDirectives(isConst: true);
        return new FieldDefinitionNode(name, arguments, type)
        {
            Description = description?.Value,
            HasBlockDescription = description is { IsBlock: true },
            Directives = directives,
            Location = Since(start),
        };
    }

    /// <summary>ArgumentsDefinition or InputFieldsDefinition.</summary>
    private IReadOnlyList<InputValueNode> ParseInputValues(TokenKind open, TokenKind close)
    {
        if (!Skip(open))
        {
            return [];
        }

        var values = new List<InputValueNode>();
        do
        {
            values.Add(ParseInputValue());
        }
        while (!Skip(close));

        return values.ToArray();
    }

    private InputValueNode ParseInputValue()
    {
        var start = _token;
        var description = ParseDescription();
        var name = ExpectName();
        Expect(TokenKind.Colon);
        var type = ParseType();
        var defaultValue = ParseDefaultValue();
        var directives = ParseDirectives(isConst: true);
        return new InputValueNode(name, type, defaultValue)
        {
            Description = description?.Value,
            HasBlockDescription = description is { IsBlock: true },
            Directives = directives,
            Location = Since(start),
        };
    }

    private UnionDefinitionNode ParseUnion(in Token start, StringNode? description, bool isExtension)
    {
        Advance();
        var name = ExpectName();
        var directives = ParseDirectives(isConst: true);
        var members = Skip(TokenKind.Equals) ? ParseTypesBetween(TokenKind.Pipe) : [];
        return new UnionDefinitionNode(name, members, isExtension)
        {
            Description = description?.Value,
            HasBlockDescription = description is { IsBlock: true },
            Directives = directives,
            Location = Since(start),
        };
    }

    private EnumDefinitionNode ParseEnum(in Token start, StringNode? description, bool isExtension)
    {
        Advance();
        var name = ExpectName();
        var directives = ParseDirectives(isConst: true);
        var values = new List<EnumValueNode>();
        if (Skip(TokenKind.LeftBrace))
        {
            do
            {
                values.Add(ParseEnumValue());
            }
            while (!Skip(TokenKind.RightBrace));
        }

        return new EnumDefinitionNode(name, values.ToArray(), isExtension)
        {
            Description = description?.Value,
            HasBlockDescription = description is { IsBlock: true },
            Directives = directives,
            Location = Since(start),
        };
    }

    private EnumValueNode ParseEnumValue()
    {
        var start = _token;
        var description = ParseDescription();
        if (PeekName() is "true" or "false" or "null")
        {
            throw SyntaxErrors.Invalid(_token.Location, "An enum value must not be called true, false or null.");
        }

        var name = ExpectName("an enum value");
        var directives = ParseDirectives(isConst: true);
        return new EnumValueNode(name)
        {
            Description = description?.Value,
            HasBlockDescription = description is { IsBlock: true },
            Directives = directives,
            Location = Since(start),
        };
    }

    private InputObjectDefinitionNode ParseInputObject(in Token start, StringNode? description, bool isExtension)
    {
        Advance();
        var name = ExpectName();
        var directives = ParseDirectives(isConst: true);
        var fields = ParseInputValues(TokenKind.LeftBrace, TokenKind.RightBrace);
        return new InputObjectDefinitionNode(name, fields, isExtension)
        {
            Description = description?.Value,
            HasBlockDescription = description is { IsBlock: true },
            Directives = directives,
            Location = Since(start),
        };
    }

    /// <summary>DirectiveDefinition: Description? directive @ Name ArgumentsDefinition? repeatable? on DirectiveLocations</summary>
    private DirectiveDefinitionNode ParseDirectiveDefinition(in Token start, StringNode? description)
    {
        Advance();
        Expect(TokenKind.At);
        var name = ExpectName();
        var arguments = ParseInputValues(TokenKind.LeftParen, TokenKind.RightParen);
        var isRepeatable = SkipKeyword("repeatable");
        ExpectKeyword("on");
        Skip(TokenKind.Pipe);
        var locations = new List<string>();
        do
        {
            if (PeekName() is not { } location || !DirectiveLocations.All.Contains(location))
            {
                throw SyntaxErrors.Unexpected(_token, "a directive location such as FIELD or FIELD_DEFINITION");
            }

            locations.Add(location);
            Advance();
        }
        while (Skip(TokenKind.Pipe));

        return new DirectiveDefinitionNode(name, arguments, isRepeatable, locations.ToArray())
        {
            Description = description?.Value,
            HasBlockDescription = description is { IsBlock: true },
            Location = Since(start),
        };
    }
}
