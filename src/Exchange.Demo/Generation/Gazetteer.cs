using System.Globalization;

namespace Exchange.Demo.Generation;

/// <summary>The divisions of the city and its address base. Nothing in it is a place in the world: the positions lie in the sea.</summary>
internal sealed class Gazetteer
{
    private const string CityCode = "9901";
    private const string CityName = "安禾市";
    private readonly List<Region> _regions = [new Region(CityCode, CityName, null)];
    private readonly List<(string Code, string CountyText, string StreetText, string CommunityText)> _communities = [];

    public Gazetteer(CityParameters parameters)
    {
        foreach (var (code, name, streets) in Names.Counties)
        {
            _regions.Add(new Region(code, name, CityCode));
            for (var i = 0; i < streets.Length; i++)
            {
                AddStreet(code, CityName + name, streets[i], i + 1);
            }
        }

        var chance = Chance.For(parameters.Seed, "addresses");
        Addresses = [
            .. Enumerable.Range(0, parameters.Addresses).Select(i => Address(i, chance)).OrderBy(address => address.Code, StringComparer.Ordinal)];
    }

    /// <summary>All divisions.</summary>
    public IReadOnlyList<Region> Regions => _regions;

    /// <summary>All addresses, by code.</summary>
    public IReadOnlyList<Address> Addresses { get; }

    private void AddStreet(string county, string countyText, string name, int number)
    {
        var street = string.Create(CultureInfo.InvariantCulture, $"{county}{number:D3}");
        _regions.Add(new Region(street, name, county));
        for (var i = 0; i < Names.Communities.Length; i++)
        {
            var community = string.Create(CultureInfo.InvariantCulture, $"{street}{i + 1:D3}");
            _regions.Add(new Region(community, Names.Communities[i], street));
            _communities.Add((community, countyText, countyText + name, countyText + name + Names.Communities[i]));
        }
    }

    private Address Address(int index, Chance chance)
    {
        var (code, county, street, community) = _communities[index % _communities.Count];
        var number = (index / _communities.Count) + 1;
        var estate = Names.Estates[index % _communities.Count % Names.Estates.Length];
        return new Address(
            string.Create(CultureInfo.InvariantCulture, $"{code}-{number:D4}"),
            county,
            street,
            community,
            string.Create(CultureInfo.InvariantCulture, $"{estate}{number}栋"),
            35 + (chance.Below(400_000) / 1_000_000d),
            124 + (chance.Below(400_000) / 1_000_000d));
    }
}
