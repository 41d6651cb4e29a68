using Exchange.Policy;
using Exchange.Policy.Documents;
using Exchange.Policy.Standard;
using Exchange.Policy.Vocabularies;

namespace Exchange.UnitTests.Fixtures;

/// <summary>Policies of the demo city's words with a few rules of a test's own and no others.</summary>
internal static class ConditionRules
{
    /// <summary>The purpose of one's own data.</summary>
    public const string OwnData = "subject.access";

    /// <summary>The receiver that residents are.</summary>
    public const string Residents = "residents";

    public static PolicySet Only(params PolicyRule[] rules) => DemoCity.Policies with
    {
        Vocabulary = WithResidents(DemoCity.Policies.Vocabulary),
        Rules = rules,
        Restrictions = [],
    };

    /// <summary>Opens fields in full to the assistance officer.</summary>
    public static PolicyRule ToOfficer(string id, RuleConditions conditions, params string[] fields) =>
        Rule(id, "civil-affairs", "assistance-officer", PipelineCity.Assistance, conditions, fields);

    /// <summary>Opens fields in full to residents.</summary>
    public static PolicyRule ToResident(string id, params string[] fields) =>
        Rule(id, Residents, "resident", OwnData, new RuleConditions { OwnRecord = true }, fields);

    private static PolicyRule Rule(string id, string department, string role, string purpose, RuleConditions conditions, string[] fields) => new()
    {
        Id = id,
        Owner = new DepartmentId("public-security"),
        Title = new Title(id, id),
        Opens = [.. fields.SelectMany(field => DemoCity.Standard.Expand(new Coordinate(field)))
            .Select(field => new FieldLevel(field.Coordinate, field.Ladder.Full))],
        Departments = [new DepartmentId(department)],
        Roles = [role],
        Purposes = [purpose],
        Basis = "statutory-duty",
        Article = "art. 1",
        Conditions = conditions,
    };

    private static Vocabulary WithResidents(Vocabulary words) => new(words.Roles, words.Purposes, words.Bases, words.Scopes)
    {
        Departments = [new Receiver(new DepartmentId(Residents), new Title("居民", "Residents"))],
        UtcOffset = TimeSpan.FromHours(8),
        Requirements = words.Requirements,
    };
}
