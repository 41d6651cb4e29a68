using System.Globalization;

namespace Exchange.Demo.Generation;

/// <summary>Invents what happened in the two years before the reference date: 140,000 events in a city of 60,000.</summary>
internal sealed class EventRegister(
    CityParameters parameters, IReadOnlyList<Address> addresses, IReadOnlyList<Organization> organizations, IReadOnlyList<Resident> residents)
{
    private const int Days = 730;

    // WHY: what happens while the hub runs is numbered from one on.
    private const int FirstNumber = 500_001;

    private static readonly Kind[] Kinds =
    [
        new("hotline", "HotlineCase", "HL", 60_000, ["办结", "处理中"], ["供水", "噪声扰民", "物业管理", "公共交通", "停车秩序", "环境卫生"]),
        new("grid-centre", "CityManagementEvent", "CM", 21_000, ["已办结", "处置中"], ["占道经营", "暴露垃圾", "路灯损坏", "井盖缺失"]),
        new("grid-centre", "HazardEvent", "HAZ", 9_000, ["已整改", "待整改"], ["液化气瓶", "消防通道堵塞", "电动车飞线充电", "外墙脱落"]),
        new("grid-centre", "DisputeEvent", "DISP", 5_000, ["已调解", "调解中"], ["噪声纠纷", "停车纠纷", "漏水纠纷", "物业费纠纷"]),
        new("market-regulation", "ConsumerComplaint", "CC", 14_000, ["已办结", "处理中"], ["预付卡", "商品质量", "价格", "虚假宣传"]),
        new("housing", "RepairFundEvent", "RF", 7_000, ["已拨付", "审核中"], ["电梯", "屋面防水", "外墙"]),
        new("public-security", "PoliceCall", "PC", 14_000, ["已处结", "处理中"], ["噪声", "纠纷", "盗窃", "交通"]),
        new("civil-affairs", "Visit", "VIS", 8_000, ["已完成", "待回访"], ["探访"]),
        new("social-security", "LabourDispute", "LD", 1_800, ["已结案", "仲裁中"], ["欠薪", "工伤", "解除合同"]),
        new("health", "OutbreakArea", "OB", 200, ["已解除", "管控中"], ["流感", "诺如病毒", "手足口病"]),
    ];

    private readonly Resident[] _visited =
    [
        .. residents.Where(resident => resident is { IsHoney: false, HasStaleAddress: false } && resident.AgeOn(parameters.ReferenceDate) >= 70),
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
            var organization = kind.Type is "ConsumerComplaint" or "LabourDispute" ? chance.Of(organizations) : null;
            var visited = kind.Type == "Visit" ? chance.Of(_visited) : null;
            yield return new PastEvent(
                string.Create(CultureInfo.InvariantCulture, $"{kind.Owner}:{kind.Code}-{at.Year:D4}-{FirstNumber + i:D6}"),
                kind.Type,
                organization?.AddressCode ?? visited?.AddressCode ?? chance.Of(addresses).Code,
                at,
                chance.Percent(90) ? kind.States[0] : kind.States[1],
                chance.Of(kind.About))
            {
                Uscc = organization?.Uscc,
                CitizenNo = visited?.CitizenNo,
                Phone = kind.Type == "HotlineCase" ? Names.Phone(chance) : null,
            };
        }
    }

    private sealed record Kind(string Owner, string Type, string Code, int InCity, string[] States, string[] About);
}
