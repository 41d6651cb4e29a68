using Exchange.Federation.Authorization;
using Exchange.Federation.Governed.Composition;
using Exchange.GraphQL.TypeSystem;
using Exchange.GraphQL.Values;
using Exchange.Policy.Decisions;

namespace Exchange.Pipeline.Gates;

/// <summary>
/// Passes for organizations that have their seat at the one place that the request names. The register is asked for the seat first, for the hub's own use.
/// </summary>
internal sealed class SeatGate(RecordRead read) : IGate
{
    private const string Organization = "Organization";
    private const string Seat = "place";

    public int Reason => (int)ReasonCode.NotPermitted;

    public IReadOnlyList<string> Facts => [];

    public RecordRead Read => read;

    public string Condition => ConditionNames.OnePlace;

    /// <summary>How the seat is read; null where records of the type have none that can be asked for by their key.</summary>
    public static RecordRead? ReadOf(GovernedGraph graph, string entity) =>
        entity == Organization
        && graph.Schema.Type(entity) is ObjectType holder
        && holder.Fields.Any(field => field.Name == Seat && field.Type.Named.Name == NamedPlaces.PlaceType)
        && graph.Owner(entity, Seat) is { } owner && owner != GovernedGraph.Hub
        && graph.Join(entity, Seat) is null
        && graph.Entity(NamedPlaces.PlaceType) is { } place
            ? new RecordRead(entity, Seat, place.KeyField, owner)
            : null;

    public bool Passes(in GateSubject subject) =>
        GateRequest.Of(in subject)?.OnlyPlace is { } place
        && subject.Read is { } record
        && record.TryGet(read.Field, out var seat) && seat.Kind == DatumKind.Object
        && seat.AsObject().TryGet(read.Part!, out var code)
        && code.Kind == DatumKind.String && code.AsString() == place;
}
