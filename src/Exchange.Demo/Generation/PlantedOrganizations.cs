namespace Exchange.Demo.Generation;

/// <summary>The organizations that demonstrations and acceptance tests rely on.</summary>
internal static class PlantedOrganizations
{
    public const string NoodleHouse = "92990102MA0AAAAA33";
    public const string PropertyManager = "91990102MA0BBBBB7T";
    public const string School = "12990102MB0CCCCC41";

    /// <summary>The organizations; the headcount is counted later.</summary>
    public static IReadOnlyList<Organization> All { get; } =
    [
        new(NoodleHouse, "安禾老街面馆", "990102002001-0002", 0, 1),
        new(PropertyManager, "云桥物业", PlantedPeople.Yunqiao3, 0, 0),
        new(School, "禾东区第一小学", "990102005001-0001", 0, 0),
    ];
}
