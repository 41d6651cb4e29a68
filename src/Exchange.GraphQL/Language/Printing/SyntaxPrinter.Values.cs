namespace Exchange.GraphQL.Language.Printing;

/// <content>Arguments, values and type references.</content>
internal sealed partial class SyntaxPrinter
{
    private void PrintArgument(ArgumentNode argument)
    {
        writer.Word(argument.Name);
        PrintColon();
        PrintValue(argument.Value);
    }

    private void PrintDefault(ValueNode? value)
    {
        if (value is not null)
        {
            writer.Space();
            writer.Punctuator("=");
            writer.Space();
            PrintValue(value);
        }
    }

    private void PrintValue(ValueNode value)
    {
        switch (value)
        {
            case VariableNode variable:
                writer.Punctuator("$");
                writer.Word(variable.Name);
                break;
            case NullNode:
                writer.Word("null");
                break;
            case ListNode list:
                PrintFitting(withLiterals ? list.Items : [], PrintValue, "[", "]");
                break;
            case ObjectNode fields:
                var (open, close) = writer.IsCompact ? ("{", "}") : ("{ ", " }");
                PrintFitting(withLiterals ? fields.Fields : [], PrintArgument, open, close);
                break;
            case StringNode text when withLiterals:
                PrintString(text.Value, text.IsBlock);
                break;
            default:
                writer.Word(Scalar(value));
                break;
        }
    }

    private string Scalar(ValueNode value) => value switch
    {
        IntNode number => withLiterals ? number.Text : "0",
        FloatNode number => withLiterals ? number.Text : "0.0",
        BooleanNode boolean => boolean.Value || !withLiterals ? "true" : "false",
        EnumNode name => withLiterals ? name.Name : "ENUM",
        _ => "\"\"",
    };

    private void PrintString(string value, bool isBlock)
    {
        if (isBlock && !writer.IsCompact && BlockString.TryPrint(value) is { } block)
        {
            writer.Lines(block);
        }
        else
        {
            writer.Word(QuotedString.Print(value));
        }
    }

    private void PrintType(TypeNode type)
    {
        switch (type)
        {
            case NamedTypeNode named:
                writer.Word(named.Name);
                break;
            case ListTypeNode list:
                writer.Punctuator("[");
                PrintType(list.ItemType);
                writer.Punctuator("]");
                break;
            case NonNullTypeNode nonNull:
                PrintType(nonNull.NullableType);
                writer.Punctuator("!");
                break;
        }
    }
}
