namespace Exchange.GraphQL.Language.Printing;

/// <summary>
/// Walks nodes and writes their tokens; one file per part of the grammar. Recursion follows the nodes, whose depth the parser or the
/// planner that built them bounds.
/// </summary>
internal sealed partial class SyntaxPrinter(SyntaxWriter writer, bool withLiterals)
{
    /// <summary>Prints any node.</summary>
    public void Print(SyntaxNode node)
    {
        switch (node)
        {
            case Document document:
                PrintDocument(document);
                break;
            case Definition definition:
                PrintDefinition(definition);
                break;
            case SelectionSet selections:
                PrintSelections(selections);
                break;
            case Selection selection:
                PrintSelection(selection);
                break;
            case VariableDefinition variable:
                PrintVariable(variable);
                break;
            case DirectiveNode directive:
                PrintDirective(directive);
                break;
            case ArgumentNode argument:
                PrintArgument(argument);
                break;
            case ValueNode value:
                PrintValue(value);
                break;
            case TypeNode type:
                PrintType(type);
                break;
        }
    }

    private void PrintDocument(Document document)
    {
        for (var i = 0; i < document.Definitions.Count; i++)
        {
            if (i > 0)
            {
                writer.BlankLine();
            }

            PrintDefinition(document.Definitions[i]);
        }
    }

    private void PrintDefinition(Definition definition)
    {
        PrintDescription(definition.Description, definition.HasBlockDescription);
        switch (definition)
        {
            case OperationDefinition operation:
                PrintOperation(operation);
                break;
            case FragmentDefinition fragment:
                PrintFragment(fragment);
                break;
            default:
                PrintTypeSystemDefinition(definition);
                break;
        }
    }

    private void PrintDescription(string? description, bool isBlock)
    {
        if (description is not null && withLiterals)
        {
            PrintString(description, isBlock);
            writer.NewLine();
        }
    }

    /// <summary>Prints the nodes one after the other; the compact form needs no comma.</summary>
    private void PrintList<T>(IReadOnlyList<T> nodes, Action<T> print, string open, string close)
    {
        writer.Punctuator(open);
        for (var i = 0; i < nodes.Count; i++)
        {
            if (i > 0 && !writer.IsCompact)
            {
                writer.Punctuator(", ");
            }

            print(nodes[i]);
        }

        writer.Punctuator(close);
    }

    /// <summary>Prints the nodes each on a line of its own.</summary>
    private void PrintBlock<T>(IReadOnlyList<T> nodes, Action<T> print, string open, string close, bool indent = true)
    {
        writer.Punctuator(open);
        if (indent)
        {
            writer.Indent();
        }

        foreach (var node in nodes)
        {
            writer.NewLine();
            print(node);
        }

        if (indent)
        {
            writer.Outdent();
        }

        writer.NewLine();
        writer.Punctuator(close);
    }

    private void PrintDirectives(IReadOnlyList<DirectiveNode> directives)
    {
        foreach (var directive in directives)
        {
            writer.Space();
            PrintDirective(directive);
        }
    }

    private void PrintDirective(DirectiveNode directive)
    {
        writer.Punctuator("@");
        writer.Word(directive.Name);
        if (directive.Arguments.Count > 0)
        {
            PrintList(directive.Arguments, PrintArgument, "(", ")");
        }
    }

    private void PrintColon()
    {
        writer.Punctuator(":");
        writer.Space();
    }

    /// <summary>
    /// Prints the nodes on one line, or each on its own where the line would grow too long. The text that was measured is the text that is
    /// written: printing it again at every level would double the work with each.
    /// </summary>
    private void PrintFitting<T>(IReadOnlyList<T> nodes, Action<T> print, string open, string close, int room = LongestLine)
        where T : SyntaxNode
    {
        if (writer.IsCompact)
        {
            PrintList(nodes, print, open, close);
            return;
        }

        var texts = Texts(nodes);
        var length = open.Length + close.Length + texts.Sum(text => text.Length + 2) - 2;
        if (length > room)
        {
            PrintBlock(texts, writer.Lines, open.TrimEnd(), close.TrimStart());
        }
        else
        {
            PrintList(texts, writer.Lines, open, close);
        }
    }

    /// <summary>Prints the nodes on one line, or each on its own where one of them has several lines.</summary>
    private void PrintUnbroken<T>(IReadOnlyList<T> nodes, Action<T> print, bool indent)
        where T : SyntaxNode
    {
        if (nodes.Count == 0)
        {
            return;
        }

        if (writer.IsCompact)
        {
            PrintList(nodes, print, "(", ")");
            return;
        }

        var texts = Texts(nodes);
        if (texts.Any(text => text.Contains('\n', StringComparison.Ordinal)))
        {
            PrintBlock(texts, writer.Lines, "(", ")", indent);
        }
        else
        {
            PrintList(texts, writer.Lines, "(", ")");
        }
    }

    private string[] Texts<T>(IReadOnlyList<T> nodes)
        where T : SyntaxNode =>
        [.. nodes.Select(node =>
        {
            var own = new SyntaxWriter(isCompact: false);
            new SyntaxPrinter(own, withLiterals).Print(node);
            return own.ToString();
        })];
}
