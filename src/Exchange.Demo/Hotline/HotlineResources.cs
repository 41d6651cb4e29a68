using System.Globalization;
using Exchange.Demo.Generation;
using Exchange.Demo.Sources;

namespace Exchange.Demo.Hotline;

/// <summary>What the service of the hotline serves: its cases, with whoever called and what they said, and counts by topic of places.</summary>
internal static class HotlineResources
{
    private const string Moment = "yyyy-MM-dd HH:mm:ss";

    /// <summary>The resources by path.</summary>
    public static IReadOnlyDictionary<string, IJsonResource> Over(City city) => new Dictionary<string, IJsonResource>
    {
        ["12345/v1/places"] = new TopicResource(city),
        ["12345/v1/cases"] = new JsonResource<PastEvent>(
            "gdbh",
            city.Events.Where(told => told.Owner == "hotline").ToDictionary(told => told.EventId, StringComparer.Ordinal),
            new Dictionary<string, (string, Func<PastEvent, object?>)>
            {
                ["lx"] = ("HotlineCase.kind", _ => "GD"),
                ["bm.dm"] = ("HotlineCase.owner.code", _ => "hotline"),
                ["bm.mc"] = ("HotlineCase.owner.name", _ => "12345 热线"),
                ["bm.yw"] = ("HotlineCase.owner.nameEn", _ => "12345 Hotline"),
                ["dzbm"] = ("HotlineCase.place", told => told.AddressCode),
                ["slsj"] = ("HotlineCase.occurredAt", told => told.OccurredAt.ToString(Moment, CultureInfo.InvariantCulture)),
                ["zt"] = ("HotlineCase.status", told => told.Status),
                ["zt2"] = ("HotlineCase.topic", told => told.About),
                ["cb.dm"] = ("HotlineCase.handler.code", _ => "grid-centre"),
                ["cb.mc"] = ("HotlineCase.handler.name", _ => "综治中心"),
                ["cb.yw"] = ("HotlineCase.handler.nameEn", _ => "Grid Centre"),
                ["jzsj"] = ("HotlineCase.dueAt", told => told.OccurredAt.AddDays(7).ToString(Moment, CultureInfo.InvariantCulture)),
                ["my"] = ("HotlineCase.satisfied", told => told.Status == "办结" ? "1" : null),
                ["ldr.xm"] = ("HotlineCase.caller.name", _ => null),
                ["ldr.dh"] = ("HotlineCase.caller.phone", told => told.Phone),
                ["nr"] = ("HotlineCase.text", told => $"来电反映{told.About}问题"),
            }),
    };
}
