using Exchange.Federation.Sources;
using Exchange.GraphQL.Values;

namespace Exchange.Adapters;

/// <summary>
/// Says in which region an event lies, for rules that hold in one's own region: that of its place, whose code begins with it. Only the
/// place's key is asked for, of the event's own department. Thread-safe.
/// </summary>
/// <param name="source">The event's department.</param>
/// <param name="keyField">The key field of events.</param>
public sealed class PlaceRegionFacts(ISource source, string keyField) : IFactSource
{
    private const string Region = "region";
    private const string Place = "place";
    private const string PlaceKey = "addressCode";
    private const string Coordinate = "SubjectFacts.region";
    private const int RegionDigits = 12;

    private static readonly DatumObject NoArguments = new([], []);

    private static readonly RequestedField Asked = new(
        Coordinate, Place, Place, NoArguments, "full", [new RequestedField(Coordinate, PlaceKey, PlaceKey, NoArguments, "full", [])]);

    /// <inheritdoc/>
    public string Department => source.Department;

    /// <inheritdoc/>
    public bool TellsExistence => false;

    /// <inheritdoc/>
    public async ValueTask<DatumObject?[]> FetchAsync(
        string accessId, string type, IReadOnlyList<string> keys, IReadOnlyList<string> facts, CancellationToken cancellation)
    {
        var request = new SourceRequest(accessId, [new EntitySelection(type, keyField, keys, [Asked])]);
        var answer = await source.FetchAsync(request, cancellation);
        return [.. answer.Selections[0].Select(Facts)];
    }

    // What it is not asked for, or cannot tell, it leaves out; a gate that needs it does not pass.
    private static DatumObject? Facts(DatumObject? record) =>
        record?[Place] is { Kind: DatumKind.Object } place
        && place.AsObject()[PlaceKey] is { Kind: DatumKind.String } key
        && key.AsString() is { Length: > RegionDigits } code
        && code[RegionDigits] == '-'
            ? new DatumObject([Region], [Datum.From(code[..RegionDigits])])
            : null;
}
