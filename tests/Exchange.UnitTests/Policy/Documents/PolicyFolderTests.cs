using Exchange.Policy.Documents;
using Exchange.Policy.Findings;
using Exchange.UnitTests.Fixtures;

namespace Exchange.UnitTests.Policy.Documents;

public class PolicyFolderTests
{
    private const string Civil = "departments/civil-affairs.yaml";
    private const string Police = "departments/public-security.yaml";
    private const string Words = "vocabulary.yaml";
    private const string Clients = "clients.yaml";

    [Theory]
    [InlineData(Civil, "Person.deathDate]", "Person.deathDtae]", "unknown-field", "Did you mean 'Person.deathDate'?")]
    [InlineData(Civil, "roles: [register-clerk]", "roles: [registrar-clerk]", "unknown-role", "Did you mean 'register-clerk'?")]
    [InlineData(Civil, "departments: [public-security]", "departments: [public-securty]",
        "unknown-department", "Did you mean 'public-security'?")]
    [InlineData(Civil, "purposes: [register.maintenance]", "purposes: [register.maintenence]",
        "unknown-purpose", "Did you mean 'register.maintenance'?")]
    [InlineData(Civil, "basis: vital-interest", "basis: vital-intrest", "unknown-basis", "Did you mean 'vital-interest'?")]
    [InlineData(Civil, "consent: care.heat", "consent: care.haet", "unknown-scope", "Did you mean 'care.heat'?")]
    [InlineData(Civil, "level: full }", "level: fulll }", "unknown-level", "none < full")]
    [InlineData(Civil, "purposes: [register.maintenance]", "purposs: [register.maintenance]", "unknown-key", "Did you mean 'purposes'?")]
    [InlineData(Civil, "    purposes: [register.maintenance]\n", "", "purpose-missing", "Add 'purposes'")]
    [InlineData(Civil, "    basis: statutory-duty\n", "", "basis-missing", "Add 'basis'")]
    [InlineData(Civil, "    article: 户口登记条例 art. 8\n", "", "article-missing", "Add 'article'")]
    [InlineData(Civil, "Person.deathDate]", "Person.pension.amount]", "foreign-field", "departments/social-security.yaml")]
    [InlineData(Police, "fields: [Person.alive]", "fields: [Person.protectedAddress]", "withheld-field", "category N")]
    [InlineData(Police, "fields: [Person.alive]", "fields: [Place.fullText]", "unconditional-field", "category U")]
    [InlineData(Civil, "purposes: [register.maintenance]", "purposes: [watch.list.people]", "refused-purpose", "watch")]
    [InlineData(Words, "code: grid.task", "code: movement.tracking", "refused-purpose", "where people go")]
    [InlineData(Words, "reference: CARE-HEAT", "parent: care.heat", "circular-purpose", "its own ancestor")]
    [InlineData(Words, "reference: CARE-HEAT", "parent: care.haet", "unknown-purpose", "Did you mean 'care.heat'?")]
    [InlineData(Words, "{ code: mediator", "{ code: inspector", "duplicate-id", "inspector")]
    [InlineData(Words, "Person.maritalStatus", "Person.maritalState", "unknown-field", "Person.maritalStatus")]
    [InlineData(Words, "    caseFormat: XX-YYYY-NNNNNN\n", "", "case-format-missing", "caseFormat")]
    [InlineData(Words, "      - Person.pension.receives\n", "", "scope-too-narrow", "does not cover Person.pension.receives")]
    [InlineData(Civil, "id: ca-pension-death", "id: ca-register-death", "duplicate-id", "ca-register-death")]
    [InlineData(Civil, "id: ca-pension-death", "id: ps-pension-alive", "duplicate-id", "ps-pension-alive")]
    [InlineData(Civil, "department: civil-affairs", "department: health", "wrong-file", "departments/health.yaml")]
    [InlineData(Civil, "emergency: true", "emergency: \"true\"", "shape", "true or false")]
    [InlineData(Civil, "emergency: true", "emergency: true, from: tomorrow", "bad-time", "2026-01-01T00:00:00+08:00")]
    [InlineData(Civil, "emergency: true", "from: 2026-02-01T00:00:00+08:00, until: 2026-01-01T00:00:00+08:00",
        "empty-validity", "ends before it begins")]
    [InlineData(Civil, "fields: [Person.maritalStatus], level: full", "fields: [Person.maritalStatus], level: none",
        "opens-nothing", "restriction")]
    [InlineData(Civil, "{ fields: [Person.maritalStatus], level: full }", "{ level: full }", "selector", "'fields'")]
    [InlineData(Civil, "[Person.deathDate]", "[Person.deathDate, Person.deathDate]", "shape", "twice")]
    [InlineData(Civil, "      - { fields: [Person.deathDate], level: full }\n",
        "      - { fields: [Person.deathDate], level: full }\n      - { fields: [Person.deathDate], level: full }\n",
        "duplicate-field", "one level")]
    [InlineData(Civil, "[Person.deathDate]", "[Person.pension.*]", "empty-selection", "civil-affairs")]
    [InlineData(Clients, "roles: [planner]", "roles: [plannner]", "unknown-role", "Did you mean 'planner'?")]
    [InlineData(Clients, "purposes: [grid.task]", "purposes: [grid.tasks]", "unknown-purpose", "Did you mean 'grid.task'?")]
    [InlineData(Clients, "department: hotline", "department: hotlne", "unknown-department", "Did you mean 'hotline'?")]
    [InlineData(Clients, "clientId: planning-planner", "clientId: hotline-hotline-agent", "duplicate-id", "hotline-hotline-agent")]
    [InlineData(Clients, "regionCode: \"990102\"", "regionCode: 990102", "shape", "quotes around digits")]
    [InlineData(Civil, "    basis: statutory-duty\n", "    basis: statutory-duty\n    joins: [Person.pension.amout]\n",
        "unknown-field", "Did you mean 'Person.pension.amount'?")]
    [InlineData(Civil, "    basis: statutory-duty\n", "    basis: statutory-duty\n    joins: [Person.protectedAddress]\n", "withheld-field", "category N")]
    [InlineData(Words, "roles:\n", "requirements: [{ department: healt, names: [a], to: { departments: [health], roles: [mediator] } }]\nroles:\n",
        "unknown-department", "Did you mean 'health'?")]
    [InlineData(Words, "roles:\n", "requirements: [{ department: health, names: [], to: { departments: [health], roles: [mediator] } }]\nroles:\n",
        "shape", "must not be empty")]
    public void A_mistake_is_told_with_its_place_and_what_to_do(string file, string right, string wrong, string code, string hint)
    {
        var result = Load(file, text => ReplaceFirst(text, right, wrong));
        Assert.Null(result.Policies);
        var finding = Assert.Single(result.Findings.Where(finding => finding.Code == code).Take(1));
        Assert.Contains(hint, string.Join('\n', result.Findings.Where(other => other.Code == code)), StringComparison.Ordinal);
        Assert.True(finding.Line > 0 && finding.Column > 0, $"no place: {finding}");
    }

