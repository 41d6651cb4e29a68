using Exchange.Federation.Composition;
using Exchange.GraphQL.Language;

namespace Exchange.Federation.Supergraphs;

/// <summary>The subgraphs of a supergraph document: the values of its <c>join__Graph</c>.</summary>
internal sealed class JoinGraphs
{
    private readonly Dictionary<string, int> _byValue = new(StringComparer.Ordinal);
    private readonly List<CompositionError> _errors;

    private JoinGraphs(IReadOnlyList<JoinedSubgraph> subgraphs, List<CompositionError> errors)
    {
        Subgraphs = subgraphs;
        _errors = errors;
    }

    public IReadOnlyList<JoinedSubgraph> Subgraphs { get; }

    public int Count => Subgraphs.Count;

    public static JoinGraphs Of(Document document, List<CompositionError> errors)
    {
        var subgraphs = new List<JoinedSubgraph>();
        var graphs = new JoinGraphs(subgraphs, errors);
        var values = document.Definitions.OfType<EnumDefinitionNode>().FirstOrDefault(type => type.Name == "join__Graph");
        if (values is null)
        {
            errors.Add(new CompositionError(
                SupergraphReader.NotASupergraph, "The document has no \"join__Graph\": give the supergraph that composition printed.", null, null));
        }

        foreach (var value in values?.Values ?? [])
        {
            var graph = value.Directives.FirstOrDefault(directive => directive.Name == "join__graph");
            var name = graph is null ? null : JoinText.Text(graph, "name");
            graphs._byValue[value.Name] = subgraphs.Count;
            subgraphs.Add(new JoinedSubgraph(subgraphs.Count, name ?? value.Name, graph is null ? "" : JoinText.Text(graph, "url") ?? ""));
        }

        return graphs;
    }

    /// <summary>The subgraph that a directive names; null, and a mistake, where it is none.</summary>
    public int? Find(DirectiveNode join, string coordinate)
    {
        var value = JoinText.Name(join, "graph");
        if (value is not null && _byValue.TryGetValue(value, out var index))
        {
            return index;
        }

        var error = new CompositionError(
            SupergraphReader.Invalid, $"A join directive names the graph \"{value}\", which is no value of \"join__Graph\".", null, coordinate);
        if (!_errors.Contains(error))
        {
            _errors.Add(error);
        }

        return null;
    }

    /// <summary>The subgraph of that name; null for none.</summary>
    public int? Named(string name) => Subgraphs.FirstOrDefault(subgraph => subgraph.Name == name)?.Index;
}
