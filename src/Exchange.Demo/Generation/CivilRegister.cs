namespace Exchange.Demo.Generation;

/// <summary>Invents what civil affairs knows.</summary>
internal sealed class CivilRegister(CityParameters parameters)
{
    private static readonly string[] DisabilityKinds = ["视力", "听力", "肢体", "智力"];
    private readonly Chance _chance = Chance.For(parameters.Seed, "civil-affairs");

    /// <summary>A record of everybody, planted ones as they are; some of the dead are still paid a pension.</summary>
    public IReadOnlyList<CivilRecord> Make(Population population)
    {
        var planted = PlantedPeople.CivilRecords.ToDictionary(record => record.CitizenNo, StringComparer.Ordinal);
        var alone = population.Households.Where(household => household.Members.Count == 1).Select(household => household.Members[0])
            .ToHashSet(StringComparer.Ordinal);
        var deadLeft = parameters.InProportion(25);
        var records = new List<CivilRecord>(population.Residents.Count);
        foreach (var resident in population.Residents)
        {
            if (planted.TryGetValue(resident.CitizenNo, out var known))
            {
                records.Add(known);
                continue;
            }

            var record = Invent(resident, alone.Contains(resident.CitizenNo));
            if (deadLeft > 0 && resident.AgeOn(parameters.ReferenceDate) >= 70 && !resident.IsHoney)
            {
                deadLeft--;
                record = record with { DeathDate = parameters.ReferenceDate.AddDays(-_chance.Between(30, 600)) };
            }

            records.Add(record);
        }

        return records;
    }

    private CivilRecord Invent(Resident resident, bool livesAlone)
    {
        var age = resident.AgeOn(parameters.ReferenceDate);
        var isPoor = _chance.Percent(6);
        var isDisabled = _chance.Percent(4);
        var needsVisit = age >= 70 && (livesAlone || _chance.Percent(15));
        return new CivilRecord
        {
            CitizenNo = resident.CitizenNo,
            MaritalCode = age < 22 ? "10" : _chance.Of(["10", "20", "20", "20", "30", "40"]),
            NeedsSupport = isPoor || isDisabled,
            Assistance = isPoor ? Assistance() : null,
            DisabilityGrade = isDisabled ? (BandCode)_chance.Between(1, 3) : null,
            DisabilityKind = isDisabled ? _chance.Of(DisabilityKinds) : null,
            ElderCare = age >= 60
                ? new ElderCareRecord(needsVisit, livesAlone, age >= 75 ? _chance.Between(0, 4) : 0, (BandCode)(needsVisit ? _chance.Between(1, 3) : 0)) : null,
            VisitContact = needsVisit
                ? new ContactRecord(Names.Surname(_chance) + Names.Given(_chance, Sex.Female), Names.Phone(_chance)) : null,
        };
    }

    private Assistance Assistance()
    {
        var from = new DateOnly(2024, 1, 1).AddMonths(_chance.Below(30));
        var isOver = _chance.Percent(20);
        return new Assistance(
            !isOver, !isOver, _chance.Of(["最低生活保障", "低保边缘家庭", "特困供养"]),
            _chance.Between(300, 1_400) + 0.5m, from, isOver ? from.AddYears(1) : null);
    }
}
