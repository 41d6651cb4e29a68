using Exchange.GraphQL.Execution;
using Exchange.GraphQL.Language;
using Exchange.GraphQL.TypeSystem;

namespace Exchange.Federation.Planning;

/// <summary>
/// What is asked of which subgraph in what order, where the answers go, and what of it the caller sees. Made once for an operation and a
/// set of grants, whatever the variables are. Immutable; safe to share between threads.
/// </summary>
public sealed class FetchPlan
{
    /// <summary>The operation, compiled with its conditions.</summary>
    public required Operation Operation { get; init; }

    /// <summary>The requests; each stands after all that it waits for.</summary>
    public required IReadOnlyList<FetchRequest> Requests { get; init; }

    /// <summary>Where the root object is kept.</summary>
    public required ResultShape Root { get; init; }

    /// <summary>What the caller sees of the root object.</summary>
    public required OutputSelection Output { get; init; }

    /// <summary>Every shape of the plan, at its <see cref="ResultShape.Index"/>; the root's first.</summary>
    public required IReadOnlyList<ResultShape> Shapes { get; init; }

    /// <summary>The Boolean variables that decide conditions, by name; at most 64.</summary>
    public required IReadOnlyList<string> ConditionVariables { get; init; }

    /// <summary>What planning took, in steps of the search; a measure that no machine changes.</summary>
    public required int Steps { get; init; }
}

/// <summary>One request to one subgraph: a part of the root selection, or entities at one or several places of the result. Immutable.</summary>
public sealed class FetchRequest
{
    /// <summary>Its position in <see cref="FetchPlan.Requests"/>.</summary>
    public required int Index { get; init; }

    /// <summary>The subgraph's position in the supergraph.</summary>
    public required int Subgraph { get; init; }

    /// <summary>The length of the longest chain of requests that it waits for; requests of one level may run at the same time.</summary>
    public required int Level { get; init; }

    /// <summary>The requests that must have ended before this one is sent.</summary>
    public required IReadOnlyList<int> After { get; init; }

    /// <summary>Query, mutation or subscription; entities are always queried.</summary>
    public required OperationKind Kind { get; init; }

    /// <summary>The document to send. Holds no name or alias that the caller chose.</summary>
    public required string Document { get; init; }

    /// <summary>The variables of the caller's operation that it uses, without those of the representations.</summary>
    public required IReadOnlyList<string> Variables { get; init; }

    /// <summary>What it fetches: one root part, or entity parts that were joined into one request.</summary>
    public required IReadOnlyList<FetchPart> Parts { get; init; }

    /// <summary>When it is sent at all; null for always.</summary>
    public SelectionCondition? Condition { get; init; }
}

/// <summary>One part of a request and the place in the result where its answer goes.</summary>
public abstract class FetchPart
{
    /// <summary>The place of the objects that it fills: steps from the root object; empty for the root object itself.</summary>
    public required IReadOnlyList<PathStep> Path { get; init; }

    /// <summary>The shape of these objects.</summary>
    public required ResultShape Shape { get; init; }

    /// <summary>What is selected on them.</summary>
    public required FetchSelection Selection { get; init; }

    /// <summary>
    /// When it is part of the request; null for always. The document does not repeat it: entities are left out by sending no representations.
    /// </summary>
    public SelectionCondition? Condition { get; init; }
}

/// <summary>
/// Fields of a root type: the answer's <c>data</c> is the object at <see cref="FetchPart.Path"/>. The path is not empty where the query type is
/// the type of a field: every object found there gets the same answer, and without any the request is not sent.
/// </summary>
public sealed class RootPart : FetchPart;

/// <summary>Fields of entities: <c>_entities(representations:)</c> under an alias.</summary>
public sealed class EntityPart : FetchPart
{
    /// <summary>The alias of <c>_entities</c> in the document and the answer.</summary>
    public required string ResponseName { get; init; }

    /// <summary>The name of the variable that carries the representations.</summary>
    public required string Variable { get; init; }

    /// <summary>
    /// How an object is represented, by its runtime type; an object of another type is not asked for. The entry under the empty name, if
    /// any, is for objects whose type is not known yet (interface objects).
    /// </summary>
    public required IReadOnlyDictionary<string, Representation> Representations { get; init; }
}

/// <summary>How an entity is named towards a subgraph.</summary>
/// <param name="TypeName">The <c>__typename</c> to send: the runtime type, or an interface for an interface object.</param>
/// <param name="Fields">The fields of the key and of <c>@requires</c>.</param>
public sealed record Representation(string TypeName, IReadOnlyList<InputField> Fields);

/// <summary>One field of a representation, read from the result.</summary>
/// <param name="Name">The name to send it under.</param>
/// <param name="Slot">Where its value is kept.</param>
/// <param name="IsKey">
/// Whether it belongs to the key: where a value that its type requires is missing or null, the object is not asked for. A missing value of
/// <c>@requires</c> is sent as null.
/// </param>
/// <param name="Children">Of an object: the fields to send, by runtime type; the entry under the empty name holds for every type.</param>
public sealed record InputField(
    string Name, ResultSlot Slot, bool IsKey, IReadOnlyDictionary<string, IReadOnlyList<InputField>>? Children)
{
    /// <summary>Whether objects are sent with their <c>__typename</c> (where a fragment of <c>@requires</c> tells types apart).</summary>
    public bool SendsTypeName { get; init; }
}

/// <summary>What is selected on objects of an answer, whatever their type: a response name has one meaning in it.</summary>
public sealed class FetchSelection
{
    /// <summary>The fields in the order in which the document selects them.</summary>
    public required IReadOnlyList<FetchField> Fields { get; init; }
}

/// <summary>One field of an answer.</summary>
/// <param name="ResponseName">Its name in the answer.</param>
/// <param name="Slot">Where its value goes.</param>
/// <param name="Selection">What is selected on it; null for leaves.</param>
public sealed record FetchField(string ResponseName, ResultSlot Slot, FetchSelection? Selection);
