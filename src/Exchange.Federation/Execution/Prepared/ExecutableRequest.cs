using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Exchange.Federation.Planning;
using Exchange.GraphQL.Language;

namespace Exchange.Federation.Execution.Prepared;

/// <summary>A request of a plan, made ready to be sent often. Immutable.</summary>
internal sealed class ExecutableRequest
{
    public ExecutableRequest(FetchPlan plan, FetchRequest request)
    {
        Request = request;
        BodyStart = Encoding.UTF8.GetBytes(
            $"{{\"query\":\"{JsonEncodedText.Encode(request.Document, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"");
        Condition = ConditionMask.Of(request.Condition, plan.ConditionVariables);
        Parts = [.. request.Parts.Select(part => new ExecutablePart(plan, part))];
        Dependents = [.. plan.Requests.Where(other => other.After.Contains(request.Index)).Select(other => other.Index)];
        IsEntities = request.Parts is [EntityPart, ..];
        Answer = IsEntities ? EntitiesOf(Parts) : Parts[0].Selection;
    }

    /// <summary>The planned request.</summary>
    public FetchRequest Request { get; }

    /// <summary>The body up to the variables.</summary>
    public byte[] BodyStart { get; }

    /// <summary>When it is sent; null for always.</summary>
    public ConditionMask? Condition { get; }

    /// <summary>Its parts.</summary>
    public ExecutablePart[] Parts { get; }

    /// <summary>The requests that wait for it.</summary>
    public int[] Dependents { get; }

    /// <summary>Whether it asks for entities.</summary>
    public bool IsEntities { get; }

    /// <summary>Whether it may be sent again.</summary>
    public bool IsQuery => Request.Kind == OperationKind.Query;

    /// <summary>How <c>data</c> is read: the root's fields, or for entities one slot for the list of each part.</summary>
    public ReadSelection Answer { get; }

    private static ReadSelection EntitiesOf(ExecutablePart[] parts)
    {
        var fields = new ReadField[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            fields[i] = new ReadField(((EntityPart)parts[i].Part).ResponseName, i, 1, parts[i].Selection, false);
        }

        return new ReadSelection(fields, parts.Length);
    }
}

/// <summary>One part of a request. Immutable.</summary>
internal sealed class ExecutablePart
{
    public ExecutablePart(FetchPlan plan, FetchPart part)
    {
        Part = part;
        Condition = ConditionMask.Of(part.Condition, plan.ConditionVariables);
        Path = ExecutableStep.Of(part.Path, plan.Root);
        Selection = ReadSelection.Of(part.Selection, part.Shape);
        if (part is EntityPart entities)
        {
            VariableKey = Encoding.UTF8.GetBytes($"\"{entities.Variable}\":[");
            Representations = new ByType<Represented>(
                part.Shape, entities.Representations.Select(entry => KeyValuePair.Create(entry.Key, Represented.Of(entry.Value))));
        }
    }

    /// <summary>The planned part.</summary>
    public FetchPart Part { get; }

    /// <summary>When it is part of the request; null for always.</summary>
    public ConditionMask? Condition { get; }

    /// <summary>The way to its objects.</summary>
    public ExecutableStep[] Path { get; }

    /// <summary>How one object of the answer is read.</summary>
    public ReadSelection Selection { get; }

    /// <summary>The quoted name of the variable, a colon and the opening bracket; empty for a part of the root.</summary>
    public byte[] VariableKey { get; } = [];

    /// <summary>How its objects are represented; null for a part of the root.</summary>
    public ByType<Represented>? Representations { get; }
}

/// <summary>One step on the way to the objects of a part. Immutable.</summary>
internal sealed class ExecutableStep(PathStep step, ResultShape shape)
{
    /// <summary>The slot that is followed.</summary>
    public int Slot { get; } = step.Slot.Index;

    /// <summary>Has a choice for the objects that are followed; null where all are.</summary>
    public ByType<string>? Types { get; } = step.Types is null
        ? null
        : new ByType<string>(shape, step.Types.Select(type => KeyValuePair.Create(type, type)));

    /// <summary>The steps of a way that begins at objects of <paramref name="shape"/>.</summary>
    public static ExecutableStep[] Of(IReadOnlyList<PathStep> path, ResultShape shape)
    {
        var steps = new ExecutableStep[path.Count];
        for (var i = 0; i < steps.Length; i++)
        {
            steps[i] = new ExecutableStep(path[i], shape);
            shape = path[i].Slot.Shape ?? throw new ArgumentException($"{path[i].Slot.FieldName} leads to no objects.", nameof(path));
        }

        return steps;
    }
}
