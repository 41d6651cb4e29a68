using Exchange.Federation.Authorization;
using Exchange.Federation.Governed.Composition;
using Exchange.GraphQL.TypeSystem;
using Exchange.GraphQL.Values;
using Exchange.Policy;
using Exchange.Policy.Decisions;

namespace Exchange.Pipeline.Gates;

/// <summary>
/// Passes for records of which a field names the caller's department, or lists it: who leads a dispute, who handles it besides. The record's owner is
/// asked for that field first, for the hub's own use.
/// </summary>
internal sealed class CallerDepartmentGate(RecordRead read, DepartmentId caller) : IGate
{
    private const int MaxListed = 1_000;
    private const string CodeField = "code";

    public int Reason => (int)ReasonCode.NotPermitted;

    public IReadOnlyList<string> Facts => [];

    public RecordRead Read => read;

    public string Condition => ConditionNames.CallerDepartment(read.Coordinate);

    /// <summary>How the field of a rule is read; null where it is none that can be asked for by the record's key and names a department.</summary>
    public static RecordRead? ReadOf(GovernedGraph graph, Coordinate field)
    {
        if (field.Value.Split('.') is not [var type, var name]
            || graph.Schema.Type(type) is not ObjectType holder
            || holder.Fields.FirstOrDefault(candidate => candidate.Name == name) is not { } definition
            || graph.Owner(type, name) is not { } owner || owner == GovernedGraph.Hub
            || graph.Join(type, name) is not null)
        {
            return null;
        }

        return definition.Type.Named switch
        {
            ObjectType value => value.Fields.Any(part => part.Name == CodeField) ? new RecordRead(type, name, CodeField, owner) : null,
            ScalarType => new RecordRead(type, name, null, owner),
            _ => null,
        };
    }

    public bool Passes(in GateSubject subject) => subject.Read is { } record && record.TryGet(read.Field, out var value) && Names(value);

    private bool Names(Datum value) => value.Kind == DatumKind.List
        ? value.AsList() is { Length: <= MaxListed } items && items.Any(IsCaller)
        : IsCaller(value);

    private bool IsCaller(Datum value) => read.Part is null
        ? value.Kind == DatumKind.String && value.AsString() == caller.Value
        : value.Kind == DatumKind.Object && value.AsObject().TryGet(read.Part, out var code)
            && code.Kind == DatumKind.String && code.AsString() == caller.Value;
}
