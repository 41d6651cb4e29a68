using System.Globalization;

namespace Exchange.Demo.Generation;

/// <summary>Invents what the grid centre knows: 420 grids, their workers, and the visits that they are to make.</summary>
internal sealed class GridRegister(CityParameters parameters, IReadOnlyList<Address> addresses)
{
    private const int CommunitiesWithMore = 42;
    private const int MoreGrids = 8;
    private const int FewerGrids = 7;

    private static readonly string[] Kinds = ["高温走访", "日常走访", "节日慰问"];

    /// <summary>The disputes that tests rely on.</summary>
    public static IReadOnlyList<Dispute> Disputes { get; } =
    [
        new(
            "grid-centre:DISP-2026-000001",
            PlantedPeople.Yunqiao3,
            new DateTimeOffset(2026, 10, 12, 9, 30, 0, TimeSpan.FromHours(8)),
            "楼道堆物与漏水纠纷",
            ["housing"],
            [PlantedPeople.WangZhiqiang, PlantedPeople.ZhangGuiying]),
    ];

    /// <summary>The grids of every community, by code.</summary>
    public IReadOnlyList<Grid> Grids()
    {
        var chance = Chance.For(parameters.Seed, "grids");
        var grids = new List<Grid>();
        var communities = addresses.GroupBy(address => address.CommunityCode).OrderBy(group => group.Key, StringComparer.Ordinal);
        foreach (var (index, community) in communities.Index())
        {
            var count = index < CommunitiesWithMore ? MoreGrids : FewerGrids;
            var members = community.ToLookup(address => NumberOf(address.Code, count), address => address.Code);
            for (var number = 1; number <= count; number++)
            {
                var code = string.Create(CultureInfo.InvariantCulture, $"{community.Key}-G{number:D2}");
                var worker = new GridWorker($"网格员{Names.Surname(chance)}师傅", $"第{number}网格", Names.Phone(chance));
                grids.Add(new Grid(code, $"{community.First().CommunityText}第{number}网格", [.. members[number]], worker));
            }
        }

        return InTwoGrids(grids);
    }

    /// <summary>A visit to everybody who lives alone and needs one.</summary>
    public IReadOnlyList<VisitTask> Tasks(IReadOnlyList<Grid> grids, IReadOnlyList<Resident> residents, IReadOnlyList<CivilRecord> records)
    {
        var chance = Chance.For(parameters.Seed, "visit-tasks");
        var gridOf = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var grid in grids)
        {
            foreach (var address in grid.AddressCodes)
            {
                gridOf.TryAdd(address, grid.Code);
            }
        }

        var alone = records.Where(record => record is { ElderCare: { NeedsVisit: true, LivesAlone: true }, DeathDate: null })
            .Select(record => record.CitizenNo).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. residents.Where(resident => alone.Contains(resident.CitizenNo) && !resident.IsHoney).Select(resident => new VisitTask(
                gridOf[resident.AddressCode],
                resident.CitizenNo,
                resident.AddressCode,
                parameters.ReferenceDate.AddDays(chance.Between(-20, 40)),
                chance.Of(Kinds),
                chance.Percent(40))),
        ];
    }

    // WHY: 云桥里3栋 is in the seventh grid of its community, and tests rely on it.
    private static int NumberOf(string addressCode, int grids) =>
        ((int.Parse(addressCode.AsSpan(13), CultureInfo.InvariantCulture) + 3) % grids) + 1;

    // Nobody drew the border well: the first address of the second grid stands in the third too.
    private static List<Grid> InTwoGrids(List<Grid> grids)
    {
        var torn = grids[1].AddressCodes[0];
        grids[2] = grids[2] with { AddressCodes = [torn, .. grids[2].AddressCodes] };
        return grids;
    }
}
