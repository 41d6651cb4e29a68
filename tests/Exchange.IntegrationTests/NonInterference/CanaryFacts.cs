using System.Globalization;
using Exchange.Federation.Sources;
using Exchange.GraphQL.Values;

namespace Exchange.IntegrationTests.NonInterference;

/// <summary>Subject facts of the city; keeps the keys it was asked for.</summary>
internal sealed class CanaryFacts(CanaryCity city) : IFactSource
{
    private readonly Lock _lock = new();
    private readonly List<string> _keys = [];

    public string Department => "public-security";

    public IReadOnlyList<string> TakeKeys()
    {
        lock (_lock)
        {
            var taken = _keys.ToList();
            _keys.Clear();
            return taken;
        }
    }

    public ValueTask<DatumObject?[]> FetchAsync(
        string accessId, string type, IReadOnlyList<string> keys, IReadOnlyList<string> facts, CancellationToken cancellation)
    {
        lock (_lock)
        {
            _keys.AddRange(keys);
        }

        return ValueTask.FromResult<DatumObject?[]>([.. keys.Select(key => Answer(city.Facts(key), facts))]);
    }

    private static DatumObject? Answer(PersonFacts? known, IReadOnlyList<string> facts) => known is null ? null : new DatumObject(
        [.. facts],
        [.. facts.Select(fact => fact switch
        {
            "region" => Datum.From(known.Region),
            "protected" => Datum.From(known.IsProtected),
            "birthDate" => known.BirthDate is { } born ? Datum.From(born.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)) : Datum.Null,
            _ => Datum.True,
        })]);
}
