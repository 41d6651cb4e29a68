using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;
using Exchange.GraphQL.Language;

namespace Exchange.UnitTests.Fixtures;

/// <summary>Writes a syntax tree without its locations, by reflection: shares nothing with the printer that it judges.</summary>
internal static class SyntaxDump
{
    public static string Of(object? value, int depth = 0) => value switch
    {
        null => "-",
        string text => "'" + text + "'",
        bool or Enum => value.ToString()!,
        ITuple tuple => $"({Of(tuple[0], depth)}, {Of(tuple[1], depth)})",
        IEnumerable list => "[" + string.Join(", ", list.Cast<object?>().Select(item => Of(item, depth + 1))) + "]",
        SyntaxNode node => Node(node, depth),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Node(SyntaxNode node, int depth)
    {
        var properties = node.GetType().GetProperties()
            .Where(property => property.PropertyType != typeof(SourceLocation) && property.Name != nameof(FieldNode.ResponseName))
            .OrderBy(property => property.Name, StringComparer.Ordinal)
            .Select(property => $"{property.Name}={Of(property.GetValue(node), depth + 1)}");
        return $"\n{new string(' ', depth)}{node.GetType().Name}({string.Join(" ", properties)})";
    }
}
