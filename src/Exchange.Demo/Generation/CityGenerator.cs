namespace Exchange.Demo.Generation;

/// <summary>
/// Makes the synthetic city of Anhe out of a seed: the same parameters give the same city, byte for byte. Nothing in it can belong to a
/// real
/// person: divisions use the unassigned prefix 9901, telephones start with 129, names are invented.
/// </summary>
public static class CityGenerator
{
    /// <summary>Makes the city. Throws <see cref="ArgumentException"/> when the parameters leave no room for the planted people.</summary>
    public static City Generate(CityParameters parameters)
    {
        if (!HasRoom(parameters))
        {
            throw new ArgumentException(
                "A city needs at least 200 persons, 80 households of at most four on average, 162 addresses and 3 organizations.",
                nameof(parameters));
        }

        var gazetteer = new Gazetteer(parameters);
        var numbers = new CheckedNumbers(
            [.. PlantedPeople.Residents.Select(resident => resident.CitizenNo),
             .. PlantedOrganizations.All.Select(organization => organization.Uscc)]);
        var population = new Population(parameters, gazetteer.Addresses, numbers);
        var organizations = Organizations(parameters, gazetteer.Addresses, numbers);
        var civilRecords = new CivilRegister(parameters).Make(population);
        var insuranceRecords = new InsuranceRegister(parameters).Make(population, civilRecords, organizations);
        var buildings = new BuildingRegister(parameters);
        var register = new GridRegister(parameters, gazetteer.Addresses);
        var grids = register.Grids();
        var healthRecords = new HealthRegister(parameters).Make(population);
        return new City
        {
            Parameters = parameters,
            Regions = gazetteer.Regions,
            Addresses = gazetteer.Addresses,
            Households = population.Households,
            Residents = population.Residents,
            CivilRecords = civilRecords,
            InsuranceRecords = insuranceRecords,
            HealthRecords = healthRecords,
            Organizations = Counted(organizations, insuranceRecords),
            CareFacilities = CareFacilities(parameters, gazetteer.Addresses),
            Hospitals = Hospitals(parameters, gazetteer.Addresses),
            Grids = grids,
            VisitTasks = register.Tasks(grids, population.Residents, civilRecords),
            Disputes = GridRegister.Disputes,
            Events = new EventRegister(parameters, gazetteer.Addresses, organizations, population.Residents).Events(),
            Buildings = buildings.Buildings(gazetteer.Addresses),
            HousingRecords = new HousingRegister(parameters).Make(population.Residents, gazetteer.Addresses),
            RescueNeeds = RescueRegister.Make(population.Households, population.Residents, healthRecords),
            Firms = buildings.Firms(organizations, population.Residents),
            Hazards = buildings.Hazards(gazetteer.Addresses),
            Consents = [.. PlantedPeople.Consents, .. BulkConsents(parameters, population)],
        };
    }

    private static bool HasRoom(CityParameters parameters) =>
        parameters is { Persons: >= 200, Households: >= 80, Addresses: >= 162, Organizations: >= 3 }
        && parameters.Households <= parameters.Persons - PlantedPeople.Residents.Count
        && parameters.Persons <= parameters.Households * 4;

    private static List<Organization> Organizations(CityParameters parameters, IReadOnlyList<Address> addresses, CheckedNumbers numbers)
    {
        var chance = Chance.For(parameters.Seed, "organizations");
        var organizations = PlantedOrganizations.All.ToList();
        while (organizations.Count < parameters.Organizations)
        {
            var address = chance.Of(addresses);
            organizations.Add(new Organization(
                numbers.CreditCode(chance, address.RegionCode),
                $"安禾{Names.Given(chance, Sex.Male)}{chance.Of(Names.Trades)}",
                address.Code,
                0,
                chance.Percent(5) ? chance.Between(1, 4) : 0));
        }

        return organizations;
    }

    private static IReadOnlyList<Organization> Counted(List<Organization> organizations, IReadOnlyList<InsuranceRecord> records)
    {
        var employees = records.Where(record => record.Employer is not null)
            .CountBy(record => record.Employer!).ToDictionary(StringComparer.Ordinal);
        return organizations.ConvertAll(organization =>
            organization with { InsuredHeadcount = employees.GetValueOrDefault(organization.Uscc) });
    }

    private static IReadOnlyList<CareFacility> CareFacilities(CityParameters parameters, IReadOnlyList<Address> addresses)
    {
        var chance = Chance.For(parameters.Seed, "care-facilities");
        return
        [
            .. addresses.Where((_, index) => index % 60 == 7).Select(address =>
            {
                var beds = chance.Between(20, 120);
                return new CareFacility(address.Code, chance.Of(["养老院", "日间照料中心"]), beds, chance.Below(beds / 2));
            }),
        ];
    }

    private static IReadOnlyList<Hospital> Hospitals(CityParameters parameters, IReadOnlyList<Address> addresses)
    {
        var chance = Chance.For(parameters.Seed, "hospitals");
        return
        [
            .. addresses.Where((_, index) => index % 200 == 11).Select(address =>
                new Hospital(address.Code, chance.Of(["三级甲等", "二级甲等", "一级"]), chance.Between(60, 900), (BandCode)chance.Between(1, 3))),
        ];
    }

    private static IEnumerable<PlantedConsent> BulkConsents(CityParameters parameters, Population population)
    {
        var chance = Chance.For(parameters.Seed, "consents");
        foreach (var resident in population.Residents.Skip(PlantedPeople.Residents.Count))
        {
            var age = resident.AgeOn(parameters.ReferenceDate);
            if (resident.IsHoney || age < 18)
            {
                continue;
            }

            if (chance.Percent(20))
            {
                yield return PlantedPeople.Assistance(resident.CitizenNo) with { IsWithdrawn = chance.Percent(5) };
            }

            if (age >= 60 && chance.Percent(30))
            {
                yield return PlantedPeople.Heat(resident.CitizenNo) with { IsWithdrawn = chance.Percent(5) };
            }

            if (chance.Percent(5))
            {
                yield return new PlantedConsent(
                    resident.CitizenNo, "housing.allocation", "housing",
                    chance.Percent(50) ? ["housing.means", "housing.marital-status"] : ["housing.means"]);
            }
        }
    }
}
