using System.Text;
using Exchange.Federation.Composition;
using Exchange.Federation.Planning;
using Exchange.Federation.Supergraphs;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Language;
using Exchange.GraphQL.Validation;

namespace Exchange.FederationTests.Planning;

/// <summary>
/// A file of subgraphs and operations: sections that start with <c># subgraph: name</c>, or one with <c># supergraph: </c> and a composed
/// document, and <c># operation: what it shows</c>. A line
/// <c># labels: a, b</c> turns labels of progressive overrides on.
/// </summary>
internal sealed class PlanCase
{
    private readonly List<Subgraph> _subgraphs = [];
    private string? _supergraph;
    private readonly List<(string Title, string Text)> _operations = [];
    private readonly HashSet<string> _labels = new(StringComparer.Ordinal);

    public PlanCase(string text)
    {
        string? subgraph = null;
        string? operation = null;
        var supergraph = false;
        var section = new StringBuilder();
        foreach (var line in text.Split('\n').Append("# end: "))
        {
            var isHead = line.StartsWith("# ", StringComparison.Ordinal) && line.Contains(": ", StringComparison.Ordinal);
            if (!isHead)
            {
                section.Append(line).Append('\n');
                continue;
            }

            Close(subgraph, operation, section.ToString());
            _supergraph = supergraph ? section.ToString() : _supergraph;
            section.Clear();
            var (kind, name) = (line[2..line.IndexOf(':', StringComparison.Ordinal)], line[(line.IndexOf(':', StringComparison.Ordinal) + 2)..]);
            subgraph = kind == "subgraph" ? name : null;
            operation = kind == "operation" ? name : null;
            supergraph = kind == "supergraph";
            _labels.UnionWith(kind == "labels" ? name.Split(", ") : []);
        }
    }

    public IReadOnlyList<(string Title, string Text)> Operations => _operations;

    public Supergraph Compose()
    {
        if (_supergraph is not null)
        {
            var reading = SupergraphReader.Read(_supergraph);
            Assert.True(reading.Supergraph is not null, string.Join('\n', reading.Errors));
            return reading.Supergraph;
        }

        var result = SupergraphComposer.Compose(_subgraphs);
        Assert.True(result.Supergraph is not null, string.Join('\n', result.Errors));
        return result.Supergraph;
    }

    public string Print()
    {
        var graph = Compose();
        var text = new StringBuilder();
        foreach (var (title, operation) in _operations)
        {
            var plan = Plan(graph, operation, null, new FetchPlannerLimits { ActiveLabels = _labels });
            text.Append($"# {title}\n").Append(FetchPlanPrinter.Print(plan, graph)).Append('\n');
        }

        return text.ToString();
    }

    public static FetchPlan Plan(Supergraph graph, string operation, PlanGrants? grants = null, FetchPlannerLimits? limits = null)
    {
        var document = GraphQLParser.Parse(operation);
        var errors = DocumentValidator.Validate(graph.Schema, document, new ValidationOptions());
        Assert.True(errors.Count == 0, string.Join('\n', errors.Select(error => error.Message)));
        var definition = document.Definitions.OfType<OperationDefinition>().Single();
        var compiled = OperationCompiler.CompileConditional(graph.Schema, document, definition, OperationLimits.Unlimited);
        return FetchPlanner.Plan(graph, compiled, grants, limits ?? new FetchPlannerLimits());
    }

    private void Close(string? subgraph, string? operation, string text)
    {
        if (subgraph is not null)
        {
            _subgraphs.Add(new Subgraph(subgraph, text));
        }

        if (operation is not null)
        {
            _operations.Add((operation, text));
        }
    }
}
