using System.Globalization;

namespace Exchange.Demo.Generation;

/// <summary>Invents households and the people in them, around the planted ones, with the oddities in proportion.</summary>
internal sealed class Population
{
    private const int LargestHousehold = 5;
    private readonly CityParameters _parameters;
    private readonly IReadOnlyList<Address> _addresses;
    private readonly CheckedNumbers _numbers;
    private readonly Chance _chance;
    private readonly List<Resident> _residents = [.. PlantedPeople.Residents];
    private readonly List<Household> _households = [.. PlantedPeople.Households];
    private int _minorsLeft;

    public Population(CityParameters parameters, IReadOnlyList<Address> addresses, CheckedNumbers numbers)
    {
        _parameters = parameters;
        // WHY: who lives in a planted building is part of what tests rely on.
        var planted = PlantedPeople.Households.Select(household => household.AddressCode).ToHashSet(StringComparer.Ordinal);
        _addresses = [.. addresses.Where(address => !planted.Contains(address.Code))];
        _numbers = numbers;
        _chance = Chance.For(parameters.Seed, "population");
        _minorsLeft = parameters.InProportion(300);
        foreach (var size in HouseholdSizes())
        {
            AddHousehold(size);
        }

        PlantOddities();
    }

    /// <summary>Everybody, planted people first.</summary>
    public IReadOnlyList<Resident> Residents => _residents;

    /// <summary>Every household, planted ones first.</summary>
    public IReadOnlyList<Household> Households => _households;

    private int[] HouseholdSizes()
    {
        var sizes = new int[_parameters.Households - _households.Count];
        Array.Fill(sizes, 1);
        var left = _parameters.Persons - _residents.Count - sizes.Length;
        while (left > 0)
        {
            var index = _chance.Below(sizes.Length);
            if (sizes[index] < LargestHousehold)
            {
                sizes[index]++;
                left--;
            }
        }

        return sizes;
    }

    private void AddHousehold(int size)
    {
        var address = _chance.Of(_addresses);
        var no = string.Create(CultureInfo.InvariantCulture, $"H{_households.Count + 1:D8}");
        var headAge = size == 1 ? _chance.Between(22, 92) : _chance.Between(30, 78);
        var surname = Names.Surname(_chance);
        var members = new List<string>();
        for (var place = 0; place < size; place++)
        {
            var resident = place switch
            {
                0 => Member(headAge, _chance.Percent(70) ? Sex.Male : Sex.Female, surname),
                1 => Member(Math.Max(20, headAge + _chance.Between(-6, 6)), Sex.Female, Names.Surname(_chance)),
                _ => Member(ChildAge(headAge), _chance.Percent(51) ? Sex.Male : Sex.Female, surname),
            };
            members.Add(resident.CitizenNo);
            _residents.Add(resident with { AddressCode = address.Code, HouseholdNo = no });
        }

        _households.Add(new Household(no, address.Code, Flat(), members));

        Resident Member(int age, Sex sex, string family) => Invent(age, sex, family, address, no);
    }

    private Resident Invent(int age, Sex sex, string surname, Address address, string householdNo)
    {
        var birthDate = _parameters.ReferenceDate.AddYears(-age).AddDays(-_chance.Below(365));
        var isFromHere = _chance.Percent(90);
        var origin = isFromHere ? address.RegionCode : _chance.Of(Names.Counties).Code;
        return new Resident
        {
            CitizenNo = _numbers.Citizen(_chance, origin, birthDate, sex),
            Name = surname + Names.Given(_chance, sex),
            Sex = sex,
            BirthDate = birthDate,
            AddressCode = address.Code,
            HouseholdNo = householdNo,
            Phone = Names.Phone(_chance),
            Permit = isFromHere ? null : new Permit(_chance.Percent(85) ? "有效" : "过期", new DateOnly(2026 + _chance.Below(3), 6, 30)),
        };
    }

    private int ChildAge(int headAge)
    {
        if (_minorsLeft > 0 && headAge < 60)
        {
            _minorsLeft--;
            return _chance.Between(1, 12);
        }

        return _chance.Between(14, Math.Max(14, Math.Min(45, headAge - 20)));
    }

    private string Flat() => string.Create(CultureInfo.InvariantCulture, $"{_chance.Between(1, 6)}{_chance.Between(1, 4):D2}");

    private void PlantOddities()
    {
        var adults = Enumerable.Range(PlantedPeople.Residents.Count, _residents.Count - PlantedPeople.Residents.Count)
            .Where(index => _residents[index].AgeOn(_parameters.ReferenceDate) >= 18).ToList();
        Mark(adults, _parameters.InProportion(12), (resident, _) => resident with { IsProtected = true });
        Mark(adults, _parameters.InProportion(20), (resident, _) => resident with { IsHoney = true });
        Mark(adults, _parameters.InProportion(30), (resident, number) =>
            resident with { OfficerId = string.Create(CultureInfo.InvariantCulture, $"officer-resident-{number:D3}") });
        Mark(adults, _parameters.Persons / 100, (resident, _) => resident with { HasStaleAddress = true });
    }

    private void Mark(List<int> candidates, int count, Func<Resident, int, Resident> mark)
    {
        for (var i = 1; i <= count; i++)
        {
            var place = _chance.Below(candidates.Count);
            _residents[candidates[place]] = mark(_residents[candidates[place]], i);
            candidates.RemoveAt(place);
        }
    }
}
