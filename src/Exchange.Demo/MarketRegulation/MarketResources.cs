using System.Globalization;
using Exchange.Demo.Generation;
using Exchange.Demo.Sources;

namespace Exchange.Demo.MarketRegulation;

/// <summary>What the service of market regulation serves: the register of organizations, hazards by place, consumer complaints.</summary>
internal static class MarketResources
{
    private const string Moment = "yyyy-MM-dd HH:mm:ss";

    /// <summary>The resources by path.</summary>
    public static IReadOnlyDictionary<string, IJsonResource> Over(City city) => new Dictionary<string, IJsonResource>
    {
        ["scjg/v3/subjects"] = Organizations(city),
        ["scjg/v3/places"] = Places(city),
        ["scjg/v3/persons"] = Persons(city),
        ["scjg/v3/complaints"] = Complaints(city),
    };

    private static JsonResource<(Organization Organization, MarketRecord Record)> Organizations(City city) => new(
        "xydm",
        city.Organizations.Zip(city.Firms).ToDictionary(each => each.First.Uscc, each => (each.First, each.Second), StringComparer.Ordinal),
        new Dictionary<string, (string, Func<(Organization Organization, MarketRecord Record), object?>)>
        {
            ["mc"] = ("Organization.name", each => each.Organization.Name),
            ["zt"] = ("Organization.status", _ => "存续"),
            ["zs"] = ("Organization.place", each => each.Organization.AddressCode),
            ["jyfw"] = ("Organization.scope", each => each.Record.Scope),
            ["fddbr"] = ("Organization.legalRepresentativeName", each => each.Record.Representative),
            ["spxk.bh"] = ("Organization.foodPermit.no", each => each.Record.FoodPermit),
            ["spxk.yxq"] = ("Organization.foodPermit.validTo", each => Day(each.Record.PermitValidTo)),
            ["jc.rq"] = ("Organization.lastInspection.date", each => Day(each.Record.InspectedOn)),
            ["jc.jg"] = ("Organization.lastInspection.result", each => each.Record.Findings.Count == 0 ? "合格" : "限期整改"),
            ["jc.wt"] = ("Organization.lastInspection.findings", each => each.Record.Findings),
            ["dt.bh"] = ("Organization.lifts.no", each => Each(each.Record.Lifts, lift => lift.No)),
            ["dt.lb"] = ("Organization.lifts.kind", each => Each(each.Record.Lifts, _ => "乘客电梯")),
            ["dt.yxq"] = ("Organization.lifts.validTo", each => Each(each.Record.Lifts, lift => Day(lift.ValidTo))),
            ["dt.gz"] = ("Organization.lifts.faults", each => Each(each.Record.Lifts, lift => lift.Faults)),
            ["ts"] = ("Organization.openComplaints", each => each.Record.OpenComplaints),
        })
    {
        Lists = new HashSet<string> { "dt" },
    };

    private static JsonResource<(StoredHazard[] Hazards, string[] Organizations)> Places(City city)
    {
        var hazards = city.Hazards.ToLookup(hazard => hazard.AddressCode, StringComparer.Ordinal);
        var organizations = city.Organizations.ToLookup(organization => organization.AddressCode, organization => organization.Uscc, StringComparer.Ordinal);
        return new JsonResource<(StoredHazard[] Hazards, string[] Organizations)>(
            "dzbm",
            city.Addresses.ToDictionary(
                address => address.Code, address => (hazards[address.Code].ToArray(), organizations[address.Code].ToArray()), StringComparer.Ordinal),
            new Dictionary<string, (string, Func<(StoredHazard[] Hazards, string[] Organizations), object?>)>
            {
                ["wxy.lb"] = ("Place.hazards.kind", each => Each(each.Hazards, hazard => hazard.Kind)),
                ["wxy.cf"] = ("Place.hazards.storage", each => Each(each.Hazards, hazard => hazard.Storage)),
                ["wxy.jc"] = ("Place.hazards.lastCheck", each => Each(each.Hazards, hazard => Day(hazard.LastCheck))),
                ["zt"] = ("Place.organizations", each => each.Organizations),
            })
        {
            Lists = new HashSet<string> { "wxy" },
        };
    }

    private static JsonResource<string[]> Persons(City city)
    {
        var represented = city.Organizations.Zip(city.Firms)
            .ToLookup(each => each.Second.RepresentativeNo, each => each.First.Uscc, StringComparer.Ordinal);
        return new JsonResource<string[]>(
            "sfzh",
            city.Residents.ToDictionary(resident => resident.CitizenNo, resident => represented[resident.CitizenNo].ToArray(), StringComparer.Ordinal),
            new Dictionary<string, (string, Func<string[], object?>)> { ["fr"] = ("Person.isLegalRepOf", organizations => organizations) });
    }

    private static JsonResource<PastEvent> Complaints(City city) => new(
        "tsbh",
        city.Events.Where(told => told.Owner == "market-regulation").ToDictionary(told => told.EventId, StringComparer.Ordinal),
        new Dictionary<string, (string, Func<PastEvent, object?>)>
        {
            ["lx"] = ("ConsumerComplaint.kind", _ => "TS"),
            ["bm.dm"] = ("ConsumerComplaint.owner.code", _ => "market-regulation"),
            ["bm.mc"] = ("ConsumerComplaint.owner.name", _ => "市场监督管理局"),
            ["bm.yw"] = ("ConsumerComplaint.owner.nameEn", _ => "Market Regulation Bureau"),
            ["dzbm"] = ("ConsumerComplaint.place", told => told.AddressCode),
            ["tssj"] = ("ConsumerComplaint.occurredAt", told => told.OccurredAt.ToString(Moment, CultureInfo.InvariantCulture)),
            ["zt"] = ("ConsumerComplaint.status", told => told.Status),
            ["xydm"] = ("ConsumerComplaint.organization", told => told.Uscc),
            ["lb"] = ("ConsumerComplaint.category", told => told.About),
        });

    private static IReadOnlyList<object?> Each<T>(IReadOnlyList<T> items, Func<T, object?> value) => [.. items.Select(value)];

    private static string? Day(DateOnly? day) => day?.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
}
