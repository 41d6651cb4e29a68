using Exchange.Policy;
using Exchange.Policy.Decisions;
using Exchange.Policy.Documents;
using Exchange.Policy.Standard;

namespace Exchange.UnitTests.Fixtures;

/// <summary>The data standard and the policies that the repository ships, loaded once.</summary>
internal static class DemoCity
{
    public static readonly DateTimeOffset Now = new(2026, 11, 21, 10, 0, 0, TimeSpan.FromHours(8));

    private static readonly Lazy<DataStandard> LoadedStandard = new(() =>
    {
        var result = DataStandardLoader.Load(Path.Combine(Root, "schemas"));
        Assert.Empty(result.Findings);
        return result.Standard!;
    });

    private static readonly Lazy<PolicySet> LoadedPolicies = new(() =>
    {
        var result = PolicyFolder.Load(Path.Combine(Root, "policies"), Standard);
        Assert.Empty(result.Findings);
        return result.Policies!;
    });

    private static readonly Lazy<DecisionTable> CompiledTable = new(() => PolicyCompiler.Compile(Standard, Policies));

    public static DataStandard Standard => LoadedStandard.Value;

    public static PolicySet Policies => LoadedPolicies.Value;

    public static DecisionTable Table => CompiledTable.Value;

    public static IReadOnlyDictionary<string, string> PolicyDocuments => PolicyFolder.ReadAll(Path.Combine(Root, "policies"));

    private static string Root
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "Exchange.sln")))
            {
                folder = folder.Parent ?? throw new DirectoryNotFoundException("The tests run inside the repository.");
            }

            return folder.FullName;
        }
    }

    /// <summary>The class of a demo client's request for its first purpose.</summary>
    public static CallerClass Asking(string clientId, bool hasCase = true, bool hasEmergency = false)
    {
        var client = Policies.Clients.Single(card => card.ClientId == clientId);
        return new CallerClass(
            client.Department, client.Roles, PurposeState.Registered, client.Purposes[0], client.RegionCode, hasCase, hasEmergency);
    }

    public static Decision Decide(CallerClass caller, string coordinate) => Table.Decide(caller, new Coordinate(coordinate), Now);
}
