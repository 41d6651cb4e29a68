using Exchange.GraphQL.Language;

namespace Exchange.Federation.Composition;

/// <summary>Collects mistakes and hints of one composition, up to a limit, each once. Not thread-safe.</summary>
internal sealed class ErrorList(CompositionLimits limits)
{
    private readonly List<CompositionError> _errors = [];
    private readonly List<CompositionError> _hints = [];
    private readonly HashSet<CompositionError> _seen = [];

    /// <summary>The mistakes so far.</summary>
    public IReadOnlyList<CompositionError> Errors => _errors;

    /// <summary>The hints so far.</summary>
    public IReadOnlyList<CompositionError> Hints => _hints;

    /// <summary>Adds a mistake.</summary>
    public void Add(
        string code, string message, string? subgraph = null, string? coordinate = null, SourceLocation location = default, string? hint = null)
    {
        var error = new CompositionError(code, message, subgraph, coordinate)
        {
            Location = location.Line > 0 ? location : null,
            Hint = hint,
        };
        if (_errors.Count < limits.MaxErrors && _seen.Add(error))
        {
            _errors.Add(error);
        }
    }

    /// <summary>Adds mistakes that were found elsewhere.</summary>
    public void AddRange(IEnumerable<CompositionError> errors) =>
        _errors.AddRange(errors.Where(_seen.Add).Take(Math.Max(0, limits.MaxErrors - _errors.Count)));

    /// <summary>Adds what composes and is probably not meant.</summary>
    public void Hint(string code, string message, string? subgraph, string coordinate)
    {
        var hint = new CompositionError(code, message, subgraph, coordinate);
        if (_hints.Count < limits.MaxErrors && _seen.Add(hint))
        {
            _hints.Add(hint);
        }
    }
}
