using System.Globalization;
using Exchange.Demo.Generation;

namespace Exchange.Demo.GridCentre;

/// <summary>
/// The events that come to be, one after the other: kinds and counties take turns, places are the city's. The same seed gives the same
/// sequence. Not thread-safe.
/// </summary>
internal sealed class EventSequence
{
    private static readonly (string Type, string Kind, string Code, string Status, string[] About)[] Kinds =
    [
        ("CityManagementEvent", "CITY_MANAGEMENT", "CM", "待处置", ["占道经营", "暴露垃圾", "路灯损坏", "井盖缺失"]),
        ("HazardEvent", "HAZARD", "HAZ", "待整改", ["液化气瓶", "消防通道堵塞", "电动车飞线充电", "外墙脱落"]),
        ("DisputeEvent", "DISPUTE", "DISP", "调解中", ["噪声纠纷", "停车纠纷", "漏水纠纷", "物业费纠纷"]),
    ];

    private readonly Chance _chance;
    private readonly List<string[]> _addressesByCounty;
    private readonly HashSet<string> _taken;
    private int _made;

    public EventSequence(City city)
    {
        _chance = Chance.For(city.Parameters.Seed, "grid-events");
        _addressesByCounty = [.. city.Addresses.GroupBy(address => address.RegionCode).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => group.Select(address => address.Code).ToArray())];
        _taken = city.Disputes.Select(dispute => dispute.EventId).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The next event.</summary>
    public CityEvent Next(DateTimeOffset now)
    {
        var addresses = _addressesByCounty[_made / Kinds.Length % _addressesByCounty.Count];
        return Make(Kinds[_made % Kinds.Length], _chance.Of(addresses), now);
    }

    /// <summary>An event of this kind at this place, out of turn.</summary>
    public CityEvent Next(string kind, string addressCode, DateTimeOffset now) =>
        Make(Kinds.First(known => known.Kind == kind), addressCode, now);

    private CityEvent Make(
        (string Type, string Kind, string Code, string Status, string[] About) kind, string addressCode, DateTimeOffset now)
    {
        string id;
        do
        {
            _made++;
            id = string.Create(CultureInfo.InvariantCulture, $"grid-centre:{kind.Code}-{now.Year:D4}-{_made:D6}");
        }
        while (_taken.Contains(id));

        return new CityEvent
        {
            Type = kind.Type,
            Kind = kind.Kind,
            EventId = id,
            AddressCode = addressCode,
            OccurredAt = now,
            Status = kind.Status,
            About = _chance.Of(kind.About),
        };
    }
}
