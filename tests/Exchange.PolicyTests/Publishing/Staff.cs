using Exchange.Policy;
using Exchange.Policy.Publishing;

namespace Exchange.PolicyTests.Publishing;

/// <summary>Who acts in the tests of drafts and brakes.</summary>
internal static class Staff
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.FromHours(8));

    public static readonly PolicyActor CityAdmin = new("staff:city-admin", null, ["policy-admin"]);
    public static readonly PolicyActor CityApprover = new("staff:city-approver", null, ["policy-approver"]);
    public static readonly PolicyActor CitySteward = new("staff:city-steward", null, ["data-steward"]);
    public static readonly PolicyActor HealthSteward = new("staff:health-steward", new DepartmentId("health"), ["data-steward"]);
    public static readonly PolicyActor HealthApprover = new("staff:health-approver", new DepartmentId("health"), ["policy-approver"]);
    public static readonly PolicyActor HealthBoth = new("staff:health-both", new DepartmentId("health"), ["policy-admin", "policy-approver"]);
    public static readonly PolicyActor HousingApprover = new("staff:housing-approver", new DepartmentId("housing"), ["policy-approver"]);
    public static readonly PolicyActor Auditor = new("staff:auditor", null, ["auditor"]);
}
