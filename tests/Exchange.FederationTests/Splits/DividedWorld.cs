using System.Buffers;
using System.Text;
using Exchange.FederationTests.Suites;
using Exchange.FederationTests.Suites.Subgraphs;
using Exchange.GraphQL;
using Exchange.GraphQL.Values;

namespace Exchange.FederationTests.Splits;

/// <summary>A world as one schema and as several subgraphs, and the comparison of what both answer.</summary>
internal sealed class DividedWorld
{
    private readonly MemorySubgraph _whole;
    private readonly MemorySubgraph[] _parts;
    private readonly FederatedGraph _graph;
    private readonly OperationGenerator _operations;

    public DividedWorld(Random random)
    {
        var world = new WorldGenerator(random).Generate();
        var maker = new SubgraphMaker(world);
        _whole = maker.Whole();
        _parts = [.. new WorldSplitter(world, random).Split().Select(maker.Make)];
        _graph = new FederatedGraph(_parts);
        _operations = new OperationGenerator(world, random);
    }

    /// <summary>The subgraphs' SDL, for the report of a failure.</summary>
    public string Sdl => string.Join('\n', _parts.Select(part => $"# subgraph {part.Name}\n{part.Sdl}"));

    public RandomOperation NextOperation() => _operations.Next();

    /// <summary>What differs between the answers, with the plan; null where nothing does, and where the operation is refused as such.</summary>
    public async Task<Comparison> CompareAsync(RandomOperation operation)
    {
        foreach (var part in _parts)
        {
            part.Forget();
        }

        var expected = await _whole.AskAsync(operation.Query, Value(operation.Variables).AsObject(), TestContext.Current.CancellationToken);
        if (!expected.HasData)
        {
            return Comparison.Refused;
        }

        try
        {
            var answer = await _graph.AskAsync(operation.Query, operation.Variables);

            // WHY: as values, for the plan keeps a name where it first stands in the document, whatever is left out.
            var isEqual = Value(Text(expected.Data)) == Value(answer.Data) && expected.Errors.Count > 0 == answer.Errors.Count > 0;
            var complaints = _parts.SelectMany(part => part.Complaints).ToList();
            return isEqual && complaints.Count == 0 ? Comparison.Equal : Comparison.Differs($"""
                expected {Text(expected.Data)}, {expected.Errors.Count} errors
                but was  {answer.Data}, {answer.Errors.Count} errors
                {string.Join('\n', complaints.Concat(answer.Errors.Select(error => $"{error.Code} {string.Join('.', error.Path ?? [])}: {error.Message}")))}
                {answer.Plan}
                """);
        }
        catch (GraphQLException exceeded) when (exceeded.Errors[0].Code == ErrorCodes.LimitExceeded)
        {
            return Comparison.Refused;
        }
        catch (Exception failed) when (failed is not OperationCanceledException and not Xunit.Sdk.IAssertionException)
        {
            return Comparison.Differs(failed.ToString());
        }
    }

    private static Datum Value(string json) => DatumReader.Read(Encoding.UTF8.GetBytes(json));

    private static string Text(Datum value)
    {
        var output = new ArrayBufferWriter<byte>();
        DatumWriter.Write(output, value);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}

/// <summary>How the answers compare.</summary>
internal sealed record Comparison(bool WasCompared, string? Difference)
{
    public static Comparison Equal { get; } = new(true, null);

    public static Comparison Refused { get; } = new(false, null);

    public static Comparison Differs(string difference) => new(true, difference);
}
