namespace Exchange.Demo.Generation;

/// <summary>A title to a home.</summary>
/// <param name="AddressCode">Where it is.</param>
/// <param name="Area">Square metres.</param>
/// <param name="Share">The share, above 0 and at most 1.</param>
/// <param name="IsMortgaged">Whether it is mortgaged.</param>
public sealed record TitleRecord(string AddressCode, double Area, double Share, bool IsMortgaged);

/// <summary>What housing knows of a person.</summary>
/// <param name="CitizenNo">Citizen number.</param>
/// <param name="Titles">Her titles.</param>
/// <param name="FundMonthly">What is paid to the housing fund, CNY a month; null where she has no account.</param>
/// <param name="LivesInPublicHousing">Whether she lives in public housing.</param>
public sealed record HousingRecord(string CitizenNo, IReadOnlyList<TitleRecord> Titles, decimal? FundMonthly, bool LivesInPublicHousing)
{
    /// <summary>The band of the number of titles.</summary>
    public BandCode CountBand => Titles.Count switch { 0 => BandCode.None, 1 => BandCode.Low, 2 => BandCode.Middle, _ => BandCode.High };
}

/// <summary>Invents what housing knows of everybody, around the planted people.</summary>
internal sealed class HousingRegister(CityParameters parameters)
{
    /// <summary>A record of everybody: 王秀芳 owns nothing, 王志强 the flat that they live in, 孙悦 nothing.</summary>
    public IReadOnlyList<HousingRecord> Make(IReadOnlyList<Resident> residents, IReadOnlyList<Address> addresses)
    {
        var chance = Chance.For(parameters.Seed, "housing-persons");
        return [.. residents.Select(resident => Planted(resident.CitizenNo) ?? Invent(resident, addresses, chance))];
    }

    private static HousingRecord? Planted(string citizenNo) => citizenNo switch
    {
        PlantedPeople.WangXiufang or PlantedPeople.LiuZihan => new HousingRecord(citizenNo, [], null, false),
        PlantedPeople.WangZhiqiang => new HousingRecord(citizenNo, [new TitleRecord(PlantedPeople.Yunqiao3, 62.5, 1, false)], null, false),
        PlantedPeople.WangLei => new HousingRecord(citizenNo, [new TitleRecord("990103001001-0001", 88, 0.5, true)], 620m, false),
        PlantedPeople.SunYue => new HousingRecord(citizenNo, [], 430m, false),
        _ => null,
    };

    private HousingRecord Invent(Resident resident, IReadOnlyList<Address> addresses, Chance chance)
    {
        var isAdult = resident.AgeOn(parameters.ReferenceDate) >= 18;
        var owned = chance.Percent(45) ? chance.Percent(12) ? chance.Between(2, 3) : 1 : 0;
        var monthly = chance.Percent(55) ? chance.Between(200, 1_800) : (int?)null;
        var isPublic = chance.Percent(4);
        TitleRecord[] titles =
        [
            .. Enumerable.Range(0, owned).Select(number => new TitleRecord(
                number == 0 ? resident.AddressCode : chance.Of(addresses).Code, chance.Between(45, 140), chance.Percent(70) ? 1 : 0.5, chance.Percent(30))),
        ];
        return isAdult
            ? new HousingRecord(resident.CitizenNo, titles, monthly, isPublic && owned == 0)
            : new HousingRecord(resident.CitizenNo, [], null, false);
    }
}
