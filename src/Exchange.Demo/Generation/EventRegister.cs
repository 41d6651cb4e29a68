using System.Globalization;

namespace Exchange.Demo.Generation;

/// <summary>Invents what happened in the two years before the reference date: 140,000 events in a city of 60,000.</summary>
internal sealed class EventRegister(CityParameters parameters, IReadOnlyList<Address> addresses, IReadOnlyList<Organization> organizations)
{
    private const int Days = 730;

    // WHY: what happens while the hub runs is numbered from one on.
    private const int FirstNumber = 500_001;

    private static readonly Kind[] Kinds =
    [
        new("hotline", "HotlineCase", "HL", 84_000, ["办结", "处理中"], ["供水", "噪声扰民", "物业管理", "公共交通", "停车秩序", "环境卫生"]),
        new("grid-centre", "CityManagementEvent", "CM", 21_000, ["已办结", "处置中"], ["占道经营", "暴露垃圾", "路灯损坏", "井盖缺失"]),
        new("grid-centre", "HazardEvent", "HAZ", 9_000, ["已整改", "待整改"], ["液化气瓶", "消防通道堵塞", "电动车飞线充电", "外墙脱落"]),
        new("grid-centre", "DisputeEvent", "DISP", 5_000, ["已调解", "调解中"], ["噪声纠纷", "停车纠纷", "漏水纠纷", "物业费纠纷"]),
        new("market-regulation", "ConsumerComplaint", "CC", 14_000, ["已办结", "处理中"], ["预付卡", "商品质量", "价格", "虚假宣传"]),
        new("housing", "RepairFundEvent", "RF", 7_000, ["已拨付", "审核中"], ["电梯", "屋面防水", "外墙"]),
    ];

    /// <summary>The events, kind by kind.</summary>
    public IReadOnlyList<PastEvent> Events() => [.. Kinds.SelectMany(Of)];

    private IEnumerable<PastEvent> Of(Kind kind)
    {
        var chance = Chance.For(parameters.Seed, $"past-{kind.Code}");
        var end = new DateTimeOffset(parameters.ReferenceDate, TimeOnly.MinValue, TimeSpan.FromHours(8));
        for (var i = 0; i < parameters.InProportion(kind.InCity); i++)
        {
            var at = end.AddSeconds(-chance.Below(Days * 24 * 60 * 60));
            var organization = kind.Type == "ConsumerComplaint" ? chance.Of(organizations) : null;
            yield return new PastEvent(
                string.Create(CultureInfo.InvariantCulture, $"{kind.Owner}:{kind.Code}-{at.Year:D4}-{FirstNumber + i:D6}"),
                kind.Type,
                organization?.AddressCode ?? chance.Of(addresses).Code,
                at,
                chance.Percent(90) ? kind.States[0] : kind.States[1],
                chance.Of(kind.About))
            {
                Uscc = organization?.Uscc,
                Phone = kind.Type == "HotlineCase" ? Names.Phone(chance) : null,
            };
        }
    }

    private sealed record Kind(string Owner, string Type, string Code, int InCity, string[] States, string[] About);
}
