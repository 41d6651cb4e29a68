namespace Exchange.EndToEnd.Calls;

/// <summary>The planted people of the demo city, by citizen number, and what must never be found where no person may stand.</summary>
internal static class People
{
    public const string WangXiufang = "990102195803120429";
    public const string WangZhiqiang = "990102195608200319";
    public const string WangLei = "990102198506170538";
    public const string LiJianguo = "990102194701050170";
    public const string ZhangGuiying = "990102194409220283";
    public const string ChenAilian = "990102199004110644";
    public const string ZhaoDeming = "990121193902280110";
    public const string SunYue = "990103199511300465";
    public const string ZhouRan = "990122197207190847";

    /// <summary>A number with a right check digit that nobody has.</summary>
    public const string Nobody = "990102190001010014";

    /// <summary>Numbers, names and telephones of planted people.</summary>
    public static IReadOnlyList<string> Traces { get; } =
    [
        WangXiufang, WangZhiqiang, WangLei, LiJianguo, ZhangGuiying, ChenAilian, ZhaoDeming, SunYue, ZhouRan,
        "王秀芳", "王志强", "王磊", "李建国", "张桂英", "陈爱莲", "赵德明", "孙悦", "周㛃",
        "李敏", "张晓", "陈安", "12900000001", "12900000002", "12900000003", "12900001004", "12900001005", "12900001006",
    ];
}

/// <summary>The demo's client applications.</summary>
internal static class Clients
{
    public const string AssistanceOfficer = "civil-affairs-assistance-officer";
    public const string AssistanceOfficerElsewhere = "civil-affairs-assistance-officer-990121";
    public const string RegisterClerk = "public-security-register-clerk";
    public const string PensionClerk = "social-security-pension-clerk";
    public const string HousingClerk = "housing-housing-clerk";
    public const string CommunityDoctor = "health-community-doctor";

    public const string GridWorker = "grid-centre-grid-worker";
    public const string HotlineAgent = "hotline-hotline-agent";
    public const string Inspector = "market-regulation-inspector";

    public static Under Assistance { get; } = new("assistance.eligibility", "SA-2026-000123");

    public static Under Heat { get; } = new("care.heat");
}
