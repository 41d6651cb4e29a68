using System.Globalization;
using Exchange.Demo.Generation;
using Exchange.Demo.Sources;

namespace Exchange.Demo.CivilAffairs;

/// <summary>The visits that civil affairs has on record.</summary>
internal static class VisitResources
{
    /// <summary>Where they stand.</summary>
    public const string Path = "mzj/v2/visits";

    private const string Moment = "yyyy-MM-dd HH:mm:ss";
    private const int DaysToNext = 30;

    /// <summary>The resources by path.</summary>
    public static IReadOnlyDictionary<string, IJsonResource> Over(City city) => new Dictionary<string, IJsonResource>
    {
        [Path] = new JsonResource<PastEvent>(
            "tfbh",
            city.Events.Where(told => told.Owner == "civil-affairs").ToDictionary(told => told.EventId, StringComparer.Ordinal),
            new Dictionary<string, (string, Func<PastEvent, object?>)>
            {
                ["lx"] = ("Visit.kind", _ => "TF"),
                ["bm.dm"] = ("Visit.owner.code", _ => "civil-affairs"),
                ["bm.mc"] = ("Visit.owner.name", _ => "民政局"),
                ["bm.yw"] = ("Visit.owner.nameEn", _ => "Civil Affairs Bureau"),
                ["dzbm"] = ("Visit.place", told => told.AddressCode),
                ["tfsj"] = ("Visit.occurredAt", told => told.OccurredAt.ToString(Moment, CultureInfo.InvariantCulture)),
                ["zt"] = ("Visit.status", told => told.Status),
                ["sfzh"] = ("Visit.person", told => told.CitizenNo),
                ["xcrq"] = ("Visit.nextDue", told => told.OccurredAt.AddDays(DaysToNext).ToString("yyyyMMdd", CultureInfo.InvariantCulture)),
            }),
    };
}
