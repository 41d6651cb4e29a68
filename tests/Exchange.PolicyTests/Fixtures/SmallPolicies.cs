using Exchange.Policy;
using Exchange.Policy.Decisions;
using Exchange.Policy.Documents;
using Exchange.Policy.Standard;
using Exchange.Policy.Vocabularies;
using Exchange.UnitTests.Fixtures;

namespace Exchange.PolicyTests.Fixtures;

/// <summary>Policies of a rule or two on the city's standard, made in memory: the birth date (none, year, month, full) and a public address.</summary>
internal static class SmallPolicies
{
    public static readonly Coordinate Birth = new("Person.birthDate");
    public static readonly Coordinate Address = new("Place.fullText");
    public static readonly DepartmentId Housing = new("housing");

    private static readonly Title Title = new("题", "title");

    public static PolicySet Of(params PolicyRule[] rules) => new(
        new Vocabulary(
            [new Role("one", Title), new Role("two", Title)],
            [new Purpose("wide", Title, null, null, null), new Purpose("narrow", Title, "wide", null, null), new Purpose("other", Title, null, null, null)],
            DemoCity.Policies.Vocabulary.Bases,
            []),
        rules,
        [],
        []);

    public static PolicySet With(this PolicySet policies, params Restriction[] restrictions) => policies with { Restrictions = restrictions };

    public static DecisionTable Compiled(this PolicySet policies) => PolicyCompiler.Compile(DemoCity.Standard, policies);

    /// <summary>A request of housing, in role <c>one</c>.</summary>
    public static CallerClass Asking(string? purpose = "wide", string department = "housing") =>
        new(new(department), ["one"], purpose is null ? PurposeState.Missing : PurposeState.Registered, purpose, "9901", false, false);

    /// <summary>A rule that opens the birth date to housing, in either role, for <c>wide</c>.</summary>
    public static PolicyRule Rule(string id, int level) => new()
    {
        Id = id,
        Owner = new("public-security"),
        Title = Title,
        Opens = [new FieldLevel(Birth, level)],
        Departments = [Housing],
        Roles = ["one", "two"],
        Purposes = ["wide"],
        Basis = "statutory-duty",
        Article = "art. 1",
    };

    /// <summary>A restriction for everybody on one field.</summary>
    public static Restriction Cap(Coordinate field, int level, params RecordState[] states) => new()
    {
        Id = $"cap-{field}-{level}",
        Owner = new("public-security"),
        Title = Title,
        Caps = [new FieldLevel(field, level)],
        Departments = [],
        Purposes = [],
        States = states,
    };

    /// <summary>The openings as text, for comparing: level and the states that the record must not be in.</summary>
    public static IEnumerable<string> Shares(this Decision decision) => decision.Openings.Select(opening =>
        $"{opening.Level}:{string.Join('+', opening.Conditions.OfType<NotInStateCondition>().Select(condition => condition.State))}");
}
