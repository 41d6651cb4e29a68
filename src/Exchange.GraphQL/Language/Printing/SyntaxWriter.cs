using System.Text;

namespace Exchange.GraphQL.Language.Printing;

/// <summary>
/// Collects tokens as text. In the indented form white space goes where the printer asks for it, in the compact form only between two
/// tokens that would otherwise grow together.
/// </summary>
internal sealed class SyntaxWriter(bool isCompact)
{
    private readonly StringBuilder _text = new();
    private int _depth;
    private bool _afterWord;

    /// <summary>Whether white space is left out.</summary>
    public bool IsCompact => isCompact;

    /// <summary>Writes a name, a number or a string.</summary>
    public void Word(string word)
    {
        if (isCompact && _afterWord)
        {
            _text.Append(' ');
        }

        _text.Append(word);
        _afterWord = true;
    }

    /// <summary>Writes a punctuator.</summary>
    public void Punctuator(string punctuator)
    {
        _text.Append(punctuator);
        _afterWord = false;
    }

    /// <summary>Writes text of several lines, each indented as the place asks.</summary>
    public void Lines(string text) => Word(text.Replace("\n", "\n" + Indentation, StringComparison.Ordinal));

    /// <summary>Writes a space, in the indented form only.</summary>
    public void Space()
    {
        if (!isCompact)
        {
            _text.Append(' ');
        }
    }

    /// <summary>Begins a new line, in the indented form only.</summary>
    public void NewLine()
    {
        if (!isCompact)
        {
            _text.Append('\n').Append(Indentation);
        }
    }

    /// <summary>Leaves a line blank and begins the next, in the indented form only.</summary>
    public void BlankLine()
    {
        if (!isCompact)
        {
            _text.Append('\n');
            NewLine();
        }
    }

    /// <summary>Indents the lines that follow by one step more.</summary>
    public void Indent() => _depth++;

    /// <summary>Indents the lines that follow by one step less.</summary>
    public void Outdent() => _depth--;

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    private string Indentation => new(' ', 2 * _depth);
}