    [Fact]
    public void The_place_of_a_mistake_is_its_line_and_path()
    {
        var text = DemoCity.PolicyDocuments[Civil];
        var line = text[..text.IndexOf("Person.maritalStatus]", StringComparison.Ordinal)].Split('\n').Length;
        var result = Load(Civil, all => all.Replace("Person.maritalStatus]", "Person.maritalState]", StringComparison.Ordinal));
        var finding = Assert.Single(result.Findings);
        Assert.Equal((Civil, line, "rules[3].open[0].fields[0]"), (finding.File, finding.Line, finding.Path));
    }

    [Fact]
    public void All_mistakes_of_all_files_are_told_at_once()
    {
        var documents = new Dictionary<string, string>(DemoCity.PolicyDocuments)
        {
            [Civil] = DemoCity.PolicyDocuments[Civil].Replace("register-clerk", "nobody-known", StringComparison.Ordinal),
            [Clients] = DemoCity.PolicyDocuments[Clients].Replace("roles: [planner]", "roles: [painter]", StringComparison.Ordinal),
            ["notes.yaml"] = "a: b",
            ["departments/hotline.yml"] = "department: hotline",
        };
        documents.Remove("departments/health.yaml");
        documents["departments/health.yaml"] = "department: [";
        var codes = PolicyFolder.Parse(documents, DemoCity.Standard).Findings.Select(finding => (finding.File, finding.Code));
        Assert.Equal(
            [
                (Clients, "unknown-role"), (Civil, "unknown-role"), ("departments/health.yaml", "yaml-syntax"),
                ("departments/hotline.yml", "unexpected-file"), ("notes.yaml", "unexpected-file"),
            ],
            codes);
    }

    [Theory]
    [InlineData("rules: &a []\ndepartment: civil-affairs", "yaml-feature")]
    [InlineData("rules: !!python/object []\ndepartment: civil-affairs", "yaml-feature")]
    [InlineData("department: civil-affairs\ndepartment: health", "yaml-syntax")]
    [InlineData("- a\n- b", "yaml-syntax")]
    [InlineData("", "yaml-syntax")]
    [InlineData("department: 'civil-affairs", "yaml-syntax")]
    public void What_is_not_plain_yaml_is_refused(string text, string code) =>
        Assert.Equal(code, Assert.Single(Load(Civil, _ => text).Findings).Code);

    [Fact]
    public void A_hostile_document_is_refused_before_it_can_do_harm()
    {
        var deep = string.Concat(Enumerable.Repeat("[", 100_000));
        Assert.Equal("document-too-deep", Assert.Single(Load(Civil, _ => "department: " + deep).Findings).Code);
        Assert.Equal("document-too-long", Assert.Single(Load(Civil, _ => new string(' ', 2_000_000)).Findings).Code);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_a_finding()
    {
        var result = PolicyFolder.Load(Path.Combine(AppContext.BaseDirectory, "no-such-folder"), DemoCity.Standard);
        Assert.Equal("unreadable", Assert.Single(result.Findings).Code);
    }

    [Fact]
    public void A_classification_selects_the_conditional_fields_of_the_owner()
    {
        var result = Load(Civil, text => text + """

            restrictions:
              - id: ca-no-sensitive-data-for-hotline
                title: { zh: 热线不得使用敏感信息, en: No sensitive data for the hotline }
                cap:
                  - { classification: 4, type: Person, level: none }
                for: { departments: [hotline] }
            """);
        Assert.Empty(result.Findings);
        var caps = Assert.Single(result.Policies!.Restrictions).Caps;
        Assert.Contains(caps, cap => cap.Coordinate.Value == "Person.elderCare.needsVisit" && cap.Level == 0);
        Assert.DoesNotContain(caps, cap => cap.Coordinate.Value == "Person.maritalStatus");
        Assert.DoesNotContain(caps, cap => cap.Coordinate.Value == "Person.heatRisk");
    }

    private static PolicyFolderResult Load(string file, Func<string, string> change) =>
        PolicyFolder.Parse(
            new Dictionary<string, string>(DemoCity.PolicyDocuments) { [file] = change(DemoCity.PolicyDocuments[file]) },
            DemoCity.Standard);

    private static string ReplaceFirst(string text, string right, string wrong)
    {
        var place = text.IndexOf(right, StringComparison.Ordinal);
        Assert.True(place >= 0, $"The document does not contain '{right}' any more.");
        return text[..place] + wrong + text[(place + right.Length)..];
    }
}
