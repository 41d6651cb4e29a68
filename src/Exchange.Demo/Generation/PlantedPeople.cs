using System.Globalization;

namespace Exchange.Demo.Generation;

/// <summary>The people that demonstrations and acceptance tests rely on, as each department knows them.</summary>
internal static class PlantedPeople
{
    /// <summary>云桥里3栋.</summary>
    public const string Yunqiao3 = "990102001001-0003";

    public const string WangXiufang = "990102195803120429";
    public const string WangZhiqiang = "990102195608200319";
    public const string WangLei = "990102198506170538";
    public const string LiJianguo = "990102194701050170";
    public const string ZhangGuiying = "990102194409220283";
    public const string ChenAilian = "990102199004110644";
    public const string ZhaoDeming = "990121193902280110";
    public const string LiuZihan = "990102201709030222";
    public const string LiuWei = "990102198801210758";
    public const string SunYue = "990103199511300465";
    public const string ZhouRan = "990122197207190847";
    public const string WuShouzheng = "990102196606060134";

    /// <summary>The households, heads first.</summary>
    public static IReadOnlyList<Household> Households { get; } =
    [
        new("H00000001", Yunqiao3, "301", [WangZhiqiang, WangXiufang, WangLei]),
        new("H00000002", Yunqiao3, "102", [LiJianguo]),
        new("H00000003", Yunqiao3, "203", [ZhangGuiying]),
        new("H00000004", "990102002001-0001", "501", [ChenAilian]),
        new("H00000005", "990121001001-0001", "101", [ZhaoDeming]),
        new("H00000006", "990102001002-0001", "402", [LiuWei, LiuZihan]),
        new("H00000007", "990103001001-0001", "202", [SunYue]),
        new("H00000008", "990103001002-0002", "303", [ZhouRan]),
        new("H00000009", "990102003001-0001", "601", [WuShouzheng]),
    ];

    /// <summary>The people as public security has them.</summary>
    public static IReadOnlyList<Resident> Residents { get; } =
    [
        Person(WangXiufang, "王秀芳", "12900000001"),
        Person(WangZhiqiang, "王志强", "12900000002"),
        Person(WangLei, "王磊", "12900000003"),
        Person(LiJianguo, "李建国", "12900000004"),
        Person(ZhangGuiying, "张桂英", "12900000005"),
        Person(ChenAilian, "陈爱莲", "12900000006") with { IsProtected = true },
        Person(ZhaoDeming, "赵德明", "12900000007"),
        Person(LiuZihan, "刘子涵", "12900000008"),
        Person(LiuWei, "刘伟", "12900000008") with { OfficerId = "officer-liu-wei" },
        Person(SunYue, "孙悦", "12900000009") with { Permit = new Permit("有效", new DateOnly(2027, 6, 30)) },
        Person(ZhouRan, "周㛃", "12900000010"),
        Person(WuShouzheng, "吴守正", "12900000011") with { IsHoney = true },
    ];

    /// <summary>What civil affairs knows of them.</summary>
    public static IReadOnlyList<CivilRecord> CivilRecords { get; } =
    [
        new() { CitizenNo = WangXiufang, MaritalCode = "20", NeedsSupport = true, ElderCare = new(false, false, 0, BandCode.None) },
        new() { CitizenNo = WangZhiqiang, MaritalCode = "20", ElderCare = new(false, false, 0, BandCode.None) },
        new() { CitizenNo = WangLei, MaritalCode = "10" },
        new()
        {
            CitizenNo = LiJianguo, MaritalCode = "30", NeedsSupport = true, ElderCare = new(true, true, 2, BandCode.High),
            VisitContact = new ContactRecord("李敏", "12900001004"),
        },
        new()
        {
            CitizenNo = ZhangGuiying, MaritalCode = "30", NeedsSupport = true, ElderCare = new(true, true, 3, BandCode.High),
            VisitContact = new ContactRecord("张晓", "12900001005"),
        },
        new()
        {
            CitizenNo = ChenAilian, MaritalCode = "40", NeedsSupport = true, ElderCare = new(true, true, 1, BandCode.Low),
            VisitContact = new ContactRecord("陈安", "12900001006"),
        },
        new()
        {
            CitizenNo = ZhaoDeming, MaritalCode = "30", ElderCare = new(false, true, 1, BandCode.None),
            DeathDate = new DateOnly(2026, 2, 11),
        },
        new() { CitizenNo = LiuZihan, MaritalCode = "10" },
        new() { CitizenNo = LiuWei, MaritalCode = "40" },
        new()
        {
            CitizenNo = SunYue, MaritalCode = "10",
            Assistance = new Assistance(true, true, "最低生活保障", 812.50m, new DateOnly(2025, 4, 1), null),
        },
        new() { CitizenNo = ZhouRan, MaritalCode = "20" },
        new() { CitizenNo = WuShouzheng, MaritalCode = "20", ElderCare = new(false, false, 0, BandCode.None) },
    ];

