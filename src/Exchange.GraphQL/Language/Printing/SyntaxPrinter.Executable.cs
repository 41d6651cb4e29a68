namespace Exchange.GraphQL.Language.Printing;

/// <content>Operations, fragments and selections.</content>
internal sealed partial class SyntaxPrinter
{
    private const int LongestLine = 80;

    private void PrintOperation(OperationDefinition operation)
    {
        var isShorthand = operation is { Kind: OperationKind.Query, Name: null, Variables.Count: 0, Directives.Count: 0 }
            && (operation.Description is null || !withLiterals);
        if (!isShorthand)
        {
            writer.Word(operation.Kind.ToString().ToLowerInvariant());
            if (operation.Name is not null || operation.Variables.Count > 0)
            {
                writer.Space();
            }

            if (operation.Name is not null)
            {
                writer.Word(operation.Name);
            }

            PrintUnbroken(operation.Variables, PrintVariable, indent: false);
            PrintDirectives(operation.Directives);
            writer.Space();
        }

        PrintSelections(operation.SelectionSet);
    }

    private void PrintVariable(VariableDefinition variable)
    {
        PrintDescription(variable.Description, variable.HasBlockDescription);
        writer.Punctuator("$");
        writer.Word(variable.Name);
        PrintColon();
        PrintType(variable.Type);
        PrintDefault(variable.DefaultValue);
        PrintDirectives(variable.Directives);
    }

    private void PrintFragment(FragmentDefinition fragment)
    {
        writer.Word("fragment");
        writer.Space();
        writer.Word(fragment.Name);
        writer.Space();
        writer.Word("on");
        writer.Space();
        writer.Word(fragment.TypeCondition);
        PrintDirectives(fragment.Directives);
        writer.Space();
        PrintSelections(fragment.SelectionSet);
    }

    private void PrintSelections(SelectionSet selections) => PrintBlock(selections.Selections, PrintSelection, "{", "}");

    private void PrintSelection(Selection selection)
    {
        switch (selection)
        {
            case FieldNode field:
                PrintField(field);
                break;
            case FragmentSpread spread:
                writer.Punctuator("...");
                writer.Word(spread.Name);
                PrintDirectives(spread.Directives);
                break;
            case InlineFragment fragment:
                PrintInlineFragment(fragment);
                break;
        }
    }

    private void PrintInlineFragment(InlineFragment fragment)
    {
        writer.Punctuator("...");
        if (fragment.TypeCondition is not null)
        {
            writer.Space();
            writer.Word("on");
            writer.Space();
            writer.Word(fragment.TypeCondition);
        }

        PrintDirectives(fragment.Directives);
        writer.Space();
        PrintSelections(fragment.SelectionSet);
    }

    private void PrintField(FieldNode field)
    {
        if (field.Alias is not null)
        {
            writer.Word(field.Alias);
            PrintColon();
        }

        writer.Word(field.Name);
        if (field.Arguments.Count > 0)
        {
            var name = field.Name.Length + (field.Alias is null ? 0 : field.Alias.Length + 2);
            PrintFitting(field.Arguments, PrintArgument, "(", ")", LongestLine - name);
        }

        PrintDirectives(field.Directives);
        if (field.SelectionSet is not null)
        {
            writer.Space();
            PrintSelections(field.SelectionSet);
        }
    }
}
