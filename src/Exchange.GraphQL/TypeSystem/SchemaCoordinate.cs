using System.Diagnostics.CodeAnalysis;

namespace Exchange.GraphQL.TypeSystem;

/// <summary>
/// A schema coordinate (GraphQL September 2025, section 3.14): <c>Type</c>, <c>Type.member</c>, <c>Type.field(argument:)</c>,
/// <c>@directive</c> or <c>@directive(argument:)</c>.
/// </summary>
/// <param name="Name">The name of the type or directive.</param>
/// <param name="Member">The field, input field or enum value; null for types and directives.</param>
/// <param name="Argument">The argument; null where the coordinate names none.</param>
/// <param name="IsDirective">Whether <paramref name="Name"/> is that of a directive.</param>
public sealed record SchemaCoordinate(string Name, string? Member = null, string? Argument = null, bool IsDirective = false)
{
    /// <summary>Reads a coordinate. Throws <see cref="FormatException"/> for any other text.</summary>
    public static SchemaCoordinate Parse(string text) => TryParse(text, out var coordinate)
        ? coordinate
        : throw new FormatException(
            "A schema coordinate is Type, Type.member, Type.field(argument:), @directive or @directive(argument:), without spaces.");

    /// <summary>Reads a coordinate; false for any other text.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out SchemaCoordinate? coordinate)
    {
        coordinate = null;
        var rest = (text ?? "").AsSpan();
        var isDirective = Take(ref rest, '@');
        var name = TakeName(ref rest);
        var member = !isDirective && Take(ref rest, '.') ? TakeName(ref rest) : null;
        string? argument = null;
        if (Take(ref rest, '('))
        {
            argument = TakeName(ref rest);
            if (argument.Length == 0 || !Take(ref rest, ':') || !Take(ref rest, ')') || (member is null && !isDirective))
            {
                return false;
            }
        }

        if (name.Length == 0 || member is "" || !rest.IsEmpty)
        {
            return false;
        }

        coordinate = new SchemaCoordinate(name, member, argument, isDirective);
        return true;
    }

    /// <summary>The coordinate as text.</summary>
    public override string ToString() =>
        (IsDirective ? "@" : "") + Name + (Member is null ? "" : "." + Member) + (Argument is null ? "" : $"({Argument}:)");

    private static bool Take(ref ReadOnlySpan<char> rest, char wanted)
    {
        if (rest.IsEmpty || rest[0] != wanted)
        {
            return false;
        }

        rest = rest[1..];
        return true;
    }

    private static string TakeName(ref ReadOnlySpan<char> rest)
    {
        var length = 0;
        while (length < rest.Length && IsNameCharacter(rest[length], isFirst: length == 0))
        {
            length++;
        }

        var name = rest[..length].ToString();
        rest = rest[length..];
        return name;
    }

    private static bool IsNameCharacter(char character, bool isFirst) =>
        char.IsAsciiLetter(character) || character == '_' || (!isFirst && char.IsAsciiDigit(character));
}
