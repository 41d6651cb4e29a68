using Exchange.Policy.Documents;
using Exchange.Policy.Findings;
using Exchange.UnitTests.Fixtures;

namespace Exchange.PolicyTests.Fixtures;

/// <summary>Small documents on the city's standard: one owner's rules, restrictions and thresholds, beside a vocabulary and guards.</summary>
internal static class WrittenPolicies
{
    public const string Police = "departments/public-security.yaml";
    public const string Guards = "guards.yaml";
    public const string Words = "vocabulary.yaml";

    public const string Terms = """
        roles:
          - { code: clerk, title: { zh: 员, en: Clerk } }
          - { code: chief, title: { zh: 长, en: Chief } }
        purposes:
          - { code: wide, title: { zh: 宽, en: Wide } }
          - { code: narrow, parent: wide, title: { zh: 窄, en: Narrow }, caseFormat: XX-NNNN }
          - { code: other, title: { zh: 他, en: Other } }
        bases:
          - { code: duty, title: { zh: 职, en: Duty } }
          - { code: law, title: { zh: 法, en: Law }, needsArticle: true }
        scopes:
          - { code: all, title: { zh: 全, en: All }, fields: [Person.*, Query.person] }
        departments:
          - { code: planning, title: { zh: 规划, en: Planning } }
        """;

    /// <summary>A rule, as YAML, with these lines beneath it.</summary>
    public static string Rule(string id, string fields, string more = "", string level = "full") => $$"""
          - id: {{id}}
            title: { zh: 题, en: Title }
            open: [{ fields: [{{fields}}], level: {{level}} }]
            to: { departments: [housing], roles: [clerk] }
            purposes: [narrow]
            basis: duty
            {{more}}

        """;

    /// <summary>Reads rules of public security and what else is given.</summary>
    public static PolicyFolderResult Read(string rules = "", string more = "", string guards = "", string? vocabulary = null, DateTimeOffset? now = null) =>
        ReadOf("public-security", rules, more, guards, vocabulary, now);

    /// <summary>Reads rules of one owner and what else is given.</summary>
    public static PolicyFolderResult ReadOf(
        string owner, string rules = "", string more = "", string guards = "", string? vocabulary = null, DateTimeOffset? now = null)
    {
        var documents = new Dictionary<string, string>
        {
            [Words] = vocabulary ?? Terms,
            ["clients.yaml"] = "clients: []",
            [$"departments/{owner}.yaml"] = $"department: {owner}\n{(rules.Length > 0 ? "rules:\n" + rules : "")}\n{more}\n",
        };
        if (guards.Length > 0)
        {
            documents[Guards] = guards;
        }

        return PolicyFolder.Parse(documents, DemoCity.Standard, now);
    }

    /// <summary>The policies; fails with the findings where there are any.</summary>
    public static PolicySet Valid(this PolicyFolderResult result)
    {
        Assert.True(result.Findings.Count == 0, string.Join('\n', result.Findings));
        return result.Policies!;
    }

    /// <summary>Asserts the one finding, its code, its place and what it says.</summary>
    public static Finding Only(this PolicyFolderResult result, string code, string hint, FindingSeverity severity = FindingSeverity.Error)
    {
        var finding = Assert.Single(result.Findings);
        Assert.True((code, severity) == (finding.Code, finding.Severity), $"Expected {code}, {severity}: {finding}");
        Assert.Contains(hint, finding.Message, StringComparison.Ordinal);
        Assert.True(finding.Line > 0 && finding.Column > 0, $"no place: {finding}");
        Assert.Equal(severity == FindingSeverity.Error, result.Policies is null);
        return finding;
    }
}
