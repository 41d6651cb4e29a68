namespace Exchange.UnitTests.Fixtures;

/// <summary>Texts as departments deliver them, right, nearly right and hostile.</summary>
internal static class SampleTexts
{
    /// <summary>All samples.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "", " ", "王", "王秀芳", "王**", "欧阳明月", "周㛃", "𠮷田一", "John Smith", "990102195803120429", "990102195803120428", "**************0429",
        "11010519491231002X", "11010519491231002x", "990102195813120429", "92990102MA0AAAAA33", "92990102MA0AAAAA34", "9299O102MA0AAAAA33",
        "1951", "1951-03", "1951-03-12", "1951-02-30", "1951-03-12\n", "1951-03-12T08:00:00Z", "1951-03-12T08:00:00.123+08:00",
        "1951-03-12T25:00:00Z",
        "12912345678", "********678", "3456.78", "-3456.78", "0", "007", "1e5", "NaN", "2000-5000", "99", "9901", "990102", "990102001",
        "990102001001",
        "99010200100", "9901０2", "安禾市禾东区云桥街道云桥里社区云桥里3栋", "安禾市禾东区", "FEMALE", "female", "A", "true", "null", "<script>", "\0", "\uD800",
        new string('长', 100), new string('长', 101), string.Concat(Enumerable.Repeat("𠮷", 100)), new string('9', 5000),
    ];
}
