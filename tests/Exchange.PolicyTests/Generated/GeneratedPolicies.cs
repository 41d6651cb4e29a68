using Exchange.Policy;
using Exchange.Policy.Documents;
using Exchange.Policy.Standard;
using Exchange.Policy.Vocabularies;
using Exchange.PolicyTests.Reference;

namespace Exchange.PolicyTests.Generated;

/// <summary>
/// Policies by chance, from a seed, over the whole language. Some are not what the loader lets through: what slipped past it must not open anything
/// either.
/// </summary>
internal sealed class GeneratedPolicies
{
    public static readonly DateTimeOffset Now = new(2026, 11, 21, 10, 0, 0, TimeSpan.FromHours(8));

    private static readonly Title Untitled = new("题", "title");
    private static readonly string[] Scopes = ["scope.one", "scope.two"];
    private static readonly string[] Bases = ["consent", "duty", "vital"];

    private readonly Random _random;
    private readonly DataStandard _standard;
    private readonly List<GovernedField> _fields;
    private readonly List<Purpose> _purposes;
    private readonly List<DateTimeOffset> _times;
    private readonly List<DailyHours> _hours;

    private GeneratedPolicies(DataStandard standard, int seed, IReadOnlyList<Coordinate>? fields = null)
    {
        _random = new Random(seed);
        _standard = standard;
        _fields = fields is null ? Sample() : [.. standard.Fields.Where(field => fields.Contains(field.Coordinate))];
        _purposes = Purposes();
        _times = [.. Enumerable.Range(0, 3).Select(_ => Now.AddHours(_random.Next(-50, 50)))];
        _hours = [Hours(), Hours()];
        Departments = [.. standard.Departments.Select(card => card.Code).OrderBy(_ => _random.Next()).Take(2), Receiver];
    }

    /// <summary>A receiver that owns no data.</summary>
    public static DepartmentId Receiver { get; } = new("receiver");

    public static IReadOnlyList<string> Roles { get; } = ["clerk", "officer", "inspector"];

    /// <summary>The departments that rules name.</summary>
    public IReadOnlyList<DepartmentId> Departments { get; }

    /// <summary>The fields that rules and restrictions are about: of every category, and with every ladder by and by.</summary>
    public IReadOnlyList<Coordinate> Coordinates => [.. _fields.Select(sampled => sampled.Coordinate)];

    public PolicySet Policies { get; private set; } = null!;

    public static GeneratedPolicies Make(DataStandard standard, int seed) => Made(new GeneratedPolicies(standard, seed));

    /// <summary>Policies about the look-ups of persons and about presence.</summary>
    public static GeneratedPolicies OfLookups(DataStandard standard, int seed) =>
        Made(new GeneratedPolicies(standard, seed, [.. LookupReference.Lookups, LookupReference.Presence]));

    private static GeneratedPolicies Made(GeneratedPolicies made)
    {
        made.Policies = made.Set();
        return made;
    }

    private PolicySet Set()
    {
        var vocabulary = new Vocabulary(
            [.. Roles.Select(role => new Role(role, Untitled))],
            _purposes,
            [.. Bases.OrderBy(_ => _random.Next()).Select(basis => new LegalBasis(basis, Untitled, false))],
            [.. Scopes.Select(scope => new ConsentScope(scope, Untitled, []))])
        {
            Departments = [new Receiver(Receiver, Untitled)],
            UtcOffset = TimeSpan.FromMinutes(_random.Next(-4, 20) * 30),
        };
        return new PolicySet(
            vocabulary,
            [.. Enumerable.Range(0, _random.Next(4, 14)).Select(Rule)],
            [.. Enumerable.Range(0, _random.Next(0, 6)).Select(Cap)],
            []);
    }

    private List<GovernedField> Sample()
    {
        var mixed = _standard.Fields.OrderBy(_ => _random.Next()).ToList();
        return
        [
            .. mixed.Where(field => field.Category == SharingCategory.Conditional && field.Ladder.Full > 1).Take(3),
            .. mixed.Where(field => field.Category == SharingCategory.Conditional && field.Ladder.Full == 1).Take(3),
            .. mixed.Where(field => field.Category == SharingCategory.Conditional && field.Classification < 3).Take(1),
            .. mixed.Where(field => field.Category == SharingCategory.Unconditional).Take(2),
            .. _standard.OutsideGraph.OrderBy(_ => _random.Next()).Take(1),
        ];
    }

