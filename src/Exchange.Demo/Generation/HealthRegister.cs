namespace Exchange.Demo.Generation;

/// <summary>Invents what the health commission knows.</summary>
internal sealed class HealthRegister(CityParameters parameters)
{
    private static readonly string[] BloodTypes = ["A", "B", "O", "AB"];
    private static readonly string[] Allergens = ["青霉素", "磺胺", "花生", "海鲜"];
    private static readonly string[] Programs = ["influenza-2026", "measles", "polio", "hepatitis-b"];
    private readonly Chance _chance = Chance.For(parameters.Seed, "health");

    /// <summary>A record of everybody whom the commission knows, planted ones as they are.</summary>
    public IReadOnlyList<HealthRecord> Make(Population population)
    {
        var planted = PlantedPeople.HealthRecords.ToDictionary(record => record.CitizenNo, StringComparer.Ordinal);
        var unknown = PlantedPeople.Residents.Select(resident => resident.CitizenNo).Where(citizenNo => !planted.ContainsKey(citizenNo))
            .ToHashSet(StringComparer.Ordinal);
        return
        [
            .. population.Residents.Where(resident => !unknown.Contains(resident.CitizenNo))
                .Select(resident => planted.GetValueOrDefault(resident.CitizenNo) ?? Invent(resident)),
        ];
    }

    private HealthRecord Invent(Resident resident)
    {
        var age = resident.AgeOn(parameters.ReferenceDate);
        var oxygen = _chance.Percent(age >= 65 ? 4 : 1);
        var dialysis = _chance.Percent(1);
        var mobilityAid = _chance.Percent(age >= 70 ? 12 : 1);
        return new HealthRecord
        {
            CitizenNo = resident.CitizenNo,
            NeedsPower = oxygen || dialysis,
            NeedsTransport = mobilityAid,
            Oxygen = oxygen,
            Dialysis = dialysis,
            MobilityAid = mobilityAid,
            HeatRisk = age >= 75 ? _chance.Of(["HIGH", "HIGH", "MEDIUM"]) : age >= 60 ? "MEDIUM" : "LOW",
            BloodType = _chance.Of(BloodTypes),
            Allergies = _chance.Percent(12) ? [_chance.Of(Allergens)] : [],
            CompletedPrograms = [.. Programs.Where(_ => _chance.Percent(60))],
            FamilyDoctor = _chance.Percent(70) ? new ContactRecord($"{resident.AddressCode[..9]}卫生服务中心", Names.Phone(_chance)) : null,
        };
    }
}
