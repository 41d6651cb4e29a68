using System.Globalization;
using System.Text;

namespace Exchange.GraphQL.Execution;

/// <summary>
/// The place inside a variable or argument that coercion has reached: names of declared input fields and list positions, never a value.
/// Costs nothing until a fault asks for its text. Not thread-safe: one per coercion.
/// </summary>
internal sealed class InputPath
{
    private readonly List<(string? Field, int Index)> _steps = [];

    /// <summary>Goes into a field.</summary>
    public void Enter(string field) => _steps.Add((field, 0));

    /// <summary>Goes into an item of a list.</summary>
    public void Enter(int index) => _steps.Add((null, index));

    /// <summary>Goes back out.</summary>
    public void Leave() => _steps.RemoveAt(_steps.Count - 1);

    /// <summary><c>filter.ids[2]</c>; empty at the value itself.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (field, index) in _steps)
        {
            if (field is null)
            {
                text.Append(CultureInfo.InvariantCulture, $"[{index}]");
            }
            else
            {
                text.Append(text.Length > 0 ? "." : "").Append(field);
            }
        }

        return text.ToString();
    }
}

/// <summary>Why a value does not fit: where inside it (empty: all of it), and what is expected there. Never holds the value.</summary>
internal readonly record struct InputFault(string Place, string Expectation)
{
    /// <summary>The end of a message: <c>at "ids[2]" does not fit: an Int is expected.</c></summary>
    public string Sentence => Place.Length == 0 ? $"does not fit: {Expectation}." : $"at \"{Place}\" does not fit: {Expectation}.";
}
