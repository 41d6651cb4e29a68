using Exchange.Policy;
using Exchange.Policy.Decisions;
using Exchange.Policy.Documents;
using Exchange.Policy.Standard;
using Exchange.Policy.Vocabularies;

namespace Exchange.PolicyTests.Explanations;

/// <summary>Well-formed policies over the whole language by chance, from a seed; the fields are a few of the city's.</summary>
internal sealed class ExplainedSets
{
    private static readonly Title Title = new("题", "title");
    private static readonly string[] Roles = ["r0", "r1"];

    private readonly Random _random;
    private readonly DateTimeOffset _now;
    private readonly List<Purpose> _purposes;

    private ExplainedSets(DataStandard standard, DateTimeOffset now, int seed, IReadOnlyList<Coordinate>? fields)
    {
        _random = new Random(seed);
        _now = now;
        _purposes = [.. Enumerable.Range(0, 3).Select(i => new Purpose($"p{i}", Title, i > 0 && Chance(2) ? $"p{i - 1}" : null, null, null))];
        Fields = fields is not null ? [.. standard.Fields.Where(field => fields.Contains(field.Coordinate))] : Sample(standard);
        Departments = [.. standard.Departments.Select(card => card.Code).Take(2)];
        Policies = Make();
    }

    public IReadOnlyList<GovernedField> Fields { get; }

    public IReadOnlyList<DepartmentId> Departments { get; }

    public PolicySet Policies { get; }

    /// <summary>Policies about some fields by chance, or about those given.</summary>
    public static ExplainedSets Of(DataStandard standard, DateTimeOffset now, int seed, IReadOnlyList<Coordinate>? fields = null) =>
        new(standard, now, seed, fields);

    public IEnumerable<CallerClass> Callers() =>
        from department in Departments.Append(new DepartmentId("nobody"))
        from roles in (string[][])[["r0"], ["r1"], ["r0", "r1"], []]
        from purpose in _purposes.Select(purpose => (State: PurposeState.Registered, Code: (string?)purpose.Code))
            .Append((PurposeState.Missing, null)).Append((PurposeState.NotRegistered, null)).Append((PurposeState.Refused, null))
        from flags in Enumerable.Range(0, 4)
        select new CallerClass(department, roles, purpose.State, purpose.Code, "9901", (flags & 1) != 0, (flags & 2) != 0);

    private IReadOnlyList<GovernedField> Sample(DataStandard standard) =>
        [.. standard.Fields.Where(field => field.Category == SharingCategory.Conditional).OrderBy(_ => _random.Next()).Take(4),
            .. standard.Fields.Where(field => field.Category == SharingCategory.Unconditional).OrderBy(_ => _random.Next()).Take(2)];

    private PolicySet Make()
    {
        var vocabulary = new Vocabulary(
            [.. Roles.Select(role => new Role(role, Title))],
            _purposes,
            [new LegalBasis("consent", Title, false), new LegalBasis("duty", Title, false)],
            [new ConsentScope("scope", Title, [])]);
        return new PolicySet(vocabulary, [.. Enumerable.Range(0, 7).Select(Rule)], [.. Enumerable.Range(0, 4).Select(Restriction)], []);
    }

    private PolicyRule Rule(int number) => new()
    {
        Id = $"rule-{number}",
        Owner = Departments[0],
        Title = Title,
        Opens = [.. Some(Fields).Where(field => field.Category == SharingCategory.Conditional)
            .Select(field => new FieldLevel(field.Coordinate, 1 + _random.Next(field.Ladder.Full)))],
        Departments = Some(Departments),
        Roles = Some(Roles),
        Purposes = Chance(4) ? [] : Some(_purposes.Select(purpose => purpose.Code)),
        Basis = Chance(2) ? "duty" : "consent",
        Article = Chance(2) ? "art. 1" : null,
        Joins = Chance(3) ? [Fields[0].Coordinate, Fields[^1].Coordinate] : [],
        Obligations = Chance(3) ? new Obligations(Chance(2), Chance(2) ? 24 : null, Chance(2) ? 30 : null) : Obligations.None,
        Conditions = new RuleConditions
        {
            Consent = Chance(3) ? "scope" : null,
            SameRegion = Chance(3),
            Case = Chance(4),
            CaseSubject = Chance(5),
            Emergency = Chance(4),
            OnePlace = Chance(6),
            CallerDepartment = Chance(6) ? new Coordinate("DisputeEvent.lead") : null,
            OwnRecord = Chance(6),
            NotInState = Chance(4) ? States() : [],
            Hours = Chance(5) ? new DailyHours(new TimeOnly(8, 0), new TimeOnly(18, 0), 0b0111110) : null,
            From = Moment(-1),
            Until = Moment(0),
        },
    };

    private Restriction Restriction(int number) => new()
    {
        Id = $"cap-{number}",
        Owner = Departments[0],
        Title = Title,
        Caps = [.. Some(Fields).Select(field => new FieldLevel(field.Coordinate, _random.Next(field.Ladder.Full + 1)))],
        Departments = Chance(2) ? [] : Some(Departments),
        Purposes = Chance(2) ? [] : Some(_purposes.Select(purpose => purpose.Code)),
        States = Chance(2) ? [] : States(),
        From = Moment(-1),
        Until = Moment(0),
    };

    private IReadOnlyList<RecordState> States() => [.. Some(Enum.GetValues<RecordState>())];

    private DateTimeOffset? Moment(int earliest) => Chance(4) ? _now.AddDays(_random.Next(earliest, earliest + 3)) : null;

    private bool Chance(int oneOf) => _random.Next(oneOf) == 0;

    private List<T> Some<T>(IEnumerable<T> all) => [.. all.Where(_ => _random.Next(2) == 0).DefaultIfEmpty(all.First())];
}