    /// <summary>What social security knows of them.</summary>
    public static IReadOnlyList<InsuranceRecord> InsuranceRecords { get; } =
    [
        Retired(WangXiufang, "王秀芳", 2380.50m),
        Retired(WangZhiqiang, "王志强", 3120.00m),
        Employed(WangLei, "王磊", 96, 6200m, PlantedOrganizations.NoodleHouse),
        Retired(LiJianguo, "李建国", 2875.20m),
        Retired(ZhangGuiying, "张桂英", 1996.40m),
        Employed(ChenAilian, "陈爱莲", 110, 7800m, PlantedOrganizations.School),
        Retired(ZhaoDeming, "赵德明", 2650.00m),
        Employed(LiuWei, "刘伟", 150, 9400m, employer: null),
        Employed(SunYue, "孙悦", 30, 4300m, PlantedOrganizations.PropertyManager),
        Employed(ZhouRan, "周㛃", 260, 8800m, PlantedOrganizations.School),
        Employed(WuShouzheng, "吴守正", 380, 12800m, PlantedOrganizations.School),
    ];

    /// <summary>What the health commission knows of them.</summary>
    public static IReadOnlyList<HealthRecord> HealthRecords { get; } =
    [
        Health(WangXiufang, "MEDIUM", "A"),
        Health(WangZhiqiang, "MEDIUM", "O") with { NeedsTransport = true, MobilityAid = true },
        Health(WangLei, "LOW", "A"),
        Health(LiJianguo, "HIGH", "B") with { NeedsTransport = true, MobilityAid = true, Allergies = ["青霉素"] },
        Health(ZhangGuiying, "HIGH", "O") with { NeedsPower = true, Oxygen = true },
        Health(ChenAilian, "HIGH", "AB") with { NeedsTransport = true },
        Health(LiuZihan, "LOW", "O") with { CompletedPrograms = ["measles", "polio"] },
        Health(LiuWei, "LOW", "O"),
        Health(SunYue, "LOW", "B"),
        Health(ZhouRan, "LOW", "A"),
        Health(WuShouzheng, "LOW", "AB"),
    ];

    /// <summary>Their consents.</summary>
    public static IReadOnlyList<PlantedConsent> Consents { get; } =
    [
        Assistance(WangXiufang),
        Assistance(WangZhiqiang),
        Heat(LiJianguo),
        Assistance(LiJianguo),
        Heat(ZhangGuiying) with { IsWithdrawn = true },
        Heat(ChenAilian),
        Assistance(ChenAilian),
        Assistance(LiuZihan) with { Guardian = LiuWei },
        new(SunYue, "housing.allocation", "housing", ["housing.means"]),
    ];

    /// <summary>A consent to an application for assistance.</summary>
    public static PlantedConsent Assistance(string citizenNo) =>
        new(citizenNo, "assistance.eligibility", "civil-affairs", ["assistance.means", "assistance.household"]);

    /// <summary>A consent to care in heat.</summary>
    public static PlantedConsent Heat(string citizenNo) => new(citizenNo, "care.heat", "health", ["care.heat"]);

    private static Resident Person(string citizenNo, string name, string phone)
    {
        var household = Households.First(candidate => candidate.Members.Contains(citizenNo));
        return new Resident
        {
            CitizenNo = citizenNo,
            Name = name,
            Sex = (citizenNo[16] - '0') % 2 == 0 ? Sex.Female : Sex.Male,
            BirthDate = BirthDate(citizenNo),
            AddressCode = household.AddressCode,
            HouseholdNo = household.No,
            Phone = phone,
        };
    }

    private static DateOnly BirthDate(string citizenNo) =>
        DateOnly.ParseExact(citizenNo.AsSpan(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture);

    private static InsuranceRecord Retired(string citizenNo, string name, decimal pension) => new()
    {
        CitizenNo = citizenNo, Name = name, BirthDate = BirthDate(citizenNo), IsInsured = true, Months = 312,
        LastPaid = new DateOnly(2013, 5, 20), Pension = pension, PensionLastPaid = new DateOnly(2026, 10, 15),
    };

    private static InsuranceRecord Employed(string citizenNo, string name, int months, decimal contributionBase, string? employer) => new()
    {
        CitizenNo = citizenNo, Name = name, BirthDate = BirthDate(citizenNo), IsInsured = true, Months = months,
        LastPaid = new DateOnly(2026, 10, 20), ContributionBase = contributionBase, Employer = employer,
    };

    private static HealthRecord Health(string citizenNo, string heatRisk, string bloodType) => new()
    {
        CitizenNo = citizenNo, HeatRisk = heatRisk, BloodType = bloodType, CompletedPrograms = ["influenza-2026"],
        FamilyDoctor = new ContactRecord("云桥社区卫生服务中心", "12900002001"),
    };
}
