using Exchange.Pipeline.Callers;
using Exchange.Policy;

namespace Exchange.IntegrationTests.NonInterference;

/// <summary>Who asks in one generated request, and what the request says beside its document.</summary>
internal sealed record Asker(ClientIdentity Client, string? Purpose, string? CaseNumber, string? Emergency)
{
    /// <summary>The person who asks by a session; null where a program asks by a token.</summary>
    public string? Person { get; init; }

    private static readonly string?[] Regions = ["9901", "9901", "9901", "990102", "990103", "990121", "990102001", null];

    /// <summary>What callers write as they like: a purpose, a case number, a justification. None of it may stand in a record.</summary>
    public static IReadOnlyList<string> FreeText { get; } = ["kx-any-purpose-kx", "kx-any-case-kx", "kx-flood-kx", "kx-any-program-kx", "kx-any-reason-kx"];

    public static Asker Generate(PolicyPools pools, IReadOnlyList<string> persons, Random random)
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
        var caseNumber = random.Next(8) switch
        {
            0 => null, 1 => FreeText[1], 2 => CanaryCases.Closed, 3 => CanaryCases.Unknown, 4 => CanaryCases.Failing, _ => CanaryCases.Open,
        };
        var asker = new Asker(client, purpose, caseNumber, random.Next(3) == 0 ? FreeText[2] : null);
        return random.Next(4) == 0 ? asker.BySession(persons[random.Next(persons.Count)], isResident: random.Next(3) == 0) : asker;
    }

    // A resident asks for herself alone; an officer who is one as well keeps what the office gives.
    private Asker BySession(string person, bool isResident) => this with
    {
        Person = person,
        Client = Client with
        {
            ClientId = "console",
            Department = isResident ? new DepartmentId(PolicyPools.Residents) : Client.Department,
            Roles = isResident ? ["resident"] : Client.Roles,
            Purposes = isResident ? ["subject.access"] : Client.Purposes,
            RegionCode = isResident ? null : Client.RegionCode,
            Officer = "account-1",
        },
        Purpose = isResident && Purpose is not null ? "subject.access" : Purpose,
    };

    /// <summary>For a failed test.</summary>
    public override string ToString() =>
        $"{Client.Department} {string.Join('+', Client.Roles)} region {Client.RegionCode ?? "none"} purpose {Purpose ?? "none"} person {Person ?? "none"} "
        + $"case {CaseNumber ?? "none"} emergency {Emergency is not null}";
}
