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

    /// <summary>The nodes as text of their own, to see how much room they take.</summary>
    private string[] Measure<T>(IReadOnlyList<T> nodes)
        where T : SyntaxNode =>
        [.. nodes.Select(node =>
        {
            var own = new SyntaxWriter(isCompact: false);
            new SyntaxPrinter(own, withLiterals).Print(node);
            return own.ToString();
        })];
}
