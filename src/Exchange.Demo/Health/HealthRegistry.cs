using System.Globalization;
using Exchange.Demo.Generation;
using Exchange.Demo.Subgraphs;
using Exchange.GraphQL.Values;

namespace Exchange.Demo.Health;

/// <summary>The health commission's records as values of its graph, by type and key. Immutable; safe to share between threads.</summary>
internal sealed class HealthRegistry(City city) : ISubgraphRecords
{
    /// <summary>Beside the fields of the graph a person holds the programmes that <c>vaccinationComplete</c> is decided by.</summary>
    public const string CompletedPrograms = "completedPrograms";

    /// <summary>The kind of the areas of outbreaks.</summary>
    public const string OutbreakKind = "OUTBREAK_AREA";

    private const int CommunityLength = 12;
    private const int LeastCases = 10;
    private const int MoreCases = 40;

    private readonly Dictionary<string, HealthRecord> _persons =
        city.HealthRecords.ToDictionary(record => record.CitizenNo, StringComparer.Ordinal);
    private readonly Dictionary<string, Hospital> _hospitals =
        city.Hospitals.ToDictionary(hospital => hospital.AddressCode, StringComparer.Ordinal);

    private readonly Dictionary<string, PastEvent> _outbreaks =
        city.Events.Where(told => told.Owner == "health").ToDictionary(told => told.EventId, StringComparer.Ordinal);

    /// <summary>All areas of outbreaks, in no order.</summary>
    public IEnumerable<PastEvent> Outbreaks => _outbreaks.Values;

    /// <inheritdoc/>
    public string? KeyField(string type) => type switch
    {
        "Person" => "citizenNo",
        "Place" => "addressCode",
        "OutbreakArea" => "eventId",
        _ => null,
    };

    /// <summary>The record, or null when there is none.</summary>
    public DatumObject? Find(string type, string key) => type switch
    {
        "Person" => _persons.TryGetValue(key, out var person) ? Person(person) : null,
        "Place" => _hospitals.TryGetValue(key, out var hospital) ? Place(hospital) : null,
        "OutbreakArea" => _outbreaks.TryGetValue(key, out var outbreak) ? Outbreak(outbreak) : null,
        _ => null,
    };

    private static DatumObject Outbreak(PastEvent told) => new(
        ["__typename", "eventId", "kind", "owner", "place", "occurredAt", "status", "regionCode", "disease", "cases"],
        [
            Datum.From("OutbreakArea"),
            Datum.From(told.EventId),
            Datum.FromEnum(OutbreakKind),
            Datum.From(new DatumObject(
                ["code", "name", "nameEn"], [Datum.From("health"), Datum.From("卫生健康委员会"), Datum.From("Health Commission")])),
            Datum.From(new DatumObject(["__typename", "addressCode"], [Datum.From("Place"), Datum.From(told.AddressCode)])),
            Datum.From(told.OccurredAt.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture)),
            Datum.From(told.Status),
            Datum.From(told.AddressCode[..CommunityLength]),
            Datum.From(told.About),
            Datum.From(LeastCases + (told.OccurredAt.DayOfYear % MoreCases)),
        ]);

    private static DatumObject Person(HealthRecord record) => new(
        ["__typename", "citizenNo", "careNeed", "heatRisk", "emergencyMedical", "familyDoctor", CompletedPrograms],
        [
            Datum.From("Person"),
            Datum.From(record.CitizenNo),
            Datum.From(new DatumObject(
                ["needsPowerSupply", "needsTransport", "oxygen", "dialysis", "mobilityAid"],
                [
                    Datum.From(record.NeedsPower), Datum.From(record.NeedsTransport),
                    Datum.From(record.Oxygen), Datum.From(record.Dialysis),
                    Datum.From(record.MobilityAid),
                ])),
            Datum.FromEnum(record.HeatRisk),
            Datum.From(new DatumObject(["bloodType", "allergies"], [Datum.From(record.BloodType), Texts(record.Allergies)])),
            record.FamilyDoctor is { } doctor
                ? Datum.From(new DatumObject(["name", "phone"], [Datum.From(doctor.Name), Datum.From(doctor.Phone)]))
                : Datum.Null,
            Texts(record.CompletedPrograms),
        ]);

    private static DatumObject Place(Hospital hospital) => new(
        ["__typename", "addressCode", "hospital"],
        [
            Datum.From("Place"),
            Datum.From(hospital.AddressCode),
            Datum.From(new DatumObject(
                ["level", "beds", "emergencyLoad"],
                [Datum.From(hospital.Level), Datum.From(hospital.Beds),
                 Datum.FromEnum(hospital.EmergencyLoad.ToString().ToUpperInvariant())])),
        ]);

    private static Datum Texts(IReadOnlyList<string> texts) => Datum.From(texts.Select(Datum.From).ToArray());
}
