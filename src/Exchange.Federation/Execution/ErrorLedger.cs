using Exchange.Federation.Execution.Prepared;
using Exchange.Federation.Sources;
using Exchange.GraphQL;

namespace Exchange.Federation.Execution;

/// <summary>The errors of one execution, with the caller's paths and without a word of a subgraph. Not thread-safe.</summary>
internal sealed class ErrorLedger(CallerPaths paths, FetchLimits limits)
{
    private const string Unavailable = "SOURCE_UNAVAILABLE";
    private const string Invalid = "INVALID_SOURCE_DATA";

    private readonly List<GraphQLError> _errors = [];

    /// <summary>The errors so far.</summary>
    public IReadOnlyList<GraphQLError> Errors => _errors;

    /// <summary>Adds errors that no subgraph reported.</summary>
    public void Add(IEnumerable<GraphQLError> errors) => _errors.AddRange(errors);

    /// <summary>A subgraph gave no answer, or none that can be used: an error at each place that it was asked for.</summary>
    public void Fail(string subgraph, IEnumerable<ExecutablePart> parts, SourceFault fault)
    {
        var (code, message) = fault == SourceFault.Unavailable
            ? (Unavailable, $"The subgraph \"{subgraph}\" did not answer.")
            : (Invalid, $"The subgraph \"{subgraph}\" gave an answer that cannot be used.");
        var places = parts.SelectMany(paths.Fields).DistinctBy(path => string.Join('/', path)).ToList();
        foreach (var place in places.Count > 0 ? places : [[]])
        {
            Add(code, message, place);
        }
    }

    /// <summary>What a subgraph reported of its root fields.</summary>
    public void Report(string subgraph, ExecutablePart part, IReadOnlyList<int> objects, List<SubgraphError> reported)
    {
        foreach (var error in reported)
        {
            Report(subgraph, part, error.Path ?? [], error.Code, objects.Contains);
        }
    }

    /// <summary>What a subgraph reported of entities: each error stands at every object that shares the representation.</summary>
    public void Report(string subgraph, ExecutableRequest request, EntityBatch[] batches, List<SubgraphError> reported)
    {
        foreach (var error in reported)
        {
            var part = error.Path is [string name, ..] ? Array.FindIndex(request.Answer.Fields, field => field.ResponseName == name) : -1;
            if (part >= 0 && error.Path is [_, int number, ..])
            {
                var objects = ObjectsOf(batches[part], number);
                Report(subgraph, request.Parts[part], [.. error.Path.Skip(2)], error.Code, objects.Contains);
                continue;
            }

            foreach (var asked in part >= 0 ? [request.Parts[part]] : request.Parts.Where((_, i) => batches[i].Sent > 0))
            {
                Add(error.Code, Reported(subgraph), paths.Place(asked));
            }
        }
    }

    private void Report(string subgraph, ExecutablePart part, IReadOnlyList<object> rest, string code, Func<int, bool> isMeant)
    {
        foreach (var path in paths.Of(part, rest, isMeant, limits.MaxErrors - _errors.Count))
        {
            Add(code, Reported(subgraph), path);
        }
    }

    private static HashSet<int> ObjectsOf(EntityBatch batch, int number)
    {
        var objects = new HashSet<int>();
        for (var i = 0; i < batch.Numbers.Length; i++)
        {
            if (batch.Numbers[i] == number)
            {
                objects.Add(batch.Objects[i]);
            }
        }

        return objects;
    }

    private static string Reported(string subgraph) => $"The subgraph \"{subgraph}\" reported an error here.";

    private void Add(string code, string message, IReadOnlyList<object> path)
    {
        if (_errors.Count < limits.MaxErrors)
        {
            _errors.Add(new GraphQLError(code, message) { Path = path.Count > 0 ? path : null });
        }
    }
}
