using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Language;

namespace Exchange.Pipeline.Open;

/// <summary>One valid operation, compiled once whatever its variables are, and planned when it is first run. Thread-safe.</summary>
internal sealed class PreparedOperation(Operation operation)
{
    private volatile PlannedOperation? _planned;

    public Operation Operation { get; } = operation;

    public OperationKind Kind => Operation.Kind;

    /// <summary>The variables that decide <c>@skip</c> and <c>@include</c>.</summary>
    public IReadOnlyList<string> ConditionVariables { get; } = OperationCompiler.ConditionVariables(operation.Document, operation.Definition);

    /// <summary>The plan; null until the operation is first run.</summary>
    public PlannedOperation? Planned
    {
        get => _planned;
        set => _planned = value;
    }
}
