using Exchange.Pipeline.Callers;
using Exchange.Policy;

namespace Exchange.IntegrationTests.NonInterference;

/// <summary>Who asks in one generated request, and what the request says beside its document.</summary>
internal sealed record Asker(ClientIdentity Client, string? Purpose, string? CaseNumber, string? Emergency)
{
    private static readonly string?[] Regions = ["9901", "9901", "9901", "990102", "990103", "990121", "990102001", null];

    /// <summary>What callers write as they like: a purpose, a case number, a justification. None of it may stand in a record.</summary>
    public static IReadOnlyList<string> FreeText { get; } = ["kx-any-purpose-kx", "kx-any-case-kx", "kx-flood-kx"];

    public static Asker Generate(PolicyPools pools, Random random)
    {
        var demo = pools.Policies.Clients[random.Next(pools.Policies.Clients.Count)];
        var isDemo = random.Next(2) == 0 && demo.Purposes.All(pools.Purposes.Contains);
        var purposes = isDemo ? demo.Purposes : [pools.Purpose(random), pools.Purpose(random), "research.evaluation"];
        var client = new ClientIdentity(
            isDemo ? demo.ClientId : "generated",
            isDemo ? demo.Department : new DepartmentId(pools.Department(random)),
            isDemo ? demo.Roles : [pools.Role(random), pools.Role(random)],
            purposes,
            isDemo ? demo.RegionCode : Regions[random.Next(Regions.Length)],
            "officer-1",
            IntrospectionMode.Off);
        var purpose = random.Next(16) switch
        {
            0 => null,
            1 => "watch.list",
            2 => FreeText[0],
            3 => "subject.access",
            _ => purposes[random.Next(purposes.Count)],
        };
        var caseNumber = random.Next(4) switch { 0 => null, 1 => FreeText[1], _ => "SA-2026-000123" };
        return new Asker(client, purpose, caseNumber, random.Next(3) == 0 ? FreeText[2] : null);
    }

    /// <summary>For a failed test.</summary>
    public override string ToString() =>
        $"{Client.Department} {string.Join('+', Client.Roles)} region {Client.RegionCode ?? "none"} purpose {Purpose ?? "none"} "
        + $"case {CaseNumber ?? "none"} emergency {Emergency is not null}";
}
