using Exchange.Policy;
using Exchange.Policy.Decisions;
using Exchange.Policy.Documents;
using Exchange.Policy.Standard;
using Exchange.Policy.Vocabularies;

namespace Exchange.Benchmarks.Policy;

/// <summary>
/// Twenty fields for an assistance officer: six under two consents, five to the region alone (three of them reduced), three without a condition on
/// the record, and six that no rule opens. The other engines have the same rules in their own languages in <c>beside-policy-engines</c>.
/// </summary>
internal static class PolicyScene
{
    public const string Purpose = "assistance.eligibility";
    public const string Region = "990102";
    public const string Means = "assistance.means";
    public const string Household = "assistance.household";

    public static readonly DepartmentId Department = new("civil-affairs");

    private static readonly Title Untitled = new("题", "title");

    private static readonly string[] Closed =
    [
        "Person.pension.amount", "Person.socialInsurance.contributionBase", "Person.lowIncome.incomePerHead", "Person.employer", "Person.heatRisk",
        "Person.citizenNo",
    ];

    private static readonly (string Rule, string Basis, RuleConditions Conditions, (string Field, string Level)[] Opens)[] Open =
    [
        ("means", "statutory-duty", new RuleConditions { Case = true, SameRegion = true, Consent = Means },
        [
            ("Person.socialInsurance.isInsured", "full"), ("Person.pension.receives", "full"), ("Person.property.owns", "full"),
            ("Person.property.countBand", "full"), ("Person.publicHousing", "full"),
        ]),
        ("household", "consent", new RuleConditions { SameRegion = true, Consent = Household }, [("Person.household.memberCount", "full")]),
        ("identity", "statutory-duty", new RuleConditions { Case = true, SameRegion = true },
        [
            ("Person.alive", "full"), ("Person.sex", "full"), ("Person.name", "surname"), ("Person.birthDate", "year"),
            ("Person.registeredAddress", "street"),
        ]),
        ("register", "statutory-duty", new RuleConditions { Case = true },
            [("Person.deathDate", "full"), ("Person.maritalStatus", "full"), ("Person.unemployed", "full")]),
        ("rescue", "vital-interest", new RuleConditions { Emergency = true }, [("Person.registeredAddress", "full")]),
    ];

    /// <summary>The fields, in the order of the answer.</summary>
    public static IReadOnlyList<Coordinate> Fields { get; } =
        [.. Open.SelectMany(rule => rule.Opens.Select(open => open.Field)).Concat(Closed).Distinct().Select(field => new Coordinate(field))];

    public static PolicySet Policies(DataStandard standard) => new(
        new Vocabulary(
            [new Role("assistance-officer", Untitled)],
            [new Purpose(Purpose, Untitled, null, null, null)],
            [.. ((string[])["statutory-duty", "consent", "vital-interest"]).Select(basis => new LegalBasis(basis, Untitled, false))],
            [new ConsentScope(Means, Untitled, []), new ConsentScope(Household, Untitled, [])]),
        [.. Open.Select(rule => Rule(standard, rule.Rule, rule.Basis, rule.Conditions, rule.Opens))],
        [],
        []);

    /// <summary>An officer with a case and without an emergency.</summary>
    public static CallerClass Caller() => new(Department, ["assistance-officer"], PurposeState.Registered, Purpose, Region, hasCase: true, hasEmergency: false);

    private static PolicyRule Rule(
        DataStandard standard, string id, string basis, RuleConditions conditions, IEnumerable<(string Field, string Level)> opens) => new()
    {
        Id = id,
        Owner = Department,
        Title = Untitled,
        Opens = [.. opens.Select(open => Level(standard, open.Field, open.Level))],
        Departments = [Department],
        Roles = ["assistance-officer"],
        Purposes = [Purpose],
        Basis = basis,
        Conditions = conditions,
    };

    private static FieldLevel Level(DataStandard standard, string coordinate, string level) =>
        standard.TryField(new Coordinate(coordinate), out var field) && field.Ladder.IndexOf(level) is > 0 and var index
            ? new FieldLevel(field.Coordinate, index)
            : throw new ArgumentException($"The data standard has no {coordinate} at {level}.", nameof(coordinate));
}
