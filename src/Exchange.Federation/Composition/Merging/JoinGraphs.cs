using System.Text;
using Exchange.Federation.Composition.Subgraphs;
using Exchange.GraphQL.Language;

namespace Exchange.Federation.Composition.Merging;

/// <summary>The values of <c>join__Graph</c>: a name for each subgraph that is one by the grammar of enums. Immutable.</summary>
internal sealed class JoinGraphs
{
    private readonly List<string> _names = [];

    public JoinGraphs(IReadOnlyList<SubgraphSchema> schemas)
    {
        Schemas = schemas;
        var taken = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var name in schemas.Select(schema => Sanitize(schema.Name)))
        {
            var count = taken[name] = taken.GetValueOrDefault(name) + 1;
            _names.Add(count == 1 ? name : $"{name}_{count - 1}");
        }
    }

    public IReadOnlyList<SubgraphSchema> Schemas { get; }

    /// <summary>The enum value that names a subgraph.</summary>
    public string Name(int subgraph) => _names[subgraph];

    /// <summary>The enum with its <c>@join__graph</c>s.</summary>
    public EnumDefinitionNode Definition() => new(
        "join__Graph",
        [
            .. Schemas.Select((schema, index) => new EnumValueNode(_names[index])
            {
                Directives =
                [
                    new DirectiveNode("join__graph", [JoinNodes.Text("name", schema.Name), JoinNodes.Text("url", schema.Url)]),
                ],
            }),
        ],
        isExtension: false);

    // WHY: names that end in "_1" are kept apart from the numbers that tell equal names from each other.
    private static string Sanitize(string name)
    {
        var text = new StringBuilder(name.Length + 1);
        foreach (var character in name)
        {
            text.Append(char.IsAsciiLetterOrDigit(character) ? char.ToUpperInvariant(character) : '_');
        }

        if (text.Length == 0 || char.IsAsciiDigit(text[0]))
        {
            text.Insert(0, '_');
        }

        var sanitized = text.ToString();
        var digits = sanitized.Length;
        while (digits > 0 && char.IsAsciiDigit(sanitized[digits - 1]))
        {
            digits--;
        }

        return digits < sanitized.Length && digits > 0 && sanitized[digits - 1] == '_' ? sanitized + "_" : sanitized;
    }
}
