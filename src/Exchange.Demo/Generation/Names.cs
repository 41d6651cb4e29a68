namespace Exchange.Demo.Generation;

/// <summary>The invented lists that names are drawn from.</summary>
internal static class Names
{
    private static readonly string[] Surnames =
    [
        "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林", "何", "郭", "马", "罗",
        "梁", "宋", "郑", "谢", "韩", "唐", "冯", "于", "董", "萧", "程", "曹", "袁", "邓", "许", "傅", "沈", "曾", "彭", "吕",
    ];

    private static readonly string[] FemaleNames =
    [
        "禾香", "安兰", "云芝", "桥英", "月禾", "春澜", "秋禾", "雪宁", "玉桥", "安琪", "禾静", "云霞", "小禾", "思安", "若禾", "澜英", "芷安", "清禾",
    ];

    private static readonly string[] MaleNames =
    [
        "安国", "禾生", "云山", "桥生", "大禾", "江安", "志禾", "远山", "安民", "禾田", "云峰", "文桥", "晨安", "禾平", "江宁", "立禾", "安澜", "田生",
    ];

    /// <summary>The counties with their streets or townships.</summary>
    public static readonly (string Code, string Name, string[] Streets)[] Counties =
    [
        ("990102", "禾东区", ["云桥街道", "老街街道", "河湾街道", "东门街道", "书院街道"]),
        ("990103", "禾西区", ["西市街道", "新桥街道", "梧桐街道", "湖滨街道", "学府街道"]),
        ("990121", "禾山县", ["山前镇", "石门镇", "竹溪乡", "云岭乡"]),
        ("990122", "临江县", ["江口镇", "渡头镇", "芦洲镇", "白沙乡"]),
    ];

    /// <summary>The communities below each street.</summary>
    public static readonly string[] Communities = ["云桥社区", "安居社区", "丰收社区"];

    /// <summary>Estates that buildings belong to.</summary>
    public static readonly string[] Estates = ["云桥里", "安居苑", "禾苗里", "丰收巷", "江风里", "书院里"];

    /// <summary>Words that names of firms are made of.</summary>
    public static readonly string[] Trades = ["面馆", "机械厂", "服装店", "物流公司", "软件公司", "建材公司", "超市", "食品厂"];

    /// <summary>A surname.</summary>
    public static string Surname(Chance chance) => chance.Of(Surnames);

    /// <summary>A given name.</summary>
    public static string Given(Chance chance, Sex sex) => chance.Of(sex == Sex.Female ? FemaleNames : MaleNames);

    /// <summary>A telephone number under the unassigned prefix 129.</summary>
    public static string Phone(Chance chance) =>
        "129" + chance.Below(100_000_000).ToString("D8", System.Globalization.CultureInfo.InvariantCulture);
}
