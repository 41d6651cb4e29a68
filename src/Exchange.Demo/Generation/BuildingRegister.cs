using System.Globalization;

namespace Exchange.Demo.Generation;

/// <summary>Invents what housing and market regulation know of buildings and firms, around the planted ones.</summary>
internal sealed class BuildingRegister(CityParameters parameters)
{
    /// <summary>A building for every address; 云桥里3栋 is of grade C and managed by 云桥物业.</summary>
    public IReadOnlyList<BuildingRecord> Buildings(IReadOnlyList<Address> addresses)
    {
        var chance = Chance.For(parameters.Seed, "buildings");
        return [.. addresses.Select(address => Building(address, chance))];
    }

    /// <summary>What market regulation knows of every organization; 王磊 runs the noodle house.</summary>
    public IReadOnlyList<MarketRecord> Firms(IReadOnlyList<Organization> organizations, IReadOnlyList<Resident> residents)
    {
        var chance = Chance.For(parameters.Seed, "firms");
        var representatives = Chance.For(parameters.Seed, "representatives");
        var noodleCook = residents.First(resident => resident.CitizenNo == PlantedPeople.WangLei);
        Resident[] eligible =
        [
            .. residents.Skip(PlantedPeople.Residents.Count).Where(resident => !resident.IsHoney && resident.AgeOn(parameters.ReferenceDate) >= 18),
        ];
        return
        [
            .. organizations.Select((organization, index) => Firm(
                organization, index, organization.Uscc == PlantedOrganizations.NoodleHouse ? noodleCook : representatives.Of(eligible), chance)),
        ];
    }

    /// <summary>Hazards here and there, and the cylinders of 云桥里3栋.</summary>
    public IReadOnlyList<StoredHazard> Hazards(IReadOnlyList<Address> addresses)
    {
        var chance = Chance.For(parameters.Seed, "stored-hazards");
        return
        [
            new StoredHazard(PlantedPeople.Yunqiao3, "液化石油气瓶", "一层储藏间，6瓶", parameters.ReferenceDate.AddDays(-20)),
            .. addresses.Where((address, index) => index % 25 == 3 && address.Code != PlantedPeople.Yunqiao3).Select(address =>
                new StoredHazard(
                    address.Code, chance.Of(["液化石油气瓶", "油漆", "锂电池"]), chance.Of(["库房", "店面后间"]),
                    parameters.ReferenceDate.AddDays(-chance.Between(1, 300)))),
        ];
    }

    private BuildingRecord Building(Address address, Chance chance)
    {
        var year = chance.Between(1978, 2022);
        var floors = chance.Between(3, 30);
        var isPlanted = address.Code == PlantedPeople.Yunqiao3;
        return new BuildingRecord(
            address.Code,
            isPlanted ? 1989 : year,
            chance.Of(["砖混", "框架", "剪力墙"]),
            isPlanted ? 6 : floors,
            isPlanted ? 36 : floors * 4,
            isPlanted ? "C" : chance.Of(["A", "A", "B", "B", "C"]),
            isPlanted ? 31 : Math.Min(2026 - year, chance.Between(1, 40)),
            parameters.ReferenceDate.AddDays(-chance.Between(10, 700)),
            isPlanted ? 2 : chance.Below(3),
            isPlanted ? PlantedOrganizations.PropertyManager : null);
    }

    private MarketRecord Firm(Organization organization, int index, Resident representative, Chance chance)
    {
        var isNoodleHouse = organization.Uscc == PlantedOrganizations.NoodleHouse;
        var hasFood = isNoodleHouse || chance.Percent(20);
        LiftRecord[] lifts = organization.Uscc == PlantedOrganizations.PropertyManager || chance.Percent(10)
            ? [new LiftRecord($"DT-{index + 1:D6}", parameters.ReferenceDate.AddDays(chance.Between(-30, 300)), index < 3 ? 1 : chance.Below(3))]
            : [];
        return new MarketRecord(
            organization.Uscc,
            hasFood ? "餐饮服务" : chance.Of(["零售", "制造", "服务", "运输"]),
            representative.Name,
            representative.CitizenNo,
            hasFood ? string.Create(CultureInfo.InvariantCulture, $"JY1990102{index + 1:D6}") : null,
            hasFood ? parameters.ReferenceDate.AddDays(chance.Between(-60, 900)) : null,
            parameters.ReferenceDate.AddDays(-chance.Between(5, 400)),
            isNoodleHouse || chance.Percent(15) ? ["后厨排烟未清洗"] : [],
            lifts,
            isNoodleHouse ? 2 : chance.Percent(10) ? chance.Between(1, 5) : 0);
    }
}