    // A tree, one branch of which is refused for ever, by the name of its root.
    private List<Purpose> Purposes()
    {
        var purposes = new List<Purpose> { new("watch.list.visits", Untitled, null, null, null) };
        for (var i = 0; i < 5; i++)
        {
            var parent = _random.Next(3) == 0 ? null : purposes[_random.Next(purposes.Count)].Code;
            purposes.Add(new Purpose($"purpose.{i}", Untitled, i == 0 ? null : parent, null, null));
        }

        return purposes;
    }

    private PolicyRule Rule(int number) => new()
    {
        Id = $"rule-{number:00}",
        Owner = _standard.Departments[0].Code,
        Title = Untitled,
        Opens = [.. Some(_fields).Select(field => new FieldLevel(field.Coordinate, Odd() ? _random.Next(-1, 7) : _random.Next(1, field.Ladder.Full + 1)))],
        Departments = Some(Departments),
        Roles = Some(Roles),
        Purposes = _random.Next(6) == 0 ? [] : PurposeCodes(),
        Basis = Odd() ? "unheard-of" : Bases[_random.Next(Bases.Length)],
        Article = _random.Next(2) == 0 ? $"art. {number}" : null,
        Joins = _random.Next(3) == 0 ? [.. Some(_fields).Select(field => field.Coordinate)] : [],
        Conditions = Conditions(),
        Obligations = _random.Next(2) == 0 ? Obligations.None : new Obligations(_random.Next(2) == 0, _random.Next(1, 72), null),
    };

    private RuleConditions Conditions() => new()
    {
        Consent = _random.Next(3) == 0 ? Scopes[_random.Next(Scopes.Length)] : null,
        SameRegion = _random.Next(3) == 0,
        Case = _random.Next(4) == 0,
        CaseSubject = _random.Next(8) == 0,
        Emergency = _random.Next(4) == 0,
        OnePlace = _random.Next(8) == 0,
        OwnRecord = _random.Next(8) == 0,
        CallerDepartment = _random.Next(8) == 0 ? new Coordinate("DisputeEvent.lead") : null,
        NotInState = _random.Next(4) == 0 ? Some(Enum.GetValues<RecordState>()) : [],
        Hours = _random.Next(4) == 0 ? _hours[_random.Next(_hours.Count)] : null,
        From = Time(),
        Until = Time(),
    };

    private Restriction Cap(int number)
    {
        var isUpsideDown = _random.Next(8) == 0;
        return new Restriction
        {
            Id = $"cap-{number:00}",
            Owner = _standard.Departments[0].Code,
            Title = Untitled,
            Caps = [.. Some(_fields).Select(field => new FieldLevel(field.Coordinate, Odd() ? _random.Next(-1, 7) : _random.Next(field.Ladder.Full + 1)))],
            Departments = _random.Next(2) == 0 ? [] : Odd() ? [new DepartmentId("no-such")] : Some(Departments),
            Purposes = _random.Next(2) == 0 ? [] : Odd() ? ["no.such.purpose"] : PurposeCodes(),
            States = _random.Next(2) == 0 ? [] : Some(Enum.GetValues<RecordState>()),
            From = isUpsideDown ? Now.AddHours(10) : Time(),
            Until = isUpsideDown ? Now.AddHours(-10) : Time(),
        };
    }

    private List<string> PurposeCodes() => [.. _purposes.OrderBy(_ => _random.Next()).Take(_random.Next(1, 3)).Select(purpose => purpose.Code)];

    private DateTimeOffset? Time() => _random.Next(5) == 0 ? _times[_random.Next(_times.Count)] : null;

    private DailyHours Hours() => new(
        new TimeOnly(_random.Next(24), _random.Next(2) * 30), new TimeOnly(_random.Next(24), _random.Next(2) * 30), (byte)_random.Next(1, 128));

    private List<T> Some<T>(IReadOnlyList<T> all) => [.. all.OrderBy(_ => _random.Next()).Take(_random.Next(1, all.Count + 1))];

    // Now and then something that the loader would have refused.
    private bool Odd() => _random.Next(15) == 0;
}
