namespace Exchange.Host.DemoCity;

/// <summary>The lines that greet a newcomer.</summary>
internal static class DemoBanner
{
    public const string Client = "civil-affairs-assistance-officer";

    // 王秀芳, who applied for assistance: the case of the first question.
    private const string CitizenNo = "990102195803120429";

    public static IEnumerable<string> Lines(DemoCredentials credentials, string folder)
    {
        var client = credentials.Clients.First(entry => entry.ClientId == Client);
        const string members = "members { pid alive socialInsurance { isInsured } pension { receives amount } }";
        const string query = $$"""{ person(citizenNo: \"{{CitizenNo}}\") { pid alive household { memberCount {{members}} } } }""";
        yield return $"Exchange, the demo city of Anhe (安禾市), answers at {credentials.Graphql}";
        yield return "Every person, firm and address in it is invented. Eight departments answer: "
            + "public-security, civil-affairs, health, social-security, housing, market-regulation, grid-centre, hotline.";
        yield return $"Console: {credentials.Url}/console  ·  its accounts, clients and secrets: {Path.Combine(folder, DemoCredentials.FileName)}";
        yield return "Get a token, then ask two departments at once about a household that applied for assistance:";
        yield return "";
        yield return $"TOKEN=$(curl -s -u '{client.ClientId}:{client.ClientSecret}' -d grant_type=client_credentials {credentials.Token}"
            + $" | sed 's/.*\"access_token\":\"\\([^\"]*\\)\".*/\\1/')";
        yield return $"curl -s {credentials.Graphql} -H \"Authorization: Bearer $TOKEN\""
            + " -H 'Exchange-Purpose: assistance.eligibility' -H 'Exchange-Case: SA-2026-000123'"
            + $" -H 'Content-Type: application/json' -d '{{\"query\":\"{query}\"}}'";
        yield return "";
        yield return "Every answer says what was withheld and why, and is on the access log first: exchange audit verify --data " + folder;
        yield return "Ctrl-C stops the hub; the next start takes the same data up again.";
    }
}
