using Exchange.Policy;
using Exchange.Policy.Documents;
using Exchange.Policy.Standard;

namespace Exchange.IntegrationTests.NonInterference;

/// <summary>The words that one set of policies is about, so that callers, consents and rules meet often.</summary>
internal sealed record PolicyPools(
    PolicySet Policies,
    IReadOnlyList<string> Departments,
    IReadOnlyList<string> Roles,
    IReadOnlyList<string> Purposes,
    IReadOnlyList<string> Scopes)
{
    public string Department(Random random) => One(Departments, random);

    public string Role(Random random) => One(Roles, random);

    public string Purpose(Random random) => One(Purposes, random);

    public string Scope(Random random) => One(Scopes, random);

    /// <summary>The demo city's own policies.</summary>
    public static PolicyPools OfDemo(PolicySet policies) => new(
        policies,
        [.. policies.Rules.SelectMany(rule => rule.Departments).Select(department => department.Value).Distinct()],
        [.. policies.Rules.SelectMany(rule => rule.Roles).Distinct()],
        [.. policies.Rules.SelectMany(rule => rule.Purposes).Distinct()],
        [.. policies.Vocabulary.Scopes.Select(scope => scope.Code)]);

    /// <summary>Rules and restrictions by chance, in the demo city's words.</summary>
    public static PolicyPools Generate(DataStandard standard, PolicySet demo, Random random, DateTimeOffset now)
    {
        var pools = new PolicyPools(
            demo,
            Some(standard.Departments.Select(card => card.Code.Value), 2, random),
            Some(demo.Vocabulary.Roles.Select(role => role.Code), 3, random),
            Some(demo.Vocabulary.Purposes.Select(purpose => purpose.Code), 3, random),
            Some(demo.Vocabulary.Scopes.Select(scope => scope.Code), 2, random));
        var fields = standard.Fields.Where(field => field.Category == SharingCategory.Conditional).ToList();
        var lookups = fields.Where(field => field.Coordinate.Value is "Query.person" or "Query.people" or "Person.pid").ToList();
        var rules = new List<PolicyRule>();
        for (var i = 0; i < 30; i++)
        {
            var isLookup = i < 5;
            var aboutPeople = i < 24;
            var opened = isLookup ? lookups : Some(fields.Where(field => IsPersonal(field) == aboutPeople), random.Next(4, 30), random);
            rules.Add(pools.Rule(i, opened, aboutPeople, isLookup, random, now));
        }

        var restrictions = Enumerable.Range(0, 3).Select(i => pools.Restrict(i, Some(fields, 8, random), random)).ToList();
        return pools with { Policies = demo with { Rules = rules, Restrictions = restrictions } };
    }

    // Conditions on the record ask about a person; on other records nothing answers them yet, so rules by chance set them for persons only.
    private PolicyRule Rule(
        int number, IReadOnlyList<GovernedField> opened, bool aboutPeople, bool isLookup, Random random, DateTimeOffset now) => new()
    {
        Id = $"random-{number}",
        Owner = opened[0].Owner,
        Title = new Title("题", "title"),
        Opens = [.. opened.Select(field => new FieldLevel(field.Coordinate, Level(field, random)))],
        Departments = [.. Some(Departments, random.Next(1, 3), random).Select(code => new DepartmentId(code))],
        Roles = Some(Roles, random.Next(1, 3), random),
        Purposes = Some(Purposes, random.Next(1, 4), random),
        Basis = random.Next(2) == 0 ? "statutory-duty" : "consent",
        Conditions = new RuleConditions
        {
            Consent = aboutPeople && !isLookup && random.Next(3) == 0 ? Scope(random) : null,
            SameRegion = aboutPeople && random.Next(3) == 0,
            Case = random.Next(6) == 0,
            Emergency = random.Next(8) == 0,
            From = random.Next(8) == 0 ? now.AddDays(random.Next(-1, 2)) : null,
            Until = random.Next(8) == 0 ? now.AddDays(random.Next(0, 3)) : null,
        },
    };

    private Restriction Restrict(int number, IReadOnlyList<GovernedField> capped, Random random) => new()
    {
        Id = $"cap-{number}",
        Owner = capped[0].Owner,
        Title = new Title("题", "title"),
        Caps = [.. capped.Select(field => new FieldLevel(field.Coordinate, random.Next(field.Ladder.Full + 1)))],
        Departments = random.Next(2) == 0 ? [] : [new DepartmentId(Department(random))],
        Purposes = random.Next(2) == 0 ? [] : [Purpose(random)],
    };

    private static int Level(GovernedField field, Random random) =>
        random.Next(2) == 0 ? field.Ladder.Full : random.Next(1, field.Ladder.Full + 1);

    private static bool IsPersonal(GovernedField field) =>
        field.Coordinate.Value.StartsWith("Person.", StringComparison.Ordinal);

    private static string One(IReadOnlyList<string> all, Random random) => all[random.Next(all.Count)];

    private static List<T> Some<T>(IEnumerable<T> all, int count, Random random) => [.. all.OrderBy(_ => random.Next()).Take(count)];
}
