using System.Text;

namespace Exchange.Conformance.Attacks;

/// <summary>One hostile request: a document and, where it has any, variables as JSON.</summary>
internal sealed record Attack(byte[] Document, byte[]? Variables = null)
{
    public static implicit operator Attack(string document) => new(Encoding.UTF8.GetBytes(document));

    /// <summary>A harmless document with hostile variables.</summary>
    public static Attack OfVariables(string document, string variables) => new(Encoding.UTF8.GetBytes(document), Encoding.UTF8.GetBytes(variables));
}

/// <summary>Attacks of one kind, at any size.</summary>
/// <param name="Name">What it attacks with.</param>
/// <param name="At">The attack of that size: how many, how deep or how long.</param>
internal sealed record AttackFamily(string Name, Func<int, Attack> At)
{
    /// <summary>Repeats a part, told its number.</summary>
    public static string Many(int count, Func<int, string> part)
    {
        var text = new StringBuilder();
        for (var i = 0; i < count; i++)
        {
            text.Append(part(i));
        }

        return text.ToString();
    }

    /// <summary>Repeats a part.</summary>
    public static string Many(int count, string part) => new StringBuilder(count * part.Length).Insert(0, part, count).ToString();

    /// <summary>Puts something between as many openings and closings.</summary>
    public static string Nested(int depth, string open, string inner, string close) => Many(depth, open) + inner + Many(depth, close);
}
