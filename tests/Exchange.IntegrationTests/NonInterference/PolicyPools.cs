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
    /// <param name="standard">The fields.</param>
    /// <param name="demo">The words.</param>
    /// <param name="random">The chance.</param>
    /// <param name="now">The time of the requests.</param>
    /// <param name="isPlain">Whether the record's state decides nothing, and unconditional fields are restricted by nothing.</param>
    public static PolicyPools Generate(DataStandard standard, PolicySet demo, Random random, DateTimeOffset now, bool isPlain)
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
        if (!isPlain)
        {
            var persons = fields.Where(field => IsPersonal(field) && field.Coordinate.Value != "Person.pid").ToList();
            var open = standard.Fields.Where(field => field is { Category: SharingCategory.Unconditional, OpenWithObject: false })
                .Where(field => !field.Coordinate.Value.StartsWith("Query.", StringComparison.Ordinal)).ToList();
            restrictions.AddRange(Enumerable.Range(3, 4).Select(i => pools.Restrict(i, Some(persons, 12, random), random) with
            {
                States = Some(Enum.GetValues<RecordState>(), random.Next(1, 3), random),
            }));
            restrictions.AddRange(Enumerable.Range(7, 2).Select(i => pools.Restrict(i, Some(open, 4, random), random) with
            {
                From = random.Next(3) == 0 ? now.AddDays(random.Next(-1, 2)) : null,
                Until = random.Next(3) == 0 ? now.AddDays(random.Next(0, 3)) : null,
            }));
        }

        if (isPlain)
        {
            rules = rules.ConvertAll(rule => rule with { Conditions = rule.Conditions with { NotInState = [] } });
        }

        return pools with { Policies = demo with { Rules = rules, Restrictions = restrictions } };
    }

    // The region of other records than persons is nobody's fact here, so rules by chance ask for it of persons only.
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
            OwnRecord = aboutPeople && random.Next(12) == 0,
            OnePlace = !aboutPeople && random.Next(3) == 0,
            CallerDepartment = !aboutPeople && random.Next(4) == 0 ? HandledBy : null,
            NotInState = aboutPeople && random.Next(6) == 0 ? Some(Enum.GetValues<RecordState>(), random.Next(1, 3), random) : [],
            Hours = random.Next(8) == 0 ? Hours(random) : null,
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

    /// <summary>The field that names a department on records by chance.</summary>
    public static Coordinate HandledBy { get; } = new("Organization.status");

    private static DailyHours Hours(Random random) => new(
        new TimeOnly(random.Next(24), 0), new TimeOnly(random.Next(24), 30), random.Next(3) == 0 ? (byte)random.Next(1, 128) : DailyHours.EveryDay);

    private static int Level(GovernedField field, Random random) =>
        random.Next(2) == 0 ? field.Ladder.Full : random.Next(1, field.Ladder.Full + 1);

    private static bool IsPersonal(GovernedField field) =>
        field.Coordinate.Value.StartsWith("Person.", StringComparison.Ordinal);

    private static string One(IReadOnlyList<string> all, Random random) => all[random.Next(all.Count)];

    private static List<T> Some<T>(IEnumerable<T> all, int count, Random random) => [.. all.OrderBy(_ => random.Next()).Take(count)];
}
