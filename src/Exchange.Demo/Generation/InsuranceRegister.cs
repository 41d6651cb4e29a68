namespace Exchange.Demo.Generation;

/// <summary>Invents what social security knows.</summary>
internal sealed class InsuranceRegister(CityParameters parameters)
{
    private readonly Chance _chance = Chance.For(parameters.Seed, "social-security");

    /// <summary>A record of every adult, planted ones as they are; some birth dates differ from public security's.</summary>
    public IReadOnlyList<InsuranceRecord> Make(
        Population population, IReadOnlyList<CivilRecord> civilRecords, IReadOnlyList<Organization> organizations)
    {
        var planted = PlantedPeople.InsuranceRecords.ToDictionary(record => record.CitizenNo, StringComparer.Ordinal);
        var dead = civilRecords.Where(record => record.DeathDate is not null)
            .Select(record => record.CitizenNo).ToHashSet(StringComparer.Ordinal);
        var conflictsLeft = parameters.InProportion(40);
        var records = new List<InsuranceRecord>();
        foreach (var resident in population.Residents)
        {
            if (planted.TryGetValue(resident.CitizenNo, out var known))
            {
                records.Add(known);
            }
            else if (resident.AgeOn(parameters.ReferenceDate) is >= 18 and var age)
            {
                var record = Invent(resident, age, dead.Contains(resident.CitizenNo), organizations);
                var differs = conflictsLeft > 0 && _chance.Percent(10);
                conflictsLeft -= differs ? 1 : 0;
                records.Add(differs ? record with { BirthDate = resident.BirthDate.AddDays(_chance.Between(1, 300)) } : record);
            }
        }

        return records;
    }

    private InsuranceRecord Invent(Resident resident, int age, bool isDead, IReadOnlyList<Organization> organizations)
    {
        var record = new InsuranceRecord { CitizenNo = resident.CitizenNo, Name = resident.Name, BirthDate = resident.BirthDate };
        if (age >= (resident.Sex == Sex.Male ? 60 : 55))
        {
            return isDead || _chance.Percent(85) ? Retired(record) : record;
        }

        if (!_chance.Percent(82))
        {
            return record with { IsUnemployed = _chance.Percent(40) };
        }

        return record with
        {
            IsInsured = true,
            Months = _chance.Between(1, (age - 17) * 12),
            LastPaid = new DateOnly(2026, 10, 20),
            ContributionBase = _chance.Between(38, 180) * 100m,
            Employer = _chance.Percent(75) ? _chance.Of(organizations).Uscc : null,
        };
    }

    private InsuranceRecord Retired(InsuranceRecord record) => record with
    {
        IsInsured = true,
        Months = _chance.Between(180, 480),
        LastPaid = new DateOnly(_chance.Between(2008, 2025), 5, 20),
        Pension = _chance.Between(120, 620) * 10m,
        PensionLastPaid = new DateOnly(2026, 10, 15),
    };
}
