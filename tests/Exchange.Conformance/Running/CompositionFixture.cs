using System.Text.RegularExpressions;
using Exchange.Federation.Composition;

namespace Exchange.Conformance.Running;

/// <summary>Subgraphs in one file, each after a line <c># subgraph NAME</c>.</summary>
internal static partial class CompositionFixture
{
    public static string Folder { get; } = Path.Combine(Repository.Suites, "composition", "fixtures");

    public static IReadOnlyList<Subgraph> Read(string name) => Parse(File.ReadAllText(Path.Combine(Folder, name + ".graphql")));

    public static IReadOnlyList<Subgraph> Parse(string text)
    {
        var parts = Heading().Split(text);
        return [.. Enumerable.Range(0, parts.Length / 2).Select(i => new Subgraph(parts[(2 * i) + 1], parts[(2 * i) + 2])
        {
            Url = $"http://{parts[(2 * i) + 1]}",
        })];
    }

    [GeneratedRegex(@"^# subgraph (\S+)\n", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
