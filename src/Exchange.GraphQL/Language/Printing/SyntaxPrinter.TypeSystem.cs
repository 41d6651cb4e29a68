namespace Exchange.GraphQL.Language.Printing;

/// <content>Type system definitions and extensions.</content>
internal sealed partial class SyntaxPrinter
{
    private void PrintTypeSystemDefinition(Definition definition)
    {
        switch (definition)
        {
            case SchemaDefinitionNode schema:
                PrintKeyword("schema", schema.IsExtension);
                PrintDirectives(schema.Directives);
                PrintMembers(schema.RootTypes, PrintRootType);
                break;
            case DirectiveDefinitionNode directive:
                PrintDirectiveDefinition(directive);
                break;
            case FieldDefinitionNode field:
                PrintFieldDefinition(field);
                break;
            case InputValueNode input:
                PrintInputValue(input);
                break;
            case EnumValueNode value:
                writer.Word(value.Name);
                PrintDirectives(value.Directives);
                break;
            case TypeDefinitionNode type:
                PrintTypeDefinition(type);
                break;
        }
    }

    private void PrintTypeDefinition(TypeDefinitionNode type)
    {
        PrintKeyword(KeywordOf(type), type.IsExtension);
        writer.Space();
        writer.Word(type.Name);
        PrintImplements(type switch
        {
            ObjectDefinitionNode node => node.Interfaces,
            InterfaceDefinitionNode node => node.Interfaces,
            _ => [],
        });
        PrintDirectives(type.Directives);
        switch (type)
        {
            case ObjectDefinitionNode node:
                PrintMembers(node.Fields, Print);
                break;
            case InterfaceDefinitionNode node:
                PrintMembers(node.Fields, Print);
                break;
            case EnumDefinitionNode node:
                PrintMembers(node.Values, Print);
                break;
            case InputObjectDefinitionNode node:
                PrintMembers(node.Fields, Print);
                break;
            case UnionDefinitionNode { Members.Count: > 0 } node:
                writer.Space();
                writer.Punctuator("=");
                writer.Space();
                PrintBetween(node.Members, "|", member => writer.Word(member.Name));
                break;
        }
    }

    private static string KeywordOf(TypeDefinitionNode type) => type switch
    {
        ScalarDefinitionNode => "scalar",
        ObjectDefinitionNode => "type",
        InterfaceDefinitionNode => "interface",
        UnionDefinitionNode => "union",
        EnumDefinitionNode => "enum",
        _ => "input",
    };

    private void PrintKeyword(string keyword, bool isExtension)
    {
        if (isExtension)
        {
            writer.Word("extend");
            writer.Space();
        }

        writer.Word(keyword);
    }

    private void PrintImplements(IReadOnlyList<NamedTypeNode> interfaces)
    {
        if (interfaces.Count > 0)
        {
            writer.Space();
            writer.Word("implements");
            writer.Space();
            PrintBetween(interfaces, "&", type => writer.Word(type.Name));
        }
    }

    private void PrintBetween<T>(IReadOnlyList<T> items, string delimiter, Action<T> print)
    {
        for (var i = 0; i < items.Count; i++)
        {
            if (i > 0)
            {
                writer.Space();
                writer.Punctuator(delimiter);
                writer.Space();
            }

            print(items[i]);
        }
    }

    private void PrintMembers<T>(IReadOnlyList<T> members, Action<T> print)
    {
        if (members.Count > 0)
        {
            writer.Space();
            PrintBlock(members, print, "{", "}");
        }
    }

    private void PrintRootType((OperationKind Kind, NamedTypeNode Type) root)
    {
        writer.Word(root.Kind.ToString().ToLowerInvariant());
        PrintColon();
        writer.Word(root.Type.Name);
    }

    private void PrintFieldDefinition(FieldDefinitionNode field)
    {
        writer.Word(field.Name);
        PrintUnbroken(field.Arguments, Print, indent: true);
        PrintColon();
        PrintType(field.Type);
        PrintDirectives(field.Directives);
    }

    private void PrintInputValue(InputValueNode input)
    {
        writer.Word(input.Name);
        PrintColon();
        PrintType(input.Type);
        PrintDefault(input.DefaultValue);
        PrintDirectives(input.Directives);
    }

    private void PrintDirectiveDefinition(DirectiveDefinitionNode directive)
    {
        writer.Word("directive");
        writer.Space();
        writer.Punctuator("@");
        writer.Word(directive.Name);
        PrintUnbroken(directive.Arguments, Print, indent: true);
        writer.Space();
        if (directive.IsRepeatable)
        {
            writer.Word("repeatable");
            writer.Space();
        }

        writer.Word("on");
        writer.Space();
        PrintBetween(directive.Locations, "|", writer.Word);
    }
}
