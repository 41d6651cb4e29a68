using BenchmarkDotNet.Attributes;
using Exchange.Benchmarks.Scene;
using Exchange.GraphQL;
using Exchange.GraphQL.Language;
using Exchange.GraphQL.Validation;
using Exchange.Policy;
using Exchange.Policy.Decisions;

namespace Exchange.Benchmarks;

/// <summary>What a cold request adds: reading and judging a document of 50 fields, and deciding one coordinate.</summary>
public class Documents
{
    private static readonly Coordinate Pension = new("Person.pension.receives");

    private readonly MemoryCity _city = new();

    private byte[] _text = [];
    private Document? _document;

    /// <summary>Reads the document once.</summary>
    [GlobalSetup]
    public void Read()
    {
        _text = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "beside-graphql-js", "documents", "fifty-fields.graphql"));
        _document = GraphQLParser.Parse(_text);
        if (Validate().Count > 0)
        {
            throw new InvalidOperationException(Validate()[0].Message);
        }
    }

    /// <summary>Text to nodes.</summary>
    [Benchmark]
    public Document Parse() => GraphQLParser.Parse(_text, ParserLimits.Default, _city.Snapshot.Graph.Schema.Names);

    /// <summary>Every rule in one traversal.</summary>
    [Benchmark]
    public IReadOnlyList<GraphQLError> Validate() =>
        DocumentValidator.Validate(_city.Snapshot.Graph.Schema, _document!, ValidationOptions.Default);

    /// <summary>One coordinate for one class of callers.</summary>
    [Benchmark]
    public Decision Decide() => _city.Snapshot.Decisions.Decide(MemoryHub.CallerClass, Pension, MemoryCity.Now);
}
