using Exchange.Policy;
using Exchange.Policy.Documents;
using Exchange.Policy.Publishing;
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
    /// <summary>The receiver that residents are: no officer's.</summary>
    public const string Residents = "residents";

    public string Department(Random random) => One(Departments, random);

    public string Role(Random random) => One(Roles, random);

    public string Purpose(Random random) => One(Purposes, random);

    public string Scope(Random random) => One(Scopes, random);

    /// <summary>The demo city's own policies.</summary>
    public static PolicyPools OfDemo(PolicySet policies) => new(
        policies with { Thresholds = Listed },
        [.. policies.Rules.SelectMany(rule => rule.Departments).Select(department => department.Value).Where(code => code != Residents).Distinct()],
        [.. policies.Rules.SelectMany(rule => rule.Roles).Where(role => role != "resident").Distinct()],
        [.. policies.Rules.SelectMany(rule => rule.Purposes).Distinct()],
        [.. policies.Vocabulary.Scopes.Select(scope => scope.Code)]);

    /// <summary>Rules and restrictions by chance, in the demo city's words.</summary>
    /// <param name="city">Its kinds of event.</param>
    /// <param name="standard">The fields.</param>
    /// <param name="demo">The words.</param>
    /// <param name="random">The chance.</param>
    /// <param name="now">The time of the requests.</param>
    /// <param name="isPlain">Whether the record's state decides nothing, and unconditional fields are restricted by nothing.</param>
    /// <param name="number">The world's number: every second one is under a brake, each of another kind.</param>
    public static PolicyPools Generate(
        CanaryCity city, DataStandard standard, PolicySet demo, Random random, DateTimeOffset now, bool isPlain, int number)
    {
        var pools = new PolicyPools(
            demo,
            Some(standard.Departments.Select(card => card.Code.Value), 2, random),
            Some(demo.Vocabulary.Roles.Select(role => role.Code), 3, random),
            [
                .. Some(demo.Vocabulary.Purposes.Select(purpose => purpose.Code), 2, random),
                .. Some(demo.Vocabulary.Purposes.Where(purpose => purpose.CaseFormat is not null).Select(purpose => purpose.Code), 1, random),
            ],
            Some(demo.Vocabulary.Scopes.Select(scope => scope.Code), 2, random));
        var fields = standard.Fields.Where(field => field is { Category: SharingCategory.Conditional, OpenWithObject: false }).ToList();
        var lookups = fields.Where(field => field.Coordinate.Value is "Query.person" or "Query.people" or "Person.pid").ToList();
        var rules = new List<PolicyRule>();
        for (var i = 0; i < 30; i++)
        {
            var isLookup = i < 5;
            var aboutPeople = i < 24;
            var opened = isLookup ? lookups : Some(fields.Where(field => IsPersonal(field) == aboutPeople), random.Next(4, 30), random);
            rules.Add(Lying(pools.Rule(i, opened, aboutPeople, isLookup, random, now)));
        }

        var ofEvents = fields.Where(field => city.EventTypes.Any(type => field.Coordinate.Value.StartsWith($"{type.Name}.", StringComparison.Ordinal))).ToList();
        for (var i = 30; i < 40; i++)
        {
            var named = random.Next(2) == 0 ? Naming[random.Next(1, Naming.Count)] : (Coordinate?)null;
            var opened = Some(ofEvents.Where(field => named is null || TypeOf(field.Coordinate) == TypeOf(named.Value)), random.Next(3, 20), random);
            var rule = pools.Rule(i, opened, aboutPeople: false, isLookup: false, random, now);
            rules.Add(named is null ? Lying(rule) : rule with { Roles = pools.Roles, Conditions = rule.Conditions with { CallerDepartment = named, OnePlace = false } });
        }

        // Residents are no officers' receiver, and ask for what is theirs.
        rules.Add(pools.Rule(40, [.. lookups, .. Some(fields.Where(IsPersonal), 30, random)], aboutPeople: false, isLookup: false, random, now) with
        {
            Departments = [new DepartmentId(Residents)],
            Roles = ["resident"],
            Purposes = ["subject.access"],
            Conditions = new RuleConditions { OwnRecord = true },
        });
        // Streams tell of those kinds alone whose time is open, so it is, everywhere or in one's own region, of most.
        var chance = new Random(number);
        var times = ofEvents.Where(field => field.Coordinate.Value.EndsWith(".occurredAt", StringComparison.Ordinal)).OrderBy(_ => chance.Next()).ToList();
        var places = ofEvents.Where(field => field.Coordinate.Value.EndsWith(".place", StringComparison.Ordinal) && chance.Next(2) == 0).ToList();
        rules.AddRange(new[] { (Number: 41, Opened: times[..6], IsOwn: false), (42, [.. times[6..8], .. places], true) }.Select(drawn =>
            pools.Rule(drawn.Number, drawn.Opened, aboutPeople: false, isLookup: false, chance, now) with
            {
                Departments = [.. pools.Departments.Select(code => new DepartmentId(code))],
                Roles = pools.Roles,
                Purposes = pools.Purposes,
                Opens = [.. drawn.Opened.Select(field => new FieldLevel(field.Coordinate, field.Ladder.Full))],
                Conditions = new RuleConditions { SameRegion = drawn.IsOwn },
            }));
        if (number % 2 == 1)
        {
            // Whoever may look people up may not see of all of them that they are there.
            var found = lookups.Where(field => !IsPersonal(field)).ToList();
            rules.Add(pools.Rule(43, found, aboutPeople: false, isLookup: true, chance, now) with
            {
                Departments = [.. pools.Departments.Select(code => new DepartmentId(code))],
                Roles = pools.Roles,
                Purposes = pools.Purposes,
                Conditions = RuleConditions.None,
            });
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
            if (number % 4 == 3)
            {
                var presence = lookups.Where(IsPersonal).ToList();
                restrictions.Add(pools.Restrict(9, presence, chance) with { Caps = [new FieldLevel(presence[0].Coordinate, 0)], States = [RecordState.Child] });
            }

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

        var personal = fields.Where(field => IsPersonal(field) && field.Coordinate.Value != "Person.pid").ToList();
        var used = fields.Where(field => rules.Any(rule => rule.Opens.Any(open => open.Coordinate == field.Coordinate))).ToList();
        return pools with
        {
            Policies = demo with
            {
                Rules = rules, Restrictions = restrictions, Thresholds = Listed, Combinations = isPlain ? [] : pools.Combine(personal, random),
            },
            Brakes = isPlain || number % 2 == 1 ? [] : [pools.Brake((BrakeKind)(number / 2 % 3), standard, used, random)],
        };
    }

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
            SameRegion = random.Next(aboutPeople ? 3 : 4) == 0,
            Case = random.Next(6) == 0,
            Emergency = random.Next(8) == 0,
            OwnRecord = aboutPeople && random.Next(12) == 0,
            CaseSubject = aboutPeople && !isLookup && random.Next(10) == 0,
            OnePlace = !aboutPeople && random.Next(3) == 0,
            CallerDepartment = !aboutPeople && random.Next(4) == 0 ? Naming[random.Next(Naming.Count)] : null,
            NotInState = aboutPeople && random.Next(6) == 0 ? Some(Enum.GetValues<RecordState>(), random.Next(1, 3), random) : [],
            Hours = random.Next(8) == 0 ? Hours(random) : null,
            From = random.Next(8) == 0 ? now.AddDays(random.Next(-1, 2)) : null,
            Until = random.Next(8) == 0 ? now.AddDays(random.Next(0, 3)) : null,
        },
        Obligations = random.Next(3) != 0 ? Obligations.None : new Obligations(
            random.Next(2) == 0, random.Next(2) == 0 ? 24 : null, random.Next(2) == 0 ? 30 : null),
    };

    // Nobody says where an organization lies, and "check" refuses a rule that asks.
    private static PolicyRule Lying(PolicyRule rule) => !rule.Conditions.SameRegion ? rule : rule with
    {
        Opens = [.. rule.Opens.Where(open => TypeOf(open.Coordinate) != "Organization")],
    };

    // Over one answer; what is looked at over a day is judged by tests of its own.
    private IReadOnlyList<Combination> Combine(IReadOnlyList<GovernedField> personal, Random random) =>
    [
        .. Enumerable.Range(0, 2).Select(i => Some(personal, 12, random)).Select((some, i) => new Combination
        {
            Id = $"together-{i}",
            Title = new Title("题", "title"),
            Groups = [[.. some[..6].Select(field => field.Coordinate)], [.. some[6..].Select(field => field.Coordinate)]],
            Span = CombinationSpan.Answer,
            Roles = random.Next(3) == 0 ? [Role(random)] : [],
            Purposes = random.Next(3) == 0 ? [Purpose(random)] : [],
            Case = random.Next(3) == 0,
            Emergency = true,
        }),
    ];

    private PolicyBrake Brake(BrakeKind kind, DataStandard standard, IReadOnlyList<GovernedField> fields, Random random)
    {
        var field = fields[random.Next(fields.Count)];
        return new PolicyBrake
        {
            Id = "pulled",
            Owner = kind == BrakeKind.Field ? field.Owner : standard.Departments[random.Next(standard.Departments.Count)].Code,
            Kind = kind,
            Target = kind switch
            {
                BrakeKind.Field => string.Join('.', field.Coordinate.Value.Split('.').Take(2)),
                BrakeKind.Receiver => Department(random),
                _ => "",
            },
            Reason = "kx-any-reason-kx",
            PulledBy = "somebody",
            PulledAt = CanaryHub.Now,
        };
    }

    private Restriction Restrict(int number, IReadOnlyList<GovernedField> capped, Random random) => new()
    {
        Id = $"cap-{number}",
        Owner = capped[0].Owner,
        Title = new Title("题", "title"),
        Caps = [.. capped.Select(field => new FieldLevel(field.Coordinate, random.Next(field.Ladder.Full + 1)))],
        Departments = random.Next(2) == 0 ? [] : [new DepartmentId(Department(random))],
        Purposes = random.Next(2) == 0 ? [] : [Purpose(random)],
    };

    /// <summary>What was closed at once, whatever the policies open.</summary>
    public IReadOnlyList<PolicyBrake> Brakes { get; init; } = [];

    /// <summary>The fields that name departments: by a code, by an object, by a list of objects.</summary>
    public static IReadOnlyList<Coordinate> Naming { get; } =
    [
        new("Organization.status"), new("DisputeEvent.coHandlers"), new("DisputeEvent.lead"), new("CityManagementEvent.assignedTo"), new("HotlineCase.handler"),
    ];

    /// <summary>The thresholds that are used, listed.</summary>
    public static IReadOnlyList<ThresholdValues> Listed { get; } =
    [
        .. QueryGenerator.Thresholds.Select(used => new ThresholdValues(
            new Coordinate(used.Field), used.Argument, [.. used.Listed.Select(value => value.Trim('"'))], DateGrid.None)),
    ];

    /// <summary>A purpose, and those that it is narrower than.</summary>
    public IEnumerable<string> Above(string purpose)
    {
        for (var code = purpose; code is not null; code = Policies.Vocabulary.Purposes.FirstOrDefault(known => known.Code == code)?.Parent)
        {
            yield return code;
        }
    }

    private static string TypeOf(Coordinate coordinate) => coordinate.Value.Split('.')[0];

    private static DailyHours Hours(Random random) => new(
        new TimeOnly(random.Next(24), 0), new TimeOnly(random.Next(24), 30), random.Next(3) == 0 ? (byte)random.Next(1, 128) : DailyHours.EveryDay);

    private static int Level(GovernedField field, Random random) =>
        random.Next(2) == 0 ? field.Ladder.Full : random.Next(1, field.Ladder.Full + 1);

    private static bool IsPersonal(GovernedField field) =>
        field.Coordinate.Value.StartsWith("Person.", StringComparison.Ordinal);

    private static string One(IReadOnlyList<string> all, Random random) => all[random.Next(all.Count)];

    private static List<T> Some<T>(IEnumerable<T> all, int count, Random random) => [.. all.OrderBy(_ => random.Next()).Take(count)];
}
