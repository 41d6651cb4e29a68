using System.Text;
using Exchange.Federation.Composition;
using Exchange.Federation.Execution;
using Exchange.Federation.Planning;
using Exchange.Federation.Supergraphs;
using Exchange.FederationTests.Suites.Subgraphs;
using Exchange.GraphQL;
using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Language;
using Exchange.GraphQL.Validation;
using Exchange.GraphQL.Values;

namespace Exchange.FederationTests.Suites;

/// <summary>
/// The graph of some subgraphs, composed to a document and read from it, and the queries of a suite on it: planned, executed, and compared with
/// what was worked out by hand. No subgraph may have anything to complain about.
/// </summary>
internal sealed class FederatedGraph
{
    private readonly MemorySubgraph[] _subgraphs;
    private readonly Lazy<Supergraph> _supergraph;

    public FederatedGraph(params MemorySubgraph[] subgraphs)
    {
        _subgraphs = subgraphs;
        _supergraph = new Lazy<Supergraph>(Compose);
    }

    /// <summary>Asserts the answer, that it comes without errors, and how many requests it took.</summary>
    public Task Answers(string query, string data, string variables = "{}", int atMost = int.MaxValue) =>
        CheckAsync(query, data, variables, atMost, hasErrors: false);

    /// <summary>Asserts an answer that tells of errors.</summary>
    public Task AnswersWithErrors(string query, string data, string variables = "{}", int atMost = int.MaxValue) =>
        CheckAsync(query, data, variables, atMost, hasErrors: true);

    /// <summary>Asserts that the operation is refused before anybody is asked.</summary>
    public async Task Refuses(string query, string variables = "{}")
    {
        var refusal = await Assert.ThrowsAsync<GraphQLException>(() => AskAsync(query, variables));
        Assert.NotEmpty(refusal.Errors);
        Assert.All(_subgraphs, subgraph => Assert.Empty(subgraph.Asked));
    }

    private async Task CheckAsync(string query, string data, string variables, int atMost, bool hasErrors)
    {
        var before = _subgraphs.Sum(subgraph => subgraph.Asked.Count);
        var answer = await AskAsync(query, variables);
        var expected = Plain(Encoding.UTF8.GetBytes(data));
        Assert.True(expected == answer.Data, $"expected {expected}\nbut was  {answer.Data}{Story(answer)}");
        Assert.True(hasErrors == answer.Errors.Count > 0, $"{answer.Errors.Count} errors{Story(answer)}");
        Assert.True(_subgraphs.All(subgraph => subgraph.Complaints.Count == 0), $"complaints{Story(answer)}");
        var requests = _subgraphs.Sum(subgraph => subgraph.Asked.Count) - before;
        Assert.True(requests <= atMost, $"{requests} requests instead of {atMost}{Story(answer)}");
    }

    private async Task<(string Data, IReadOnlyList<GraphQLError> Errors)> AskAsync(string query, string variables)
    {
        var schema = _supergraph.Value.Schema;
        var document = GraphQLParser.Parse(query);
        if (DocumentValidator.Validate(schema, document, ValidationOptions.Default) is { Count: > 0 } invalid)
        {
            throw new GraphQLException(invalid);
        }

        var definition = OperationSelector.Select(document, null);
        var given = DatumReader.Read(Encoding.UTF8.GetBytes(variables)).AsObject();
        var values = InputCoercion.CoerceVariables(schema, definition, given, ScalarSet.BuiltIn);
        var operation = OperationCompiler.CompileConditional(schema, document, definition, OperationLimits.Default);
        var plan = FetchPlanner.Plan(_supergraph.Value, operation, null, new FetchPlannerLimits());
        var sources = _supergraph.Value.Subgraphs.Select(joined => _subgraphs.Single(subgraph => subgraph.Name == joined.Name));
        var executor = new FetchPlanExecutor([.. sources]);
        using var answer = await executor.ExecuteAsync(plan, new FetchCall(values, "suite"), TestContext.Current.CancellationToken);
        return (Plain(answer.Data), answer.Errors);
    }

    private Supergraph Compose()
    {
        var composition = SupergraphComposer.Compose(
            [.. _subgraphs.Select(subgraph => new Subgraph(subgraph.Name, subgraph.Sdl) { Url = $"http://127.0.0.1/{subgraph.Name}" })]);
        Assert.True(
            composition.Document is not null,
            string.Join('\n', composition.Errors.Select(error => $"{error.Code} {error.Subgraph} {error.Coordinate}: {error.Message}")));
        var reading = SupergraphReader.Read(composition.Document);
        Assert.True(reading.Supergraph is not null, string.Join('\n', reading.Errors.Select(error => error.Message)));
        return reading.Supergraph;
    }

    private string Story((string Data, IReadOnlyList<GraphQLError> Errors) answer)
    {
        var story = new StringBuilder();
        foreach (var error in answer.Errors)
        {
            story.Append('\n').Append(error.Code).Append(' ').AppendJoin('.', error.Path ?? []).Append(": ").Append(error.Message);
        }

        foreach (var subgraph in _subgraphs)
        {
            subgraph.Complaints.ToList().ForEach(complaint => story.Append("\n! ").Append(complaint));
            subgraph.Asked.ToList().ForEach(document => story.Append('\n').Append(subgraph.Name).Append(" ← ").Append(document));
        }

        return story.ToString();
    }

    // WHY: 3 and 3.0 are one number; the order of names is part of an answer.
    private static string Plain(ReadOnlyMemory<byte> json)
    {
        var output = new System.Buffers.ArrayBufferWriter<byte>();
        DatumWriter.Write(output, DatumReader.Read(json.Span));
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
