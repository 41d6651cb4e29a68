using System.Text;

namespace Exchange.Adapters.Http.Signing;

/// <summary>
/// The text that a signature covers ("signature base", RFC 9421, section 2.5), and the list of what it covers (section 2.3). For one
/// message.
/// </summary>
internal sealed class SignedText
{
    private readonly StringBuilder _lines = new();
    private readonly StringBuilder _covered = new();

    /// <summary>Covers a component: a field by its name in lower case, or a derived one (<c>@method</c>).</summary>
    public SignedText Cover(string component, string value)
    {
        _lines.Append('"').Append(component).Append("\": ").Append(value).Append('\n');
        _covered.Append(_covered.Length == 0 ? "" : " ").Append('"').Append(component).Append('"');
        return this;
    }

    /// <summary>The value of <c>Signature-Input</c>, and the text to sign, once everything is covered.</summary>
    /// <param name="parameters">The parameters, each with the semicolon before it.</param>
    public (string Input, byte[] Text) Close(string parameters)
    {
        var input = $"({_covered}){parameters}";
        return (input, Encoding.UTF8.GetBytes($"{_lines}\"@signature-params\": {input}"));
    }
}
